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
OUTCOME = f"""
    CASE WHEN closed_as <> '' THEN closed_as
         WHEN due_at < {NOW} THEN 'open_late' ELSE 'open_in_time' END"""

# First a row a case and outcome, so that people are counted by counting rows.
ON_TIME = """
    WITH {counted}, outcome AS (
        SELECT key, case_id, {outcome} AS outcome, count(*) AS requests,
               count(*) FILTER (WHERE basis = 'inferred') AS inferred
        FROM counted GROUP BY 1, 2, 3
    ), person AS (
        SELECT key, count(*) AS cases
        FROM (SELECT DISTINCT key, case_id FROM outcome WHERE outcome <> 'withdrawn') AS one
        GROUP BY key
    )
    SELECT key, {columns},
           COALESCE(sum(inferred) FILTER (WHERE outcome <> 'withdrawn'), 0)::bigint AS inferred,
           COALESCE((SELECT cases FROM person WHERE person.key IS NOT DISTINCT FROM outcome.key), 0)
               AS cases
    FROM outcome GROUP BY key
"""
# fmt: off
COUNTS = {  # the column: the outcome
    "on_time": "in_time", "late": "late", "open_late": "open_late",
    "open_in_time": "open_in_time", "withdrawn": "withdrawn",
}
# fmt: on
COLUMNS = ", ".join(
    f"COALESCE(sum(requests) FILTER (WHERE outcome = '{outcome}'), 0)::bigint AS {name},"
    f" count(*) FILTER (WHERE outcome = '{outcome}') AS cases_{name}"
    for name, outcome in COUNTS.items()
)


def on_time(
    scope: Scope, by: By | None = None, *, at: datetime | None = None
) -> tuple[OnTime, ...]:
    """Give a row for each platform, month or channel that had a request, or one row of all.

    `at` is the moment that running clocks are held against: the database's own unless given.
    """
    sql = ON_TIME.format(counted=counted(scope, by), outcome=OUTCOME, columns=COLUMNS)
    found = {keyed(row["key"]): row for row in rows(sql, given(scope, at))}
    return told(by, found)


def told(by: By | None, found: Mapping[str, Mapping[str, Any]]) -> tuple[OnTime, ...]:
    """Give counted rows with their labels and shares; without `by` there is always one."""
    named = labels(by, found or ([""] if by is None else []))
    return tuple(of(key, named[key], found.get(key, {})) for key in ordered(by, named))


def of(key: str, label: str, counts: Mapping[str, Any]) -> OnTime:
    """Give one row from its counts; what is not counted is nought."""
    held = {name: int(counts.get(name, 0)) for name in COUNTED_NAMES}
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
