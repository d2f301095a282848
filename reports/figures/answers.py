"""What platforms said against a notice, by the element that they dispute."""

from removal.rules.spoken import DISPUTES
from reports.figures.counted import LEFT_OUT, given, narrowed, rows
from reports.figures.scope import Scope
from reports.figures.shapes import Refusal

NONE_SAID = "none_said"
LABELS = {one.value: words for one, words in DISPUTES.items()} | {
    NONE_SAID: "Nothing that it named"
}

# An answer has no clock of its own and refuses a request whether or not hours ran for it.
REFUSALS = """
    WITH {left_out}, refused AS (
        SELECT clock.id, clock.request_id, clock.case_id, clock.kind,
               CASE WHEN cardinality(clock.disputes) > 0 THEN clock.disputes
                    ELSE ARRAY['none_said']::varchar[] END AS elements
        FROM removal_answer AS clock{joins}
        WHERE clock.answered_at >= %(since)s AND clock.answered_at < %(until)s
          AND (clock.kind IN ('refused', 'says_incomplete', 'asks_more')
               OR cardinality(clock.disputes) > 0)
          AND clock.case_id NOT IN (SELECT id FROM left_out){only}
    )
    SELECT element AS key, count(*) AS answers, count(DISTINCT request_id) AS requests,
           count(DISTINCT case_id) AS cases, {kinds}
    FROM refused CROSS JOIN unnest(elements) AS element
    GROUP BY element"""
KINDS = ("refused", "says_incomplete", "asks_more")


def refusals(scope: Scope) -> tuple[Refusal, ...]:
    """Give a row for each element of a notice, disputed or not; by the month of the answer."""
    joins, only = narrowed(scope, None)
    kinds = ", ".join(f"count(*) FILTER (WHERE kind = '{one}') AS {one}" for one in KINDS)
    sql = REFUSALS.format(left_out=LEFT_OUT, joins=joins, only=only, kinds=kinds)
    found = {row["key"]: row for row in rows(sql, given(scope))}
    nought = dict.fromkeys(("answers", "requests", "cases", *KINDS), 0)
    return tuple(
        Refusal(**{"key": key, "label": label, **nought, **found.get(key, {})})
        for key, label in LABELS.items()
    )
