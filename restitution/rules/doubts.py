"""What is still to ask, of whom and when: not asked, in doubt, at odds, or told and changeable."""

from collections.abc import Iterator, Mapping

from restitution.rules.answered import answer_words
from restitution.rules.facts import Fact, Told
from restitution.rules.questions import QUESTIONS, Question
from restitution.rules.table import Column, Remedy
from restitution.rules.weighed import Said, Unsure
from restitution.rules.words import BLANK, OPEN, PENDING, UNSAID, UNTOLD, Outcome

URGENT_ASK_DAYS = 2
PENDING_DAYS, REVISIT_DAYS = 30, 90


def missing(by: Remedy, read: Mapping[str, str], told: Told) -> tuple[Said, ...]:
    """Give the questions that nobody has asked yet, what decides first."""
    slugs = (slug for slug in _open(by, read) if told.fact(slug).value == BLANK)
    return tuple(Said(slug, QUESTIONS[slug].words) for slug in slugs)


def unsure(by: Remedy, read: Mapping[str, str], told: Told, *, urgent: bool) -> tuple[Unsure, ...]:
    """Give what is in doubt or may change, with who could settle it and when to ask again."""
    slugs = [slug for slug in _open(by, read) if told.fact(slug).value in UNTOLD]
    slugs += [slug for slug in _at_odds(by, read, told) if slug not in slugs]
    open_ones = [_asks(QUESTIONS[slug], told.fact(slug), urgent=urgent) for slug in slugs]
    again = [_again(QUESTIONS[slug], told.fact(slug)) for slug in _may_change(by, read, told)]
    return (*open_ones, *again)


def _may_change(by: Remedy, read: Mapping[str, str], told: Told) -> tuple[str, ...]:
    """Give what was told and may change: a charge that is undecided, or what its row names."""
    row = by.row(read)
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
    row = by.row(read)
    if row.outcome is Outcome.NOT_ROUTE:
        return
    columns = [column for column in by.columns if _is_open(column, read)]
    columns.sort(key=lambda column: column.slug not in row.when)
    yield from dict.fromkeys([*(slug for c in columns for slug in c.asks), *by.also_asks])


def _at_odds(by: Remedy, read: Mapping[str, str], told: Told) -> Iterator[str]:
    """Give a question for each column that its own answers leave open, though all are told."""
    if by.row(read).outcome is Outcome.NOT_ROUTE:
        return
    for column in by.columns:
        values = {told.fact(slug).value for slug in column.asks}
        if _is_open(column, read) and values and not values & OPEN:
            yield column.asks[-1]
