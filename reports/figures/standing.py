"""What runs at one moment, and whose work it is."""

from datetime import datetime

from reports.figures.counted import LEFT_OUT, NOW, rows
from reports.figures.shapes_work import Load, Now

# Whose work a case is now: a person on it whose account works, and not lent; or who covers it.
# An account that was closed does no work, and a stand-by attorney sees to no deadline.
HELD = f"""
    lent AS (
        SELECT cover.case_id, cover.giver_id, cover.taker_id
        FROM cases_cover AS cover JOIN accounts_user AS taker ON taker.id = cover.taker_id
        WHERE cover.accepted_at IS NOT NULL AND cover.ended_at IS NULL
          AND cover.starts_at <= {NOW} AND cover.ends_at > {NOW}
          AND taker.is_active AND taker.role <> 'administrator'
    ), own AS (
        SELECT given.case_id, given.user_id, given.kind
        FROM cases_assignment AS given JOIN accounts_user AS person ON person.id = given.user_id
        WHERE given.ended_at IS NULL AND person.is_active AND person.role <> 'administrator'
    )"""

LIVE = """
    live AS (
        SELECT clock.* FROM deadlines_clock AS clock
        WHERE clock.closed_at IS NULL AND clock.case_id NOT IN (SELECT id FROM left_out)
    )"""

COUNTED = {
    "late": "due_at < at",
    "uncovered": "NOT covered",
    "unproven": "basis = 'inferred'",
    "next_day": "due_at >= at AND due_at < at + interval '24 hours'",
}
NOW_SQL = f"""
    WITH {LEFT_OUT}, {HELD}, {LIVE}, looked AS (
        SELECT live.*, {NOW} AS at, EXISTS (
                   SELECT FROM own WHERE own.case_id = live.case_id AND own.kind = 'advocate')
               OR EXISTS (SELECT FROM lent WHERE lent.case_id = live.case_id) AS covered
        FROM live
    )
    SELECT {NOW} AS at, count(*) AS running, count(DISTINCT case_id) AS cases,
           {
    ", ".join(
        f"count(*) FILTER (WHERE {holds}) AS {name},"
        f" count(DISTINCT case_id) FILTER (WHERE {holds}) AS cases_{name}"
        for name, holds in COUNTED.items()
    )
}
    FROM looked"""


def now(at: datetime | None = None) -> Now:
    """Give what runs at this moment, by the database's clock unless one is given."""
    (row,) = rows(NOW_SQL, {"at": at})
    return Now(**row)


CASELOAD = f"""
    WITH {LEFT_OUT}, {HELD}, {LIVE}, work AS (  -- a case once a person, and how it came to them
        SELECT own.user_id, own.case_id, FALSE AS covering, EXISTS (
                   SELECT FROM lent
                   WHERE lent.case_id = own.case_id AND lent.giver_id = own.user_id) AS lent
        FROM own
        UNION ALL
        SELECT lent.taker_id, lent.case_id, TRUE, FALSE FROM lent
        WHERE NOT EXISTS (
            SELECT FROM own WHERE own.case_id = lent.case_id AND own.user_id = lent.taker_id)
    ), here AS (
        SELECT work.* FROM work JOIN cases_case AS matter ON matter.id = work.case_id
        WHERE matter.status <> 'closed' AND matter.id NOT IN (SELECT id FROM left_out)
    ), theirs AS (
        SELECT user_id, count(*) FILTER (WHERE NOT lent) AS cases,
               count(*) FILTER (WHERE covering) AS covering, count(*) FILTER (WHERE lent) AS lent
        FROM here GROUP BY user_id
    ), ticking AS (
        SELECT here.user_id, count(*) AS clocks,
               count(*) FILTER (WHERE due_at < {NOW}) AS late,
               count(*) FILTER (WHERE due_at >= {NOW} AND due_at < {NOW} + interval '24 hours')
                   AS next_day,
               count(*) FILTER (WHERE basis = 'inferred') AS unproven,
               min(due_at) FILTER (WHERE due_at >= {NOW}) AS next_due_at
        FROM live JOIN here ON here.case_id = live.case_id AND NOT here.lent
        GROUP BY here.user_id
    )
    SELECT person.id AS user_id, person.name, person.role,
           COALESCE(theirs.cases, 0) AS cases, COALESCE(covering, 0) AS covering,
           COALESCE(theirs.lent, 0) AS lent, COALESCE(clocks, 0) AS clocks,
           COALESCE(late, 0) AS late, COALESCE(next_day, 0) AS next_day,
           COALESCE(unproven, 0) AS unproven, next_due_at,
           COALESCE(theirs.cases, 0) + COALESCE(clocks, 0) AS load
    FROM accounts_user AS person
    LEFT JOIN theirs ON theirs.user_id = person.id
    LEFT JOIN ticking ON ticking.user_id = person.id
    WHERE person.is_active AND (person.role = 'advocate' OR theirs.user_id IS NOT NULL)
    ORDER BY load DESC, person.name, person.id"""


def caseload(at: datetime | None = None) -> tuple[Load, ...]:
    """Give every advocate at work and whoever else has a case, the heaviest load first."""
    return tuple(Load(**row) for row in rows(CASELOAD, {"at": at}))
