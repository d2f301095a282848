import json
import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keeping.services import doing, holds, purging, retention

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Do each purge that two people agreed to, finish what was begun, and owe the task for each "
        "purge that waits for a second person, each case whose time is nearly over and each legal "
        "hold whose day to be looked at again has come; print what was done as JSON. Safe to "
        "repeat. Where one of the four fails the others are done, and it ends with 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        did: dict[str, int | None] = {}
        steps = {
            "purged": doing.run_purges,
            "asked": purging.ask_second_persons,
            "warned": retention.warn,
            "reminded": holds.remind_of_holds,
        }
        for name, step in steps.items():
            try:
                did[name] = step()
            except Exception:
                log.exception("a step of run_purges failed: step=%s", name)
                did[name] = None
        self.stdout.write(json.dumps(did))
        if failed := [name for name, many in did.items() if many is None]:
            raise CommandError(f"Not done: {', '.join(failed)}. The log says why.", returncode=1)
