"""The roll-up: how it is counted anew, and how time is cut into spans.

Every span is one number: tenths of an hour in the first week, then hours, after ninety days whole
days; a span begins at its lower end, so that 48 hours begin one. The cube is of month, platform
and channel, `*` for all, so that any question reads a row a month of one of its four levels.
"""

from reports.figures.counted import REQUEST, SUBMISSION

SPAN = """(CASE WHEN {t} < 604800 THEN floor({t} / 360)
          WHEN {t} < 7776000 THEN 1680 + floor(({t} - 604800) / 3600)
          ELSE 3672 + floor(({t} - 7776000) / 86400) END)::int"""
BEGINS = """(CASE WHEN {span} < 1680 THEN {span} * 360
            WHEN {span} < 3672 THEN 604800 + ({span} - 1680) * 3600
            ELSE 7776000 + ({span} - 3672) * 86400 END)::float8"""

MONTH = "date_trunc('month', clock.starts_at AT TIME ZONE 'UTC')::date"
TOOK = """greatest(date_part('epoch', COALESCE(clock.achieved_at, clock.closed_at)
                                    - clock.starts_at), 0)"""

# A change in one month changes whom the later ones follow: what is kept of those is taken as well
TAKE_STALE = """
    WITH taken AS (DELETE FROM reports_stalemonth RETURNING month)
    SELECT month FROM taken
    UNION
    SELECT month FROM reports_keptmonth
    WHERE platform = '*' AND channel = '*' AND month >= (SELECT min(month) FROM taken)
    UNION
    SELECT month FROM reports_keptpeople
    WHERE platform = '*' AND channel = '*' AND month >= (SELECT min(month) FROM taken)
    ORDER BY month"""

MARK = "INSERT INTO reports_stalemonth (month) SELECT unnest(%(months)s::date[])"

LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('reports.figures.keep'))"

# %(months)s is an array of first days; each is a range of its own to the index clock_closed
COUNTED_ANEW = f"""
    SELECT statute, is_demo, COALESCE(platform, '*') AS platform,
           COALESCE(channel, '*') AS channel, month,
           sum(in_time)::bigint AS in_time, sum(late)::bigint AS late,
           sum(withdrawn)::bigint AS withdrawn, sum(inferred)::bigint AS inferred,
           array_agg(span ORDER BY span) AS spans,
           array_agg((in_time + late)::int ORDER BY span) AS gone,
           array_agg(withdrawn::int ORDER BY span) AS let_go
    FROM (
        SELECT statute, is_demo, platform, channel, month, span,
               count(*) FILTER (WHERE closed_as = 'in_time') AS in_time,
               count(*) FILTER (WHERE closed_as = 'late') AS late,
               count(*) FILTER (WHERE closed_as = 'withdrawn') AS withdrawn,
               count(*) FILTER (WHERE closed_as <> 'withdrawn' AND basis = 'inferred') AS inferred
        FROM (
            SELECT law.code AS statute, matter.is_demo, request.platform_id AS platform,
                   COALESCE(submission.channel, '') AS channel, wanted.month,
                   {SPAN.format(t=TOOK)} AS span, clock.closed_as, clock.basis
            FROM unnest(%(months)s::date[]) AS wanted (month)
            JOIN deadlines_clock AS clock
              ON clock.closed_at IS NOT NULL
             AND clock.starts_at >= wanted.month::timestamp AT TIME ZONE 'UTC'
             AND clock.starts_at < (wanted.month + interval '1 month') AT TIME ZONE 'UTC'
            JOIN deadlines_statute AS law ON law.id = clock.statute_id
            JOIN cases_case AS matter ON matter.id = clock.case_id{REQUEST}{SUBMISSION}
            WHERE clock.closed_as <> 'unclocked'
        ) AS ended
        GROUP BY GROUPING SETS (
            (statute, is_demo, month, span), (statute, is_demo, month, span, platform),
            (statute, is_demo, month, span, channel),
            (statute, is_demo, month, span, platform, channel))
    ) AS cell
    GROUP BY 1, 2, 3, 4, 5"""

