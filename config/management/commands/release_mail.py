import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.services import leave_unsent
from deadlines.management.moments import moment
from deadlines.models import MailHold
from deadlines.services import holding


class Command(BaseCommand):
    help = "Show the letters that wait since a restore, and let them go when told how."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--send",
            choices=["new", "all"],
            help="new: not what may have been mailed before the restore; all: that as well",
        )
        parser.add_argument(
            "--hold-from",
            type=moment,
            metavar="ISO",
            help="hold mail, after a restore by other means, to the state of this moment",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["hold_from"]:
            holding.hold(backup_at=options["hold_from"])
            unsent = leave_unsent()
            self.stderr.write(f"{unsent} links and notices that were owed then stay unsent.")
        hold = holding.held()
        if hold is None:
            self.stdout.write("{}" if options["json"] else "Mail is not held.")
            return
        letters = holding.letters(of=hold)
        counted = holding.waiting(of=hold)
        if options["send"]:
            holding.release(by=None, again=options["send"] == "all")
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(hold, counted, letters), default=str, indent=2))
            return
        for line in _said(hold, counted, letters, send=options["send"]):
            self.stdout.write(line)


def _as_json(
    hold: MailHold, counted: holding.Waiting, letters: list[holding.Letter]
) -> dict[str, Any]:
    return {
        "held_since": hold.began_at,
        "backup_at": hold.backup_at,
        **counted._asdict(),
        "letters": [one._asdict() for one in letters],
    }


def _said(
    hold: MailHold, counted: holding.Waiting, letters: list[holding.Letter], *, send: str | None
) -> list[str]:
    head = (
        f"Held since {hold.began_at:%Y-%m-%d %H:%M} UTC, after a restore of the backup of "
        f"{hold.backup_at:%Y-%m-%d %H:%M} UTC."
    )
    lines = [
        f"  {'perhaps sent' if one.perhaps_sent else 'new':<12}  {one.due_at:%Y-%m-%d %H:%M}  "
        f"{one.request}  {one.rung:<16}  {one.to}"
        for one in letters
    ]
    counts = f"{counted.perhaps_sent} perhaps sent before, {counted.new} new."
    done = {
        None: "Nothing was let go. --send new leaves out what may have been sent; --send all does "
        "not.",
        "new": f"Let go: {counted.new} letters; {counted.perhaps_sent} stay unsent.",
        "all": f"Let go: {counted.new + counted.perhaps_sent} letters.",
    }
    return [head, *lines, counts, done[send]]
