"""How many people stand behind a span of months, from a roll-up that names nobody (ADR 0062)."""

from reports.figures.counted import KEYS, narrowed
from reports.figures.scope import By, Scope

KEPT_KEYS = {
    None: "''::text",
    "platform": "kept.platform::text",
    "channel": "kept.channel::text",
    "month": "kept.month::timestamp",
}

# People of a span of months: whoever's appearance before was not within it. From the first stale
# month on they are counted anew, less those who appear earlier in the span. Of a single month
# everybody counts, whenever they appeared before.
PEOPLE = """
    known AS (
        SELECT {kept_key} AS key, kept.outcome, sum(kept.cases)::bigint AS cases
        FROM reports_keptpeople AS kept
        WHERE {level} AND kept.month < COALESCE((SELECT month FROM doubt), 'infinity')
          AND {new}
        GROUP BY 1, 2
    ), appears AS (
        SELECT DISTINCT since.key, since.case_id, link.outcome
        FROM (SELECT * FROM since WHERE starts_at >= (SELECT at FROM doubt)) AS since
        CROSS JOIN LATERAL (VALUES
            ('whole', TRUE), ('asked', closed_as <> 'withdrawn'),
            ('in_time', closed_as = 'in_time'), ('late', closed_as = 'late'),
            ('withdrawn', closed_as = 'withdrawn')) AS link (outcome, holds)
        WHERE link.holds
    ), new AS (
        SELECT key, outcome, count(*) AS cases FROM appears
        WHERE {unseen}
        GROUP BY 1, 2
    ), people AS (
        SELECT key, outcome, sum(cases)::bigint AS cases
        FROM (SELECT * FROM known UNION ALL SELECT * FROM new) AS either GROUP BY 1, 2
    )"""
UNSEEN = """NOT EXISTS (
            SELECT FROM deadlines_clock AS clock{joins}
            WHERE clock.case_id = appears.case_id AND clock.starts_at >= %(since)s
              AND clock.starts_at < (SELECT at FROM doubt) AND clock.closed_as <> 'unclocked'
              AND clock.statute_id = ANY(ARRAY(
                  SELECT id FROM deadlines_statute WHERE code = %(statute)s))
              AND {key} = appears.key AND CASE appears.outcome
                  WHEN 'whole' THEN TRUE WHEN 'asked' THEN clock.closed_as <> 'withdrawn'
                  ELSE clock.closed_as = appears.outcome END{only})"""


def people(scope: Scope, by: By | None, level: str) -> str:
    """Give the table `people` of (key, outcome, cases)."""
    joins, only = narrowed(scope, by)
    key = KEYS[by].format(at="clock.starts_at")
    whole = by != "month"
    return PEOPLE.format(
        kept_key=KEPT_KEYS[by],
        level=level,
        new="(kept.before IS NULL OR kept.before < %(first)s)" if whole else "TRUE",
        unseen=UNSEEN.format(joins=joins, only=only, key=key) if whole else "TRUE",
    )
