"""What the pages that keep the directory right show: reports, changes as differences, history."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from accounts.models import User
from removal.models import EntryReport, Platform, PlatformChange, PlatformCheck
from removal.rules.cured import Run, change
from removal.rules.desk_spoken import DECISIONS, MOVED, REPORTS_CLOSED
from removal.rules.desk_words import Decision, Moved, ReportClosed
from removal.rules.directory import CHANNELS


class Difference(NamedTuple):
    """One field of a row, as it was and as it should be."""

    label: str
    is_channel: bool
    runs: tuple[Run, ...]


class Waiting(NamedTuple):
    """A change that waits for its second person, and what this reader may do about it."""

    change: PlatformChange
    differences: list[Difference]
    is_own: bool


class Past(NamedTuple):
    """One entry of a row's history."""

    at: datetime
    words: str
    by: str
    detail: str
    differences: list[Difference]


# The row's own words where they are no sentence of a person.
FIELDS = {
    "report_url": "Where its form is",
    "alt_urls": "Other addresses",
    "contacts": "Other channels",
    "asks_for": "What it asks, in order",
    "coverage": "Does the Act reach it",
    "coverage_reason": "Why",
    "gives_reference": "Gives a reference",
    "account_required": "Needs an account",
    "accepts_representative": "Takes a representative's request",
    "foreign_operator": "Run from outside the US",
    "operator_country": "Country of the operator",
    "hash_programmes": "Hash programmes",
}


def waiting(reader: User, changes: Iterable[PlatformChange]) -> list[Waiting]:
    return [Waiting(one, differences(one), one.proposed_by_id == reader.pk) for one in changes]


def differences(kept: PlatformChange) -> list[Difference]:
    """Give each field of a change word by word; what stands in lists, line by line."""
    found = []
    for name, after in kept.after.items():
        told = change(0, name, _text(kept.before.get(name)), _text(after))
        label = FIELDS.get(name, name.replace("_", " ").capitalize())
        if told is not None:
            found.append(Difference(label, name in CHANNELS, told.runs))
    return found


def history(platform: Platform) -> list[Past]:
    """Give who checked, reported and changed a row, the latest first."""
    who = ("proposed_by", "decided_by")
    changes = PlatformChange.objects.filter(platform=platform).select_related(*who)
    checks = PlatformCheck.objects.filter(platform=platform).select_related("by")
    reports = EntryReport.objects.filter(platform=platform)
    told = [
        *(Past(one.at, "Checked at the platform itself", one.by.name, "", []) for one in checks),
        *(_reported(one) for one in reports.select_related("reported_by", "closed_by")),
        *(_changed(one) for one in changes),
    ]
    return sorted(told, key=lambda past: past.at, reverse=True)


def open_reports(reader: User) -> list[EntryReport]:
    """Give every open report, the reader's own first, then the oldest."""
    found = (
        EntryReport.objects.visible_to(reader)
        .open()
        .select_related("platform", "assigned_to", "reported_by")
    )
    return sorted(found, key=lambda one: (one.assigned_to_id != reader.pk, one.reported_at))


def owed_by(reader: User) -> int:
    """Give how many open reports are this person's to look into."""
    return EntryReport.objects.visible_to(reader).open().filter(assigned_to=reader).count()


def _reported(report: EntryReport) -> Past:
    words = f"Reported: {MOVED[Moved(report.kind)].lower()}"
    if report.closed_by is not None:
        how = REPORTS_CLOSED[ReportClosed(report.closed_as)].lower()
        words += f". Settled by {report.closed_by.name}: {how}"
    return Past(report.reported_at, words, report.reported_by.name, report.found, [])


def _changed(kept: PlatformChange) -> Past:
    if kept.decided_by is None:
        words = "Change proposed; waits for a second person"
    elif not kept.needs_second:
        words = "Changed"
    else:
        said = DECISIONS[Decision(kept.decision)].lower()
        words = f"Change proposed, {said} by {kept.decided_by.name}"
    at = kept.decided_at or kept.proposed_at
    return Past(at, words, kept.proposed_by.name, kept.found, differences(kept))


def _text(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value not in {None, ""} else "none"
