import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from deadlines.services import reconcile


class Command(BaseCommand):
    help = "Compare what the rules owe with what the ledger holds; exit 1 on a difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = reconcile.check()
        if options["json"]:
            rows = [difference._asdict() for difference in found]
            self.stdout.write(json.dumps({"ok": not found, "differences": rows}, indent=2))
        else:
            self.stdout.write(
                "\n".join(" ".join(filter(None, one)) for one in found) or "In order."
            )
        if found:
            sys.exit(1)
