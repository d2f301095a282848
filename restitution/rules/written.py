"""The remedies as a page of the reference: docs/reference/remedies.md is what this gives.

`python -m restitution.rules.written > docs/reference/remedies.md` writes it anew.
"""

import sys

from restitution.rules.questions import QUESTIONS
from restitution.rules.remedies import IN_ORDER, VERSION
from restitution.rules.table import Column, Remedy, Row
from restitution.rules.words import BLANK, MARKS, OPEN, OUTCOMES, STATUSES, UNTOLD

HEAD = f"""# Remedies

*Written from `restitution/rules/` by `python -m restitution.rules.written`; a test keeps it true.
Rules of {VERSION}.*

Each remedy is a table. Its columns read what is known of a case, a dot is *anything*, and exactly
one row fits any combination: the order of rows decides nothing. What an outcome can be:

{{outcomes}}

None of them says that somebody has a right to anything, or that a sum will be paid.

*In doubt* is "not sure" and "prefers not to say": they come to the same row, but what a person
would rather not say is not asked again. *Not asked* is no answer at all. *Open* is all three.

Rows marked **law** stand in the law's own table as our notes of the law give it (law.md 4); the
others complete it in the cautious direction, for the reasons in
[ADR 0058](../adr/0058-remedies-are-tables-without-gaps.md). **Urgent** rows come first on the desk;
so does an open route whose usual time ends within sixty days.

Marks: **V** verified in the text, **V-2nd** from a secondary source, **U** unverified: shown with
its mark and its day, never as certain.
"""
SPOKEN = {
    "yes": "yes", "no": "no", "other": "another", "open": "may still run", "closed": "over",
    "below": "not above", "above": "above", "since": "since, and within four years",
    "past": "more than four years ago", "before": "before only",
}  # fmt: skip
DOUBTS = {
    UNTOLD: ("in doubt",), frozenset({BLANK}): ("not asked",), OPEN: ("open",),
    frozenset({"unsure"}): ("not sure",), frozenset({"rather_not"}): ("prefers not to say",),
    frozenset({"unsure", BLANK}): ("not sure", "not asked"),
}  # fmt: skip
COLUMNS = {
    "barred": "Out of time on 16 September 2022 (computed)",
    "received": "Restitution received, beside the Reserve's amount",
    "when": "Latest disclosure, beside 1 October 2022",
    "window": "Ninety days after sentencing",
}


def as_markdown() -> str:
    """Give the whole page."""
    outcomes = "\n".join(f"- **{words}** (`{code.value}`)" for code, words in OUTCOMES.items())
    head = HEAD.format(outcomes=outcomes)
    return "\n".join([head, *(_remedy(remedy) for remedy in IN_ORDER), _questions()])


def _remedy(remedy: Remedy) -> str:
    return "\n".join([
        f"## {remedy.title}",
        "",
        f"`{remedy.code}` · {remedy.citation} · **{remedy.mark.value}**,"
        f" {MARKS[remedy.mark].lower()} · {STATUSES[remedy.status]} · checked {remedy.checked_on}",
        "",
        remedy.gives,
        "",
        f"| row | {' | '.join(_label(column) for column in remedy.columns)} | outcome | why |",
        "|---|" + "---|" * (len(remedy.columns) + 2),
        *(_row(remedy, row) for row in remedy.rows),
        "",
    ])  # fmt: skip


def _row(remedy: Remedy, row: Row) -> str:
    cells = [_cell(column, set(row.when.get(column.slug, ()))) for column in remedy.columns]
    flags = " **law**" * row.of_the_law + " **urgent**" * row.urgent
    told = [row.id + flags, *cells, OUTCOMES[row.outcome], row.why]
    return f"| {' | '.join(told)} |"


def _cell(column: Column, values: set[str]) -> str:
    if not values:
        return "·"
    decided = [_value(column, value) for value in column.values if value in values - OPEN]
    return " or ".join([*decided, *DOUBTS.get(frozenset(values & OPEN), ())])


def _value(column: Column, value: str) -> str:
    question = QUESTIONS.get(column.slug)
    words = question.choices.get(value) if question else None
    return (words or SPOKEN.get(value, value)).lower()


def _label(column: Column) -> str:
    return COLUMNS.get(column.slug) or QUESTIONS[column.slug].label


def _questions() -> str:
    asked = (
        f"| `{one.slug}` | {one.words} | {one.why} | {one.who_words} |"
        for one in QUESTIONS.values()
    )
    return "\n".join([
        "## What is asked",
        "",
        "| slug | question | why | who could settle it |",
        "|---|---|---|---|",
        *asked,
        "",
    ])  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
