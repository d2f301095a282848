"""Where each quarter of a funder stands: going on, to be locked, or locked."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from audit.rules import NotAllowed
from reports.models import Snapshot
from reports.rules import filing
from reports.rules.quarters import Quarter

SHOWN = 6  # quarters, the one that goes on among them


class Row(NamedTuple):
    quarter: Quarter
    word: str
    tone: str
    locked: list[Snapshot]  # its versions, the newest first
    act: str


class Funder(NamedTuple):
    code: str
    name: str
    rows: list[Row]


def quarters(funder: str, locked: Iterable[Snapshot], *, now: datetime) -> list[Row]:
    """Give the last quarters, the one that goes on first, and every older one that is locked."""
    mine = [one for one in locked if one.funder == funder]
    today = now.astimezone(ZoneInfo(settings.RECLAIM_AGENCY_ZONE)).date()
    running = Quarter.of(today)
    known = [running]
    while len(known) < SHOWN:
        known.append(known[-1].before)
    older = {one.of for one in mine} - set(known)
    return [
        _row(one, [s for s in mine if s.of == one], is_over=today >= one.after)
        for one in [*known, *sorted(older, reverse=True)]
    ]


def why_not(quarter: Quarter, funder: str, *, now: datetime) -> str:
    """Say why a quarter cannot be locked yet; nothing if it can."""
    today = now.astimezone(ZoneInfo(settings.RECLAIM_AGENCY_ZONE)).date()
    mine = Snapshot.objects.filter(funder=funder).of_year(quarter.year)
    try:
        filing.require_over(quarter, today=today)
        filing.require_earlier(quarter, mine.values_list("quarter", flat=True))
    except NotAllowed as no:
        return str(no)
    return ""


def _row(quarter: Quarter, locked: list[Snapshot], *, is_over: bool) -> Row:
    if locked:
        return Row(quarter, "Locked", "good", locked, "Look what changed")
    if is_over:
        return Row(quarter, "To be locked", "soon", [], "Look and lock")
    return Row(quarter, "Goes on", "", [], "Look")
