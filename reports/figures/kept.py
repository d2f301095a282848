"""The same figures from the roll-up, at a cost that does not follow how many requests there are.

Counts and people are those of a fresh count, always. Hours are known to a tenth of an hour in the
first week, to an hour up to ninety days, to a day after that: a figure is the lower end.
"""

from datetime import datetime
from typing import Any

from reports.figures import keeping, kept_reads, survival
from reports.figures.counted import given, keyed, rows
from reports.figures.scope import By, Scope, month_of
from reports.figures.shapes import OnTime, Survival

WITHIN = 0.1  # hours, in the first week
LARGE = 50_000  # requests; a fresh count of fewer is quick enough, and exact to the microsecond

HELD = """
    SELECT COALESCE(sum(in_time + late + withdrawn), 0)::bigint AS held FROM reports_keptmonth
    WHERE platform = '*' AND channel = '*' AND month BETWEEN %(first)s AND %(last)s"""


def on_time(
    scope: Scope, by: By | None = None, *, at: datetime | None = None
) -> tuple[OnTime, ...]:
    """Give what `figures.on_time` gives, from the roll-up; months are those of UTC alone."""
    found = rows(kept_reads.on_time(scope, by), _given(scope, at))
    return keeping.told(by, {keyed(row["key"]): row for row in found})


def removal_hours(
    scope: Scope, by: By | None = None, *, at: datetime | None = None, curve: bool = False
) -> tuple[Survival, ...]:
    """Give what `figures.removal_hours` gives, to a tenth of an hour, from the roll-up."""
    values = _given(scope, at)
    found = rows(kept_reads.survival(scope, by), values)
    steps = rows(kept_reads.points(scope, by), values) if curve else []
    return survival.told(
        by, {keyed(row["key"]): row for row in found}, survival.curves(steps), within=WITHIN
    )


def on_time_counted(
    scope: Scope, by: By | None = None, *, at: datetime | None = None
) -> tuple[OnTime, ...]:
    """Give a fresh count of requests with people from the roll-up: what takes longest to count."""
    found = rows(kept_reads.on_time(scope, by, fresh=True), _given(scope, at))
    return keeping.told(by, {keyed(row["key"]): row for row in found})


def removal_hours_counted(
    scope: Scope, by: By | None = None, *, at: datetime | None = None
) -> tuple[Survival, ...]:
    """Give hours to the microsecond, with people from the roll-up."""
    found = rows(kept_reads.survival(scope, by, fresh=True), _given(scope, at))
    return survival.told(by, {keyed(row["key"]): row for row in found}, {})


def is_large(scope: Scope) -> bool:
    """Tell whether a fresh count would keep a page waiting, and the roll-up can answer instead."""
    if scope.zone != "UTC":
        return False
    (row,) = rows(HELD, _given(scope, None))
    return bool(row["held"] > LARGE)


def _given(scope: Scope, at: datetime | None) -> dict[str, Any]:
    if scope.zone != "UTC":
        raise ValueError("The roll-up keeps months of UTC; ask for a fresh count.")
    months = {"first": month_of(scope.first), "last": month_of(scope.last)}
    return given(scope, at) | months