COUNTS = "statute, is_demo, platform, channel, month, in_time, late, withdrawn, inferred"
FORGET_MONTHS = "DELETE FROM reports_keptmonth WHERE month = ANY(%(months)s::date[])"
KEEP_MONTHS = f"""
    INSERT INTO reports_keptmonth ({COUNTS}, spans, gone, let_go)
    SELECT {COUNTS}, spans, gone, let_go FROM ({COUNTED_ANEW}) AS anew"""

# Which outcomes a case appears under, in the order of the columns that say so
# fmt: off
OUTCOMES = {
    "whole":     "TRUE",
    "asked":     "clock.closed_as <> 'withdrawn'",
    "in_time":   "clock.closed_as = 'in_time'",
    "late":      "clock.closed_as = 'late'",
    "withdrawn": "clock.closed_as = 'withdrawn'",
}
# fmt: on

# People of a run of months, with the appearances before of whoever appears in them
PEOPLE_ANEW = f"""
    WITH appears AS MATERIALIZED (
        SELECT law.code AS statute, clock.case_id, request.platform_id AS platform,
               COALESCE(submission.channel, '') AS channel, {MONTH} AS month,
               {", ".join(f"bool_or({holds}) AS {name}" for name, holds in OUTCOMES.items())}
        FROM deadlines_clock AS clock
        JOIN deadlines_statute AS law ON law.id = clock.statute_id{REQUEST}{SUBMISSION}
        WHERE clock.closed_as <> 'unclocked' AND clock.case_id IN (
            SELECT case_id FROM deadlines_clock
            WHERE closed_at IS NOT NULL
              AND starts_at >= %(since)s::timestamp AT TIME ZONE 'UTC'
              AND starts_at < (%(until)s::date + interval '1 month') AT TIME ZONE 'UTC'
            UNION
            SELECT case_id FROM deadlines_clock
            WHERE closed_at IS NULL AND starts_at >= %(since)s::timestamp AT TIME ZONE 'UTC'
              AND starts_at < (%(until)s::date + interval '1 month') AT TIME ZONE 'UTC')
        GROUP BY 1, 2, 3, 4, 5
    ), cube AS (
        SELECT statute, case_id, COALESCE(platform, '*') AS platform,
               COALESCE(channel, '*') AS channel, month,
               {", ".join(f"bool_or({name}) AS {name}" for name in OUTCOMES)}
        FROM appears
        GROUP BY GROUPING SETS (
            (statute, case_id, month), (statute, case_id, month, platform),
            (statute, case_id, month, channel), (statute, case_id, month, platform, channel))
    ), linked AS (
        SELECT *, {
    ", ".join(
        f"max(month) FILTER (WHERE {name}) OVER earlier AS before_{name}" for name in OUTCOMES
    )
}
        FROM cube
        WINDOW earlier AS (
            PARTITION BY statute, case_id, platform, channel ORDER BY month
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    )
    SELECT statute, matter.is_demo, platform, channel, month, link.before, link.outcome,
           count(*) AS cases
    FROM linked JOIN cases_case AS matter ON matter.id = linked.case_id
    CROSS JOIN LATERAL (VALUES {
    ", ".join(f"('{name}', {name}, before_{name})" for name in OUTCOMES)
}) AS link (outcome, appears, before)
    WHERE link.appears AND month BETWEEN %(since)s AND %(until)s
    GROUP BY 1, 2, 3, 4, 5, 6, 7"""

LINKS = "statute, is_demo, platform, channel, month, before, outcome, cases"
FORGET_PEOPLE = "DELETE FROM reports_keptpeople WHERE month BETWEEN %(since)s AND %(until)s"
KEEP_PEOPLE = f"""
    INSERT INTO reports_keptpeople ({LINKS})
    SELECT {LINKS} FROM ({PEOPLE_ANEW}) AS anew"""

# A recount of everything sorts millions of rows; a wait for a lock gives way to the next round
LIMITS = "SET LOCAL lock_timeout = '5s'; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off"
ANEW = (FORGET_MONTHS, KEEP_MONTHS, FORGET_PEOPLE, KEEP_PEOPLE)
MARK_ALL = f"""
    INSERT INTO reports_stalemonth (month)
    SELECT {MONTH} FROM deadlines_clock AS clock
    UNION SELECT month FROM reports_keptmonth UNION SELECT month FROM reports_keptpeople"""
