"""Whether the hours were kept: counts, people and shares, asked of the clocks themselves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from reports.figures.counted import NOW, counted, given, keyed, rows
from reports.figures.labels import labels, ordered
from reports.figures.scope import By, Scope
from reports.figures.shapes import OnTime
from reports.rules.intervals import wilson

# "not later than": exactly at the end is in time (47 U.S.C. 223a(a)(3))
# fmt: off
COUNTS = {
    "on_time":      "closed_as = 'in_time'",
    "late":         "closed_as = 'late'",
    "open_late":    f"closed_at IS NULL AND due_at < {NOW}",
    "open_in_time": f"closed_at IS NULL AND due_at >= {NOW}",
    "withdrawn":    "closed_as = 'withdrawn'",
}
# fmt: on

# First a row a case, so that people are counted by counting rows.
ON_TIME = """
    WITH {counted}, person AS (
        SELECT key, case_id, {each},
               count(*) FILTER (WHERE basis = 'inferred' AND closed_as <> 'withdrawn')::int
                   AS inferred
        FROM counted GROUP BY 1, 2
    )
    SELECT key, {whole}, sum(inferred) AS inferred,
           count(*) FILTER (WHERE on_time + late + open_late + open_in_time > 0) AS cases
    FROM person GROUP BY key
"""
EACH = ", ".join(
    f"count(*) FILTER (WHERE {holds})::int AS {name}" for name, holds in COUNTS.items()
)
WHOLE = ", ".join(
    f"sum({name}) AS {name}, count(*) FILTER (WHERE {name} > 0) AS cases_{name}" for name in COUNTS
)


def on_time(
    scope: Scope, by: By | None = None, *, at: datetime | None = None
) -> tuple[OnTime, ...]:
    """Give a row for each platform, month or channel that had a request, or one row of all.

    `at` is the moment that running clocks are held against: the database's own unless given.
    """
    sql = ON_TIME.format(counted=counted(scope, by), each=EACH, whole=WHOLE)
    found = {keyed(row["key"]): row for row in rows(sql, given(scope, at))}
    return told(by, found)


def told(by: By | None, found: Mapping[str, Mapping[str, Any]]) -> tuple[OnTime, ...]:
    """Give counted rows with their labels and shares; without `by` there is always one."""
    named = labels(by, found or ([""] if by is None else []))
    return tuple(of(key, named[key], found.get(key, {})) for key in ordered(by, named))


def of(key: str, label: str, counts: Mapping[str, Any]) -> OnTime:
    """Give one row from its counts; what is not counted is nought."""
    held = {name: int(counts.get(name) or 0) for name in COUNTED_NAMES}
    decided = held["on_time"] + held["late"] + held["open_late"]
    interval = wilson(held["on_time"], decided)
    return OnTime(
        key=key,
        label=label,
        requests=decided + held["open_in_time"],
        share=held["on_time"] / decided if decided else None,
        share_low=interval.low if interval else None,
        share_high=interval.high if interval else None,
        **held,
    )


COUNTED_NAMES = ("cases", "inferred", *COUNTS, *(f"cases_{name}" for name in COUNTS))
