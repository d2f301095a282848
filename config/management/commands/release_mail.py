import json
from datetime import datetime
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.services import count_owed, leave_unsent
from deadlines.management.moments import moment
from deadlines.models import MailHold
from deadlines.services import holding


class Waits(NamedTuple):
    """What waits as mail is held."""

    hold: MailHold
    letters: list[holding.Letter]
    counted: holding.Waiting
    beside: int  # links and notices


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
        parser.add_argument(
            "--again",
            action="store_true",
            help="with --hold-from while mail is held: the tables were restored once more, and "
            "links and notices that are owed in them stay unsent as well",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        self._hold(options["hold_from"], again=options["again"])
        hold = holding.held()
        if hold is None:
            self.stdout.write("{}" if options["json"] else "Mail is not held.")
            return
        found = Waits(hold, holding.letters(of=hold), holding.waiting(of=hold), count_owed())
        if options["send"]:
            holding.release(by=None, again=options["send"] == "all")
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(found), default=str, indent=2))
            return
        for line in _said(found, send=options["send"]):
            self.stdout.write(line)

    def _hold(self, since: datetime | None, *, again: bool) -> None:
        """Hold mail; what is owed stays unsent where these tables were restored just now."""
        if since is None:
            if again:
                raise CommandError("--again goes with --hold-from.")
            return
        stood = holding.held()
        holding.hold(backup_at=since)
        self.stderr.write(
            f"{leave_unsent()} links and notices that were owed then stay unsent."
            if stood is None or again
            else f"Mail is held since {stood.began_at:%Y-%m-%d %H:%M} UTC already: what was owed "
            "since waits, and goes. Where the tables were restored once more, give --again as well."
        )


def _as_json(found: Waits) -> dict[str, Any]:
    return {
        "held_since": found.hold.began_at,
        "backup_at": found.hold.backup_at,
        **found.counted._asdict(),
        "links_and_notices": found.beside,
        "letters": [one._asdict() for one in found.letters],
    }


def _said(found: Waits, *, send: str | None) -> list[str]:
    hold, counted = found.hold, found.counted
    head = (
        f"Held since {hold.began_at:%Y-%m-%d %H:%M} UTC, after a restore of the backup of "
        f"{hold.backup_at:%Y-%m-%d %H:%M} UTC."
    )
    lines = [
        f"  {'perhaps sent' if one.perhaps_sent else 'new':<12}  {one.due_at:%Y-%m-%d %H:%M}  "
        f"{one.request}  {one.rung:<16}  {one.to}"
        for one in found.letters
    ]
    counts = (
        f"{counted.perhaps_sent} perhaps sent before, {counted.new} new. "
        f"Beside them {found.beside} links and notices since then."
    )
    done = {
        None: "Nothing was let go. --send new leaves out what may have been sent; --send all does "
        "not.",
        "new": f"Let go: {counted.new} letters; {counted.perhaps_sent} stay unsent.",
        "all": f"Let go: {counted.new + counted.perhaps_sent} letters.",
    }
    return [head, *lines, counts, done[send]]
