import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from reports.services import keeping


class Command(BaseCommand):
    help = (
        "Bring the roll-up of figures up to date, then compare it with a fresh count of every "
        "clock; exit 1 on a difference. With --anew it is counted from nothing first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print as JSON")
        parser.add_argument(
            "--anew", action="store_true", help="forget what was kept, and count it all again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        kept = keeping.keep_all(anew=options["anew"])
        checked = keeping.check()
        if options["json"]:
            said = {"ok": checked.ok, "kept": kept, **checked._asdict()}
            said["differences"] = [one._asdict() for one in checked.differences]
            self.stdout.write(json.dumps(said, indent=2))
        else:
            self.stdout.write(f"{kept} months counted anew, {checked.months} compared.")
            for one in checked.differences:
                self.stdout.write(" ".join(one))
            self.stdout.write(f"{checked.in_all} differences." if checked.in_all else "In order.")
        if not checked.ok:
            sys.exit(1)
