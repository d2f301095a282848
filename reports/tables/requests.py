"""Requests by platform, month and channel: one set of numbers, hidden together (ADR 0063)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings

from reports.disclosure import TOTAL, Table, hidden_words
from reports.figures import By, Scope, Survival
from reports.tables.counting import GROUPS, Counted, at_one_moment, hidden_requests
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
from reports.tables.sheet import Row, Sheet


@dataclass(frozen=True)
class Requests:
    """What may be told of a scope's requests; `curve` is None where its steps would tell more."""

    kept: Mapping[By, Sheet]
    hours: Mapping[By, Sheet]
    all: Row  # with how many there are at all, and undecided
    curve: Survival | None


def requests(scope: Scope) -> Requests:
    """Give the tables of a scope as they may be told side by side."""
    pairs, found = at_one_moment(lambda: hidden_requests(scope))
    told = (outside for _, outside in pairs)
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
