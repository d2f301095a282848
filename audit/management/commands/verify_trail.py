import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit import chain, checking
from audit.seals import known
from audit.seals.book import Book
from audit.seals.signing import BadKey
from audit.seals.taking import PART_ALONE
from audit.witness import UNSEALED
from rows.reading import sees_all


class Command(BaseCommand):
    help = (
        "Recompute the audit trail's hash chains, and compare them with seals where there are "
        "some; exit 1 and name the place where one breaks. Reading the trail is enough for it: it "
        "may run on another machine with an account that writes nothing."
    )
    requires_system_checks: list[str] = []  # an auditor's account may read the trail alone

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--chain", help="one case's id, or house; else every chain")
        parser.add_argument("--json", action="store_true", help="one JSON object, heads included")
        parser.add_argument(
            "--against",
            action="append",
            type=Path,
            default=[],
            metavar="SEALS",
            help="a file or folder of seals, in their order (else RECLAIM_SEALS)",
        )
        parser.add_argument(
            "--public-key",
            action="append",
            default=[],
            metavar="KEY",
            help="of the sealing host, once for each it had (else RECLAIM_SEAL_PUBLIC_KEYS)",
        )

        parser.add_argument(
            "--not-older-than",
            type=float,
            metavar="HOURS",
            help="exit 1 when the last seal is older, for a file of seals can be cut at its end",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not sees_all():
            raise CommandError(PART_ALONE, returncode=1)
        one, begun = options["chain"], timezone.now()
        book = _book(options["against"], options["public_key"])
        sealed = book or UNSEALED
        verdicts = (
            [chain.verify(one, sealed=sealed)] if one else list(chain.verify_all(sealed=sealed))
        )
        if not one:
            self._keep(verdicts, begun)
        broken = [verdict for verdict in verdicts if not verdict.holds]
        if options["json"]:
            self.stdout.write(json.dumps(_report(verdicts, book), indent=2))
        else:
            self._say(verdicts, broken, book)
        if why := _why_not(verdicts, book, options["not_older_than"]):
            raise CommandError(why, returncode=1)

    def _keep(self, verdicts: list[chain.Verdict], begun: datetime) -> None:
        """Keep the result for the Activity page, where the database takes it."""
        try:
            with transaction.atomic():
                checking.keep(checking.begin(asked_at=begun), checking.summed(verdicts))
        except DatabaseError as no:  # a standby, or a copy that is read alone
            self.stderr.write(f"The result was not kept: {type(no).__name__}.")

    def _say(
        self, verdicts: list[chain.Verdict], broken: list[chain.Verdict], book: Book | None
    ) -> None:
        for verdict in broken:
            self.stdout.write(f"{verdict.chain}: broken at {verdict.broken_at}, {verdict.why}.")
        if not broken:
            entries = sum(verdict.entries for verdict in verdicts)
            self.stdout.write(f"{len(verdicts)} chains hold, {entries} entries.")
        for line in _said(book):
            self.stdout.write(line)


def _book(places: list[Path], keys: list[str]) -> Book | None:
    places, keys = places or known.places(), keys or list(settings.RECLAIM_SEAL_PUBLIC_KEYS)
    if not places:
        return None
    if not keys:
        raise CommandError("Seals are checked by a key: give --public-key.")
    try:
        return known.book(places=places, keys=keys)
    except BadKey as no:
        raise CommandError(str(no)) from no


def _why_not(verdicts: list[chain.Verdict], book: Book | None, hours: float | None) -> str:
    """Say in one sentence what does not hold; nothing where all of it does."""
    broken = sum(not verdict.holds for verdict in verdicts)
    if broken:
        return f"{broken} of {len(verdicts)} chains do not hold."
    if book and book.fault:
        return f"The seals do not hold: {book.fault}."
    return _too_old(book, hours)


def _too_old(book: Book | None, hours: float | None) -> str:
    """Say that the last seal is older than it may be, or that there is none to ask."""
    if hours is None:
        return ""
    if book is None or book.last is None:
        return "There is no seal whose age could be told: give --against."
    if timezone.now() - book.last.moment > timedelta(hours=hours):
        return f"The last seal is of {book.last.at}, more than {hours:g} hours ago."
    return ""


def _said(book: Book | None) -> list[str]:
    if book is None or book.last is None:
        return []
    said = [f"{len(book.seals)} seals, the last of {book.last.at}: {book.last.entries} entries."]
    return said + [
        f"Begun anew at seal {seal.number} ({seal.why}, {seal.at}): {gone} entries that were "
        "sealed before are gone."
        for seal, gone in book.begun_anew
    ]


def _report(verdicts: list[chain.Verdict], book: Book | None) -> dict[str, Any]:
    held = all(verdict.holds for verdict in verdicts) and not (book and book.fault)
    broken = (verdict for verdict in verdicts if not verdict.holds)
    told = {
        "holds": held,
        "entries": sum(verdict.entries for verdict in verdicts),
        "first_broken": [
            {"chain": one.chain, "entry": one.broken_at, "why": one.why} for one in broken
        ],
        "chains": [verdict._asdict() for verdict in verdicts],
    }
    return told | ({"seals": _of_seals(book)} if book else {})


def _of_seals(book: Book) -> dict[str, Any]:
    last = book.last
    return {
        "holds": not book.fault,
        "fault": book.fault,
        "seals": len(book.seals),
        "last": last._asdict() if last else None,
        "age_seconds": int((timezone.now() - last.moment).total_seconds()) if last else None,
        "begun_anew": [
            {"seal": seal.number, "at": seal.at, "why": seal.why, "entries_gone": gone}
            for seal, gone in book.begun_anew
        ],
    }
