"""The roll-up's statements: kept months, with what changed since asked of the clocks themselves.

A month that a trigger marked stale is counted from its clocks, and running clocks always are, so
that an answer is the same as a fresh one to the last request; what differs is its cost.
"""

from reports.figures.counted import KEYS, LEFT_OUT, NOW, counted_of, narrowed
from reports.figures.kept_people import KEPT_KEYS, people
from reports.figures.kept_sql import BEGINS, SPAN
from reports.figures.scope import By, Scope
from reports.figures.survival_sql import CURVE, POINTS, SPELL, quantiles

# Of a level of the cube: a platform or a channel is named where it is asked for or grouped by
LEVEL = """kept.statute = %(statute)s
          AND kept.month BETWEEN %(first)s AND %(last)s
          AND kept.platform {platform} AND kept.channel {channel}
          AND (NOT kept.is_demo OR NOT EXISTS (SELECT FROM cases_case WHERE NOT is_demo))"""

STALE = """
    stale AS MATERIALIZED (
        SELECT DISTINCT month, month::timestamp AT TIME ZONE 'UTC' AS at,
               (month + interval '1 month') AT TIME ZONE 'UTC' AS until
        FROM reports_stalemonth
    ),
    doubt AS MATERIALIZED (  -- people are linked from month to month: from here on anew
        SELECT min(month) AS month, min(at) AS at FROM stale
    )"""

CLOCKS = """
        SELECT {key} AS key, clock.case_id, clock.starts_at, clock.due_at, clock.closed_at,
               clock.closed_as, clock.achieved_at, clock.basis,
               {runs} AS runs
        FROM {clocks} AS clock{joins}
        WHERE clock.statute_id = ANY(ARRAY(
              SELECT id FROM deadlines_statute WHERE code = %(statute)s))
          AND clock.closed_as <> 'unclocked'
          AND clock.starts_at >= %(since)s AND clock.starts_at < %(until)s
          AND clock.case_id NOT IN (SELECT id FROM left_out){only}"""
# A month by its ends, for to truncate a moment takes longer than to read the row
CLOSED = """(
            SELECT * FROM deadlines_clock
            WHERE closed_at IS NOT NULL AND starts_at >= (SELECT at FROM doubt))"""
RUNNING = "(SELECT * FROM deadlines_clock WHERE closed_at IS NULL)"
IS_STALE = """EXISTS (SELECT FROM stale WHERE since.starts_at >= stale.at
                        AND since.starts_at < stale.until)"""

# What no kept month may be asked for: what runs, and whatever ended in a stale month
LOOSE = """
    since AS MATERIALIZED ({closed}
        UNION ALL{running}
    ), loose AS (
        SELECT * FROM since WHERE runs OR {is_stale}
    )"""


def of_scope(scope: Scope, by: By | None) -> tuple[str, str]:
    """Give the tables that both questions begin with, and the condition of the cube's level."""
    joins, only = narrowed(scope, by)
    key = KEYS[by].format(at="clock.starts_at")
    closed, running = (
        CLOCKS.format(key=key, clocks=clocks, runs=runs, joins=joins, only=only)
        for clocks, runs in ((CLOSED, "FALSE"), (RUNNING, "TRUE"))
    )
    level = LEVEL.format(
        platform=_named(scope.platform, "platform", grouped=by == "platform"),
        channel=_named(scope.channel, "channel", grouped=by == "channel"),
    )
    return (
        f"{LEFT_OUT},{STALE},{LOOSE.format(closed=closed, running=running, is_stale=IS_STALE)}",
        level,
    )


def _named(value: str, name: str, *, grouped: bool) -> str:
    if value:
        return f"= %({name})s"
    return "<> '*'" if grouped else "= '*'"


# Three sources of counts for the same statement: what is kept, with what changed since; or, where a
# fresh count is asked for of a large house, the clocks themselves.
KEPT_WHOLE = """
        SELECT key, sum(on_time)::bigint AS on_time, sum(late)::bigint AS late,
               sum(withdrawn)::bigint AS withdrawn, sum(inferred)::bigint AS inferred,
               sum(open_late)::bigint AS open_late, sum(open_in_time)::bigint AS open_in_time
        FROM (
            SELECT {kept_key} AS key, in_time AS on_time, late, withdrawn, inferred,
                   0 AS open_late, 0 AS open_in_time
            FROM reports_keptmonth AS kept
            WHERE {level} AND kept.month NOT IN (SELECT month FROM stale)
            UNION ALL
            SELECT key, {counts} FROM loose GROUP BY 1
        ) AS held GROUP BY 1"""
