"""Weigh the facts of a case for one remedy: one row of its table, and how it came to that row."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from restitution.rules.answered import answer_words
from restitution.rules.doubts import missing, unsure
from restitution.rules.facts import Fact, Reserve, Told
from restitution.rules.questions import QUESTIONS
from restitution.rules.remedies import REMEDIES
from restitution.rules.table import Column, Dated, Remedy, Row
from restitution.rules.weighed import Said, Tried, Unsure, Weighed
from restitution.rules.words import BLANK, Outcome

__all__ = ["Said", "Tried", "Unsure", "Weighed", "answer_words", "weigh", "weigh_all"]

NEAR = timedelta(days=60)  # a limit this near is urgent whatever the row says


def weigh(
    remedy: str, facts: Mapping[str, Fact], *, today: date, reserve: Reserve | None = None
) -> Weighed:
    """Give what these facts come to for a remedy, by its code; whatever is told, one row fits."""
    by, told = REMEDIES[remedy], Told(facts, today, reserve)
    read = by.read(told)
    tried, row, dates = tuple(_tried(by, read)), by.row(read), by.dates(told)
    urgent = row.urgent or _is_near(row, dates, today)
    return Weighed(
        remedy=remedy, outcome=row.outcome, urgent=urgent, why=row.why,
        path=tuple(one.row for one in tried), tried=tried,
        met=_spoken(by, read, told, "met"), missing=missing(by, read, told),
        against=_spoken(by, read, told, "against"),
        unsure=unsure(by, read, told, urgent=urgent),
        citation=by.citation, mark=by.mark, checked_on=by.checked_on,
        notes=by.notes(told), dates=dates,
    )  # fmt: skip


def weigh_all(
    facts: Mapping[str, Fact], *, today: date, reserve: Reserve | None = None
) -> tuple[Weighed, ...]:
    """Give every remedy's outcome, in the order of the desk."""
    return tuple(weigh(code, facts, today=today, reserve=reserve) for code in REMEDIES)


def _is_near(row: Row, dates: tuple[Dated, ...], today: date) -> bool:
    ends = [dated.on for dated in dates if dated.is_limit]
    is_open = row.outcome not in (Outcome.NOT_ROUTE, Outcome.UNLIKELY)
    return is_open and any(today <= end <= today + NEAR for end in ends)


def _tried(by: Remedy, read: Mapping[str, str]) -> Iterator[Tried]:
    for row in by.rows:
        out = row.ruled_out_by(read)
        yield Tried(row.id, out)
        if not out:
            return


def _spoken(by: Remedy, read: Mapping[str, str], told: Told, side: str) -> tuple[Said, ...]:
    columns = (column for column in by.columns if read[column.slug] in getattr(column, side))
    return tuple(Said(column.slug, _answer(column, read[column.slug], told)) for column in columns)


def _answer(column: Column, value: str, told: Told) -> str:
    if column.slug not in QUESTIONS:
        return column.says[value]
    question, fact = QUESTIONS[column.slug], told.fact(column.slug)
    if fact.value == BLANK:  # read from another answer: a day that says the stage
        return f"{question.label}: {column.says[value].lower()}"
    return answer_words(question, fact)
