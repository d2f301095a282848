import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.services import run_handovers
from deadlines.management.moments import moment
from deadlines.services import sweep


class Command(BaseCommand):
    help = "Enter, tell, draft and hand over whatever is due; print what was done as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="undo it all, print it anyway")
        parser.add_argument(
            "--now", type=moment, metavar="ISO", help="as of this moment, with its offset"
        )
        parser.add_argument("--limit", type=int, default=500, help="clocks a transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        swept = (sweep.rehearse if options["dry_run"] else sweep.run)(
            now=options["now"], limit=options["limit"]
        )
        told = {"as_of": swept.as_of.isoformat(), "dry_run": options["dry_run"], **swept.counts()}
        if not (options["dry_run"] or options["now"]):  # a case is handed over on the day alone
            told["handovers"] = run_handovers()._asdict()
        self.stdout.write(json.dumps({**told, "steps": swept.steps}, indent=2))