COUNTED_WHOLE = "SELECT key, {counts} FROM counted GROUP BY 1"
COUNTED_AT_ONCE = "SELECT ''::text AS key, {counts} FROM counted"  # a group of all costs its key
COUNTS = """count(*) FILTER (WHERE closed_as = 'in_time') AS on_time,
               count(*) FILTER (WHERE closed_as = 'late') AS late,
               count(*) FILTER (WHERE closed_as = 'withdrawn') AS withdrawn,
               count(*) FILTER (WHERE basis = 'inferred' AND closed_as <> 'withdrawn') AS inferred,
               count(*) FILTER (WHERE closed_at IS NULL AND due_at < {now}) AS open_late,
               count(*) FILTER (WHERE closed_at IS NULL AND due_at >= {now}) AS open_in_time"""

ON_TIME = """
    WITH {tables},{people}, whole AS ({whole}), named AS (
        SELECT key, max(cases) FILTER (WHERE outcome = 'asked') AS cases,
               max(cases) FILTER (WHERE outcome = 'in_time') AS cases_on_time,
               max(cases) FILTER (WHERE outcome = 'late') AS cases_late,
               max(cases) FILTER (WHERE outcome = 'withdrawn') AS cases_withdrawn
        FROM people GROUP BY 1
    ), open AS (
        SELECT key, count(*) FILTER (WHERE is_late) AS cases_open_late,
               count(*) FILTER (WHERE NOT is_late) AS cases_open_in_time
        FROM (SELECT DISTINCT key, case_id, due_at < {now} AS is_late FROM since WHERE runs) AS one
        GROUP BY 1
    )
    SELECT * FROM whole LEFT JOIN named USING (key) LEFT JOIN open USING (key)
    WHERE on_time + late + withdrawn + open_late + open_in_time > 0"""

KEPT_TIMES = """
    spent AS (
        SELECT key, span, sum(gone + let_go) AS m, sum(gone) AS d
        FROM (
            SELECT {kept_key} AS key, unnest(kept.spans) AS span, unnest(kept.gone) AS gone,
                   unnest(kept.let_go) AS let_go
            FROM reports_keptmonth AS kept
            WHERE {level} AND kept.month NOT IN (SELECT month FROM stale)
        ) AS each
        GROUP BY 1, 2
        UNION ALL
        SELECT key, {span}, count(*), count(*) FILTER (WHERE gone)
        FROM ({spell} OFFSET 0) AS loose  -- or its hours are reckoned once for each place in a span
        GROUP BY 1, 2
    ), times AS (
        SELECT key, {begins} AS t, sum(m)::float8 AS m, sum(d)::float8 AS d
        FROM spent GROUP BY key, span
    )"""
COUNTED_TIMES = """
    times AS (
        SELECT {key} AS key, t, count(*)::float8 AS m, count(*) FILTER (WHERE gone)::float8 AS d
        FROM ({spell}) AS spell GROUP BY {grouped}
    )"""

SUMMED = """, shown AS (
        SELECT key,{quantiles} FROM step GROUP BY key
    ), whole AS (
        SELECT key, sum(m)::bigint AS n, sum(d)::bigint AS events FROM times GROUP BY key
    )
    SELECT * FROM whole LEFT JOIN shown USING (key)
    LEFT JOIN (SELECT key, cases FROM people WHERE outcome = 'whole') AS named USING (key)"""


def on_time(scope: Scope, by: By | None, *, fresh: bool = False) -> str:
    tables, level = of_scope(scope, by)
    counts = COUNTS.format(now=NOW)
    if fresh:
        tables = f"{tables},{counted_of(scope, by)}"
        whole = (COUNTED_WHOLE if by else COUNTED_AT_ONCE).format(counts=counts)
    else:
        whole = KEPT_WHOLE.format(counts=counts, kept_key=KEPT_KEYS[by], level=level)
    return ON_TIME.format(tables=tables, people=people(scope, by, level), whole=whole, now=NOW)


def survival(scope: Scope, by: By | None, *, fresh: bool = False) -> str:
    tables, level = of_scope(scope, by)
    if fresh:
        tables = f"{tables},{counted_of(scope, by)}"
    named = people(scope, by, level)
    summed = SUMMED.format(quantiles=quantiles())
    return f"WITH {tables},{named},{_times(by, level, fresh=fresh)},{CURVE}{summed}"


def points(scope: Scope, by: By | None) -> str:
    tables, level = of_scope(scope, by)
    return f"WITH {tables},{_times(by, level, fresh=False)},{CURVE}{POINTS}"


def _times(by: By | None, level: str, *, fresh: bool) -> str:
    if fresh:
        key, grouped = ("key", "key, t") if by else ("''::text", "t")
        spell = SPELL.format(source="counted")
        return COUNTED_TIMES.format(spell=spell, key=key, grouped=grouped)
    return KEPT_TIMES.format(
        kept_key=KEPT_KEYS[by],
        level=level,
        span=SPAN.format(t="t"),
        spell=SPELL.format(source="loose"),
        begins=BEGINS.format(span="span"),
    )
