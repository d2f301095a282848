"""What came back after it was gone, and how soon."""

from typing import Any

from reports.figures import survival_sql as sql
from reports.figures.counted import counted, given, keyed, rows
from reports.figures.labels import labels, ordered
from reports.figures.scope import By, Scope
from reports.figures.shapes import Recurrence
from reports.rules.intervals import wilson

DAY = 86_400.0

# A fact that was taken back holds nothing. Nobody knows of the time after the last look.
SPELL = """
    finished AS (
        SELECT key, case_id, achieved_at, back.at AS back_at, looked.at AS looked_at
        FROM counted
        CROSS JOIN LATERAL (
            SELECT min(fact.at) AS at
            FROM removal_listing AS listing
            JOIN evidence_listingfact AS fact ON fact.item_id = listing.item_id
            WHERE listing.request_id = counted.request_id AND fact.retracted_at IS NULL
              AND fact.kind = 'back' AND fact.at > counted.achieved_at
        ) AS back
        CROSS JOIN LATERAL (
            SELECT max(fact.at) AS at
            FROM removal_listing AS listing
            JOIN evidence_listingfact AS fact ON fact.item_id = listing.item_id
            WHERE listing.request_id = counted.request_id AND fact.retracted_at IS NULL
              AND fact.kind = 'seen_gone'
        ) AS looked
        WHERE counted.achieved_at IS NOT NULL
    ), spell AS (
        SELECT key, case_id, back_at IS NOT NULL AS gone,
               greatest(date_part('epoch', COALESCE(back_at, looked_at, achieved_at) - achieved_at),
                        0) AS t
        FROM finished
    ), returned AS (
        SELECT key, count(DISTINCT case_id) FILTER (WHERE gone) AS cases_back,
               min(t) FILTER (WHERE gone) AS soonest,
               count(*) FILTER (WHERE gone AND t <= 604800) AS back_within_week
        FROM spell GROUP BY key
    )"""


def recurrence(scope: Scope, by: By | None = None) -> tuple[Recurrence, ...]:
    """Give what came back of requests received in these months whose listings were all gone."""
    spells = f"{counted(scope, by)},{SPELL}"
    statement = sql.summary(spells) + " JOIN returned USING (key)"
    found = {keyed(row["key"]): row for row in rows(statement, given(scope))}
    named = labels(by, found or ([""] if by is None else []))
    return tuple(of(key, named[key], found.get(key, {})) for key in ordered(by, named))


def of(key: str, label: str, row: dict[str, Any]) -> Recurrence:
    gone, back = int(row.get("n", 0)), int(row.get("events", 0))
    interval = wilson(back, gone)
    return Recurrence(
        key=key,
        label=label,
        gone=gone,
        cases=int(row.get("cases", 0)),
        came_back=back,
        cases_back=int(row.get("cases_back", 0)),
        share=back / gone if gone else None,
        share_low=interval.low if interval else None,
        share_high=interval.high if interval else None,
        median_days=_days(row.get("median")),
        soonest_days=_days(row.get("soonest")),
        back_within_week=int(row.get("back_within_week", 0)),
    )


def _days(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / DAY
