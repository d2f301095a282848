import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from deadlines.management.moments import moment
from deadlines.services import reconcile
from deadlines.services.reckoning import Reckoning


class Command(BaseCommand):
    help = (
        "Account for every reminder, owed against sent, and compare what the rules owe with what "
        "the ledger holds; exit 1 on a difference."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print as JSON")
        parser.add_argument(
            "--since",
            type=moment,
            metavar="ISO",
            help="reckon from here; else from the first",
        )
        parser.add_argument("--until", type=moment, metavar="ISO", help="reckon up to this moment")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = reconcile.check(since=options["since"], until=options["until"])
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(checked), indent=2))
        else:
            for line in _spoken(checked.reckoning):
                self.stdout.write(line)
            lines = [" ".join(filter(None, one)) for one in checked.differences]
            self.stdout.write("\n".join(lines) or "In order.")
        if checked.in_all:
            sys.exit(1)


def _as_json(checked: reconcile.Checked) -> dict[str, Any]:
    return {
        "ok": not checked.in_all,
        "account": checked.reckoning.as_json(),
        "clocks": checked.clocks,
        "by_code": checked.by_code,
        "differences": [difference._asdict() for difference in checked.differences],
    }


def _spoken(account: Reckoning) -> list[str]:
    """Give the account in a few lines, as `12 owed, 12 told in the app`."""
    waiting, held = _each(account.waiting), _each(account.not_mailed)
    return [
        f"{account.owed} reminders owed, {account.told} told in the app, {account.missing} missing",
        f"{account.mailed} mailed, {account.dead} given up, {account.repeated} perhaps twice",
        f"waiting: {waiting}; not for the mail: {held}",
        f"{account.steps} steps: {account.steps_sent} sent, {account.steps_late} of them late; "
        f"skipped: {_each(account.steps_skipped)}; {account.steps_missing} missing",
    ]


def _each(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {why}" for why, count in sorted(counts.items())) or "none"
