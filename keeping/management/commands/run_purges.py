import json
from typing import Any

from django.core.management.base import BaseCommand

from keeping.services import doing, holds, purging, retention


class Command(BaseCommand):
    help = (
        "Do each purge that two people agreed to, finish what was begun, and owe the task for each "
        "purge that waits for a second person, each case whose time is nearly over and each legal "
        "hold whose day to be looked at again has come; print what was done as JSON. Safe to "
        "repeat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        did = {
            "purged": doing.run_purges(),
            "asked": purging.ask_second_persons(),
            "warned": retention.warn(),
            "reminded": holds.remind_of_holds(),
        }
        self.stdout.write(json.dumps(did))
