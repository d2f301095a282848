"""Requests by platform, month and channel: one set of numbers, hidden together.

The three tables share their total, and a filtered one is a row of the unfiltered: whatever is
hidden in one is guarded in all (ADR 0063).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from reports.disclosure import TOTAL, Cell, Key, Table, hidden_together, hidden_words
from reports.figures import By, OnTime, Scope, Survival, quick
from reports.tables.said import (
    COLUMNS,
    DECIDED,
    FIRSTS,
    HOURS,
    KEPT,
    LATE,
    ON_TIME,
    OPEN,
    SPOKEN,
    TOOK,
)
from reports.tables.sheet import Estimate, Row, Sheet

TRIES = 3
GROUPS: tuple[By, ...] = ("platform", "month", "channel")
Counted = tuple[tuple[OnTime, ...], tuple[Survival, ...]]


@dataclass(frozen=True)
class Requests:
    """What may be told of a scope's requests; `curve` is None where its steps would tell more."""

    kept: Mapping[By, Sheet]
    hours: Mapping[By, Sheet]
    all: Row  # with how many there are at all, and undecided
    curve: Survival | None


def requests(scope: Scope) -> Requests:
    """Give the tables of a scope as they may be told side by side."""
    for _ in range(TRIES - 1):
        try:
            return _requests(scope, timezone.now())
        except ValueError:  # somebody recorded something between two of the questions
            continue
    return _requests(scope, timezone.now())


def _requests(scope: Scope, at: datetime) -> Requests:
    tables, found = _tables(scope, at)
    told = hidden_together((*tables, *_beside(scope, at)), threshold=settings.PATTERN_FEWEST_CASES)
    by_group = dict(zip((*GROUPS, None), told, strict=False))
    rows = {by: _rows(by_group[by], _labels(found[by])) for by in GROUPS}
    total = _with_undecided(rows[GROUPS[0]][-1], by_group[None])
    shut = {ON_TIME, LATE, DECIDED} & total.hidden
    return Requests(
        kept={by: _sheet(by, "kept", rows[by]) for by in GROUPS},
        hours={by: _sheet(by, "hours", rows[by]) for by in GROUPS},
        all=total,
        curve=None if shut else found[None][1][0],
    )


def _tables(scope: Scope, at: datetime) -> tuple[list[Table], dict[By | None, Counted]]:
    """Give the counts by each group and of all, and what they were made from."""
    found: dict[By | None, Counted] = {
        by: (quick.on_time(scope, by), quick.removal_hours(scope, by)) for by in GROUPS
    }
    found[None] = (quick.on_time(scope), quick.removal_hours(scope, curve=True))
    within = _within(scope)
    tables = [_table(by, found[by], found[None], within) for by in GROUPS]
    return [*tables, _settled(found[None][0][0], within)], found


def _beside(scope: Scope, at: datetime) -> list[Table]:
    """Give the unfiltered tables of the same months, which the same reader can open."""
    if not (scope.platform or scope.channel):
        return []
    return _tables(replace(scope, platform="", channel=""), at)[0]


def _within(scope: Scope) -> dict[str, str]:
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
    return Table("settled", ("settled",), cells, of="requests", within=within, spare=spare)


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
    return Table(by, (by, "outcome"), cells, of="requests", within=outside, leans=leans)


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


def _labels(counted: Counted) -> dict[str, str]:
    return {one.key: one.label for one in counted[0]}


def _rows(table: Table, labels: Mapping[str, str]) -> tuple[Row, ...]:
    rows = [_row(table, member, label) for member, label in labels.items()]
    if (TOTAL, TOTAL) in table.cells:
        whole = _row(table, TOTAL, "All")
    elif rows:  # one member alone: it is all there is
        whole = rows[0]
    else:
        whole = Row(TOTAL, "All", {})
    return (*rows, replace(whole, label="All", is_all=True))


def _row(table: Table, member: str, label: str) -> Row:
    total, kept = table.cells[member, TOTAL], table.cells[member, ON_TIME]
    late = table.cells[member, LATE]
    values: dict[str, Any] = {
        DECIDED: total.count, ON_TIME: kept.count, LATE: late.count, **total.derived,
        **kept.derived,
    }  # fmt: skip
    hidden = {name for name, cell in ((ON_TIME, kept), (LATE, late)) if cell.is_hidden}
    if total.is_hidden:
        hidden |= {DECIDED, "median", "p90"}
    if "share" not in kept.derived:
        hidden.add("share")
    return Row(member, label, values, frozenset(hidden))


def _with_undecided(row: Row, settled: Table) -> Row:
    names = (("requests", TOTAL), (OPEN, OPEN))
    values = {name: settled.cells[member,].count for name, member in names}
    hidden = {name for name, member in names if settled.cells[member,].is_hidden}
    return replace(row, values={**row.values, **values}, hidden=row.hidden | hidden)


def _sheet(by: By, what: str, rows: tuple[Row, ...]) -> Sheet:
    columns, definition = (COLUMNS, KEPT) if what == "kept" else (HOURS, TOOK)
    title = "On time" if what == "kept" else "Hours to removal"
    shown = {column.key for column in columns}
    return Sheet(
        key=f"{what}-by-{by}",
        title=f"{title}, by {SPOKEN[by]}",
        first=FIRSTS[by],
        definition=definition,
        columns=columns,
        rows=tuple(replace(row, hidden=row.hidden & shown) for row in rows),
        hidden_words=hidden_words(settings.PATTERN_FEWEST_CASES),
    )
