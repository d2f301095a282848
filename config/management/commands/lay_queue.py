import os
from typing import Any

from django.core.management.base import BaseCommand

from config.embedded import broker, prepare


class Command(BaseCommand):
    help = (
        "Make the queue's own tables where the database is the broker, and nothing where another "
        "is; repeatable. With the login that owns the database."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not broker.is_postgres(os.environ):
            self.stdout.write("The messages travel elsewhere: nothing to lay.")
            return
        prepare.lay_queue(os.environ.get("CELERY_BROKER_URL", ""))
        self.stdout.write("The queue is there.")
