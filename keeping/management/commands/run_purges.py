import json
from typing import Any

from django.core.management.base import BaseCommand

from keeping.services import doing, retention


class Command(BaseCommand):
    help = (
        "Do each purge that two people agreed to, finish what was begun, and owe the task for each "
        "case whose time is nearly over; print what was done as JSON. Safe to repeat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done, warned = doing.run_purges(), retention.warn()
        self.stdout.write(json.dumps({"purged": done, "warned": warned}))
