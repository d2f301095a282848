"""Requests counted inside, by platform, month and channel, before anything of them is hidden.

The three tables share their total, and a filtered one is a row of the unfiltered: whatever is
hidden in one is guarded in all (ADR 0063).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.utils import timezone

from reports.disclosure import TOTAL, Cell, Key, Table, hidden_together
from reports.figures import By, OnTime, Scope, Survival, quick
from reports.tables.said import DECIDED, LATE, ON_TIME, OPEN
from reports.tables.sheet import Estimate

TRIES = 3
OF = "requests"
GROUPS: tuple[By, ...] = ("platform", "month", "channel")
Counted = tuple[tuple[OnTime, ...], tuple[Survival, ...]]
Found = dict[By | None, Counted]
Pair = tuple[Table, Table]  # as counted inside, and as told
Answer = TypeVar("Answer")


def at_one_moment(ask: Callable[[], Answer]) -> Answer:
    """Ask again where somebody recorded something between two of the questions."""
    for _ in range(TRIES - 1):
        try:
            return ask()
        except ValueError:
            continue
    return ask()


def hidden_requests(scope: Scope) -> tuple[tuple[Pair, ...], Found]:
    """Give each table as it is counted and as it is told, and the figures they were made from.

    The first four are by platform, month and channel, and of all; those of the unfiltered months,
    which the same reader can open, follow where the scope is narrower.
    """
    at = timezone.now()
    tables, found = _tables(scope, at)
    every = [*tables, *_beside(scope, at)]
    told = hidden_together(every, threshold=settings.PATTERN_FEWEST_CASES)
    return tuple(zip(every, told, strict=True)), found


def _tables(scope: Scope, at: datetime) -> tuple[list[Table], Found]:
    """Give the counts by each group and of all, and what they were made from."""
    found: Found = {
        by: (quick.on_time(scope, by, at=at), quick.removal_hours(scope, by, at=at))
        for by in GROUPS
    }
    found[None] = (
        quick.on_time(scope, at=at),
        quick.removal_hours(scope, at=at, curve=True),
    )
    within = within_of(scope)
    tables = [_table(by, found[by], found[None], within) for by in GROUPS]
    return [*tables, _settled(found[None][0][0], within)], found


def _beside(scope: Scope, at: datetime) -> list[Table]:
    """Give the unfiltered tables of the same months, which the same reader can open."""
    if not (scope.platform or scope.channel):
        return []
    return _tables(replace(scope, platform="", channel=""), at)[0]


def within_of(scope: Scope) -> dict[str, str]:
    """Say who is counted at all, so that a filtered table is known for a row of another."""
    found = {"months": f"{scope.first:%Y-%m}..{scope.last:%Y-%m}"}
    if scope.platform:
        found["platform"] = scope.platform
    if scope.channel:
        found["channel"] = scope.channel
    return found


def _settled(whole: OnTime, within: dict[str, str]) -> Table:
    """Give how many are decided and not, of all: so few are not that rows do not tell it."""
    undecided = whole.open_in_time + whole.withdrawn
    people = max(whole.cases_open_in_time, whole.cases_withdrawn)
    cells: dict[Key, Cell] = {
        (DECIDED,): Cell(whole.decided, _people(whole)),
        (OPEN,): Cell(undecided, people),
        (TOTAL,): Cell(whole.decided + undecided, max(_people(whole), people)),
    }
    spare = frozenset[Key]({(OPEN,), (TOTAL,)})  # rather than the decided, on whom all rests
    return Table("settled", ("settled",), cells, of=OF, within=within, spare=spare)


def _table(by: By, counted: Counted, whole: Counted, within: dict[str, str]) -> Table:
    cells: dict[Key, Cell] = {}
    hours = {one.key: one for one in counted[1]}
    for one in counted[0]:
        cells |= _cells(one.key, one, hours.get(one.key))
    outside = {name: word for name, word in within.items() if name != by}
    if by not in within:  # filtered to one member, that member is the total
        cells |= _cells(TOTAL, whole[0][0], whole[1][0])
    leans = {key: ((key[0], TOTAL),) for key in cells if key[1] == ON_TIME}
    outside["settled"] = DECIDED
    return Table(by, (by, "outcome"), cells, of=OF, within=outside, leans=leans)


def _cells(member: str, kept: OnTime, hours: Survival | None) -> dict[Key, Cell]:
    """Give a row's counts; of two counts together at least as many people as behind the larger."""
    share = Estimate(kept.share, kept.share_low, kept.share_high)
    quantiles = (
        {
            "median": Estimate(hours.median, hours.median_low, hours.median_high),
            "p90": Estimate(hours.p90, hours.p90_low, hours.p90_high),
        }
        if hours
        else {}
    )
    late_people = max(kept.cases_late, kept.cases_open_late)
    return {
        (member, TOTAL): Cell(kept.decided, _people(kept), quantiles),
        (member, ON_TIME): Cell(kept.on_time, kept.cases_on_time, {"share": share}),
        (member, LATE): Cell(kept.late_all, late_people),
    }


def _people(kept: OnTime) -> int:
    return max(kept.cases_on_time, kept.cases_late, kept.cases_open_late)
