"""Complaint drafts: made, signed, filed, set aside; each in the month in which it happened."""

from typing import Any

from reports.figures.counted import KEYS, LEFT_OUT, given, keyed, narrowed, rows
from reports.figures.labels import labels, ordered
from reports.figures.scope import By, Scope
from reports.figures.shapes import Complaints

COMPLAINTS = """
    WITH {left_out}, event AS (
        SELECT clock.id, clock.case_id, clock.request_id, happened.what, happened.at,
               clock.made_because, clock.filed_at, clock.superseded_at
        FROM complaints_complaintdraft AS clock
        CROSS JOIN LATERAL (VALUES
            ('made', clock.made_at), ('signed', clock.signed_off_at),
            ('filed', clock.filed_at), ('set_aside', clock.superseded_at)) AS happened (what, at)
        WHERE happened.at >= %(since)s AND happened.at < %(until)s
          AND clock.case_id NOT IN (SELECT id FROM left_out)
    ), counted AS (
        SELECT {key} AS key, clock.* FROM event AS clock{joins} WHERE TRUE{only}
    )
    SELECT key, count(DISTINCT case_id) AS cases, {columns}
    FROM counted GROUP BY key"""
# fmt: off
COUNTS = {
    "made":           "what = 'made'",
    "made_by_ladder": "what = 'made' AND made_because = 'ladder'",
    "signed":         "what = 'signed'",
    "filed":          "what = 'filed'",
    "set_aside":      "what = 'set_aside'",
    "waiting":        "what = 'made' AND filed_at IS NULL AND superseded_at IS NULL",
}
# fmt: on
PEOPLE = tuple(name for name in COUNTS if name != "made_by_ladder")


def complaints(scope: Scope, by: By | None = None) -> tuple[Complaints, ...]:
    """Give what happened to drafts in these months, whatever month the request is of."""
    joins, only = narrowed(scope, by)
    columns = [f"count(*) FILTER (WHERE {COUNTS[name]}) AS {name}" for name in COUNTS]
    columns += [
        f"count(DISTINCT case_id) FILTER (WHERE {COUNTS[name]}) AS cases_{name}" for name in PEOPLE
    ]
    sql = COMPLAINTS.format(
        left_out=LEFT_OUT,
        key=KEYS[by].format(at="clock.at"),
        joins=joins,
        only=only,
        columns=", ".join(columns),
    )
    found = {keyed(row.pop("key")): row for row in rows(sql, given(scope))}
    named = labels(by, found or ([""] if by is None else []))
    return tuple(of(key, named[key], found.get(key, {})) for key in ordered(by, named))


def of(key: str, label: str, row: dict[str, Any]) -> Complaints:
    names = ("cases", *COUNTS, *(f"cases_{name}" for name in PEOPLE))
    return Complaints(key=key, label=label, **{name: int(row.get(name, 0)) for name in names})
