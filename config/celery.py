"""The Celery application: it wakes workers and remembers nothing."""

import os

from celery import Celery

from config.beat import BEAT
from config.embedded import roles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
roles.be("work")  # in the web too this module is read, and there the settings were read before

app = Celery("reclaim")
app.set_default()  # threads of the web server would otherwise fall to an app without a broker
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = BEAT
app.conf.beat_scheduler = "config.steady:Steady"
app.autodiscover_tasks()
