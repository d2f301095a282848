"""Weigh the facts of a case for one remedy: one row of its table, and how it came to that row."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from restitution.rules.facts import Fact, Reserve, Told
from restitution.rules.questions import QUESTIONS, Question
from restitution.rules.remedies import REMEDIES, VERSION
from restitution.rules.table import Column, Dated, Note, Remedy, Row
from restitution.rules.words import (
    BLANK,
    KNOWN,
    OPEN,
    OUTCOMES,
    PENDING,
    UNSAID,
    UNTOLD,
    Mark,
    Outcome,
)

URGENT_ASK_DAYS = 2
PENDING_DAYS, REVISIT_DAYS = 30, 90
NEAR = timedelta(days=60)  # a limit this near is urgent whatever the row says


class Said(NamedTuple):
    """One fact in words: what was answered, or what is still to ask."""

    slug: str
    words: str


class Unsure(NamedTuple):
    """What nobody is sure of: who could settle it, and in how many days to ask again.

    None: the person would rather not say, and is left in peace.
    """

    slug: str
    who_settles: tuple[str, ...]
    next_ask_days: int | None
    words: str


class Tried(NamedTuple):
    """A row that was tried, and the column that ruled it out; nothing where it fits."""

    row: str
    ruled_out_by: str


class Weighed(NamedTuple):
    """What the facts come to for one remedy, and all that an attorney needs to see why."""

    remedy: str
    outcome: Outcome
    urgent: bool
    why: str
    path: tuple[str, ...]
    tried: tuple[Tried, ...]
    met: tuple[Said, ...]
    missing: tuple[Said, ...]
    against: tuple[Said, ...]
    unsure: tuple[Unsure, ...]
    citation: str
    mark: Mark
    checked_on: date
    notes: tuple[Note, ...]
    dates: tuple[Dated, ...]
    version: str = VERSION

    @property
    def words(self) -> str:
        return OUTCOMES[self.outcome]

    @property
    def row(self) -> str:
        return self.path[-1]


def weigh(
    remedy: str, facts: Mapping[str, Fact], *, today: date, reserve: Reserve | None = None
) -> Weighed:
    """Give what these facts come to for a remedy, by its code; whatever is told, one row fits."""
    by, told = REMEDIES[remedy], Told(facts, today, reserve)
    read = by.read(told)
    tried, row, dates = tuple(_tried(by, read)), _row(by, read), by.dates(told)
    urgent = row.urgent or _is_near(row, dates, today)
    return Weighed(
        remedy=remedy, outcome=row.outcome, urgent=urgent, why=row.why,
        path=tuple(one.row for one in tried), tried=tried,
        met=_spoken(by, read, told, "met"), missing=_missing(by, read, told),
        against=_spoken(by, read, told, "against"),
        unsure=_unsure(by, read, told, urgent=urgent),
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


def _row(by: Remedy, read: Mapping[str, str]) -> Row:
    return next(row for row in by.rows if row.fits(read))


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
    question = QUESTIONS[column.slug]
    return answer_words(question, told.fact(column.slug))


def answer_words(question: Question, fact: Fact) -> str:
    """Give an answer as a worksheet shows it: the label and what was said."""
    if fact.value == KNOWN and fact.on:
        return f"{question.label}: {fact.on.day} {fact.on:%B %Y}"
    if fact.value == KNOWN and fact.amount is not None:
        return f"{question.label}: ${fact.amount:,.2f}"
    if fact.value == BLANK:
        return f"{question.label}: not asked yet"
    return f"{question.label}: {question.choices.get(fact.value, 'Not sure')}"


def _missing(by: Remedy, read: Mapping[str, str], told: Told) -> tuple[Said, ...]:
    slugs = (slug for slug in _open(by, read) if told.fact(slug).value == BLANK)
    return tuple(Said(slug, QUESTIONS[slug].words) for slug in slugs)


def _unsure(by: Remedy, read: Mapping[str, str], told: Told, *, urgent: bool) -> tuple[Unsure, ...]:
    slugs = [slug for slug in _open(by, read) if told.fact(slug).value in UNTOLD]
    slugs += [slug for slug in _at_odds(by, read, told) if slug not in slugs]
    open_ones = [_asks(QUESTIONS[slug], told.fact(slug), urgent=urgent) for slug in slugs]
    again = [_again(QUESTIONS[slug], told.fact(slug)) for slug in _may_change(by, read, told)]
    return (*open_ones, *again)


def _may_change(by: Remedy, read: Mapping[str, str], told: Told) -> tuple[str, ...]:
    """Give what was told and may change: a charge that is undecided, or what its row names."""
    row = _row(by, read)
    if row.outcome is Outcome.NOT_ROUTE:
        return ()
    pending = [slug for slug in by.questions if told.fact(slug).value == PENDING]
    return tuple(dict.fromkeys([*pending, *row.revisit]))


def _again(question: Question, fact: Fact) -> Unsure:
    days = PENDING_DAYS if fact.value == PENDING else REVISIT_DAYS
    who = tuple(one.value for one in question.who_settles)
    return Unsure(question.slug, who, days, answer_words(question, fact))


def _asks(question: Question, fact: Fact, *, urgent: bool) -> Unsure:
    days = min(question.ask_again_days, URGENT_ASK_DAYS) if urgent else question.ask_again_days
    return Unsure(
        question.slug,
        tuple(who.value for who in question.who_settles),
        None if fact.value == UNSAID else days,
        answer_words(question, fact),
    )


def _is_open(column: Column, read: Mapping[str, str]) -> bool:
    return read[column.slug] in OPEN


def _open(by: Remedy, read: Mapping[str, str]) -> Iterator[str]:
    """Give the questions that no answer settles, what decides first; a closed door asks no more."""
    row = _row(by, read)
    if row.outcome is Outcome.NOT_ROUTE:
        return
    columns = [column for column in by.columns if _is_open(column, read)]
    columns.sort(key=lambda column: column.slug not in row.when)
    yield from dict.fromkeys([*(slug for c in columns for slug in c.asks), *by.also_asks])


def _at_odds(by: Remedy, read: Mapping[str, str], told: Told) -> Iterator[str]:
    """Give a question for each column that its own answers leave open, though all are told."""
    if _row(by, read).outcome is Outcome.NOT_ROUTE:
        return
    for column in by.columns:
        values = {told.fact(slug).value for slug in column.asks}
        if _is_open(column, read) and values and not values & OPEN:
            yield column.asks[-1]
