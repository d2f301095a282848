"""The roll-up held against the clocks: every count, every span of time, every link of people."""

from datetime import date
from typing import NamedTuple

from reports.figures.counted import rows
from reports.figures.kept_sql import COUNTED_ANEW, COUNTS, LINKS, PEOPLE_ANEW

MOST = 20

# One statement, so that both sides are of one moment. A stale month waits for its round and says
# nothing yet; people are linked, so from the first of them on nothing is compared.
CHECK = f"""
    WITH stale AS MATERIALIZED (SELECT DISTINCT month FROM reports_stalemonth),
    settled AS MATERIALIZED (
        SELECT array_agg(month) AS months FROM (
            SELECT DISTINCT date_trunc('month', starts_at AT TIME ZONE 'UTC')::date AS month
            FROM deadlines_clock UNION SELECT month FROM reports_keptmonth) AS every
        WHERE month >= %(since)s AND month NOT IN (SELECT month FROM stale)
    ), anew AS (
        SELECT {COUNTS}, spans, gone, let_go
        FROM ({COUNTED_ANEW.replace("%(months)s::date[]", "(SELECT months FROM settled)")}) AS fresh
    ), held AS (
        SELECT {COUNTS}, spans, gone, let_go FROM reports_keptmonth
        WHERE month >= %(since)s AND month NOT IN (SELECT month FROM stale)
    ), linked AS (
        SELECT {LINKS} FROM (
            {PEOPLE_ANEW.replace("%(until)s", "'infinity'")}) AS fresh
        WHERE month < COALESCE((SELECT min(month) FROM stale), 'infinity')
    ), links AS (
        SELECT {LINKS} FROM reports_keptpeople
        WHERE month >= %(since)s AND month < COALESCE((SELECT min(month) FROM stale), 'infinity')
    ), differs AS (
        SELECT month, platform, channel, 'counts' AS what
        FROM ((TABLE anew EXCEPT TABLE held) UNION ALL (TABLE held EXCEPT TABLE anew)) AS either
        UNION ALL
        SELECT month, platform, channel, 'people'
        FROM ((TABLE linked EXCEPT TABLE links) UNION ALL (TABLE links EXCEPT TABLE linked))
             AS either
    )
    SELECT month, platform, channel, what, (SELECT count(*) FROM stale) AS stale,
           COALESCE(cardinality((SELECT months FROM settled)), 0) AS months,
           (SELECT count(*) FROM (SELECT DISTINCT month, platform, channel, what FROM differs)
            AS one) AS in_all
    FROM (VALUES (1)) AS always (row)
    LEFT JOIN (SELECT DISTINCT * FROM differs ORDER BY 1, 2, 3, 4 LIMIT {MOST}) AS first ON TRUE"""


class Difference(NamedTuple):
    """One cell of the roll-up that a fresh count has otherwise: no case is named."""

    month: str
    platform: str  # * for all
    channel: str
    what: str  # counts | people


class Checked(NamedTuple):
    """What was compared: settled months, those that wait for their round, and what differs."""

    months: int
    stale: int
    in_all: int
    differences: list[Difference]  # the first of them

    @property
    def ok(self) -> bool:
        return self.in_all == 0


def differences(since: date) -> Checked:
    """Compare every settled month since; at a million requests all of it takes a minute."""
    found = rows(CHECK, {"since": since})
    first = found[0]
    named = [
        Difference(f"{row['month']:%Y-%m}", row["platform"], row["channel"], row["what"])
        for row in found
        if row["month"] is not None
    ]
    return Checked(first["months"], first["stale"], first["in_all"], named)
