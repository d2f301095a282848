"""Which requests are counted: the one place that says so, in SQL.

One clock of the law on one version of a request is one request: a cured version is a new notice
with hours of its own, and the old one's hours go on (ADR 0009). A clock that a corrected receipt
undid never ran. Demo cases are left out unless the house holds no others.
"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from reports.figures.scope import By, Scope, month_of

# Few rows, or none: the one rule by which demo cases are left out.
LEFT_OUT = """
    left_out AS MATERIALIZED (
        SELECT id FROM cases_case
        WHERE is_demo AND EXISTS (SELECT FROM cases_case WHERE NOT is_demo)
    )"""

COUNTED = """
    counted AS NOT MATERIALIZED (
        SELECT {key} AS key, clock.*
        FROM deadlines_clock AS clock{joins}
        WHERE clock.starts_at >= %(since)s AND clock.starts_at < %(until)s
          AND clock.statute_id = ANY(ARRAY(
              SELECT id FROM deadlines_statute WHERE code = %(statute)s))
          AND clock.closed_as <> 'unclocked'
          AND clock.case_id NOT IN (SELECT id FROM left_out){only}
    )"""

REQUEST = "\n        JOIN removal_removalrequest AS request ON request.id = clock.request_id"
SUBMISSION = (
    "\n        LEFT JOIN removal_submission AS submission"
    " ON submission.request_id = clock.request_id"
)
KEYS = {
    None: "''::text",
    "platform": "request.platform_id::text",
    "channel": "COALESCE(submission.channel, '')::text",
    "month": "date_trunc('month', {at} AT TIME ZONE %(zone)s)",
}


def counted(scope: Scope, by: By | None) -> str:
    """Give the tables `left_out` and `counted`, to stand after WITH; see `given`."""
    return f"{LEFT_OUT},{counted_of(scope, by)}"


def counted_of(scope: Scope, by: By | None) -> str:
    """Give the table `counted` alone: a row a request, with its key."""
    joins, only = narrowed(scope, by)
    key = KEYS[by].format(at="clock.starts_at")
    return COUNTED.format(key=key, joins=joins, only=only)


def narrowed(scope: Scope, by: By | None) -> tuple[str, str]:
    """Give the joins that a scope and a grouping need, and no others, with its conditions."""
    joins = only = ""
    if by == "platform" or scope.platform:
        joins += REQUEST
    if by == "channel" or scope.channel:
        joins += SUBMISSION
    if scope.platform:
        only += "\n          AND request.platform_id = %(platform)s"
    if scope.channel:
        only += "\n          AND COALESCE(submission.channel, '') = %(channel)s"
    return joins, only


def given(scope: Scope, at: datetime | None = None) -> dict[str, Any]:
    """Give the values that the statements name."""
    return {
        "since": scope.since,
        "until": scope.until,
        "statute": scope.statute,
        "platform": scope.platform,
        "channel": scope.channel,
        "zone": scope.zone,
        "at": at,
    }


NOW = "COALESCE(%(at)s::timestamptz, statement_timestamp())"


# Many groups are kept in memory, compiling costs more than it saves, and the second core is the
# sweep's
LIMITS = (
    "SET LOCAL work_mem = '64MB'; SET LOCAL jit = off;"
    " SET LOCAL max_parallel_workers_per_gather = 0"
)


def rows(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Run one statement and give its rows by their columns' names."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LIMITS)
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def keyed(key: Any) -> str:
    """Give a row's key as text: a month as 2026-10."""
    return f"{month_of(key):%Y-%m}" if isinstance(key, datetime) else str(key)
