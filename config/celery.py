"""The Celery application: it wakes workers and remembers nothing."""

import os

from celery import Celery

from config.beat import BEAT

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("reclaim")
app.set_default()  # threads of the web server would otherwise fall to an app without a broker
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = BEAT
app.conf.beat_scheduler = "config.steady:Steady"
app.autodiscover_tasks()
