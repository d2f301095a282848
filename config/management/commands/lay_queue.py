import os
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from config.embedded import broker, prepare

MAY_NOT = """The broker's login may not make the queue's schema. Give the queue a login of its own
that may, and name it: GRANT CREATE ON DATABASE … TO reclaim_queue, and
CELERY_BROKER_URL=pgmq://reclaim_queue:…@host/database."""


class Command(BaseCommand):
    help = (
        "Make the queue's own tables where the database is the broker, and nothing where another "
        "is; repeatable. With the login that CELERY_BROKER_URL names."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not broker.is_postgres(os.environ):
            self.stdout.write("The messages travel elsewhere: nothing to lay.")
            return
        try:
            prepare.lay_queue(os.environ.get("CELERY_BROKER_URL", ""))
        except psycopg.errors.InsufficientPrivilege as no:
            raise CommandError(MAY_NOT, returncode=1) from no
        self.stdout.write("The queue is there.")
