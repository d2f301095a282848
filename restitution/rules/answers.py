"""Reading one answer: its code, and the day or the sum that goes with it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from audit.rules import NotAllowed
from restitution.rules import money
from restitution.rules.question import Question
from restitution.rules.questions import QUESTIONS
from restitution.rules.words import KNOWN, PENDING, SURE_NOT, UNTOLD

FIRST_DAY = date(1900, 1, 1)
LAST_AHEAD = timedelta(days=366 * 10)  # a sentencing may be to come; nothing else is asked of then
LATEST_ASK = timedelta(days=366)
MAY_CHANGE = frozenset({PENDING, "before_sentencing", "reported", "convicted"})
CHANGES_IN = timedelta(days=30)


class Answer(NamedTuple):
    value: str
    told: str  # a day or a sum, as a row keeps it


def question_of(slug: str) -> Question:
    if slug not in QUESTIONS:
        raise NotAllowed("No question has this name.", code="unknown_question", field="question")
    return QUESTIONS[slug]


def read(slug: str, value: str, *, on: date | None, amount: str, today: date) -> Answer:
    """Give an answer as it is kept; NotAllowed names what is missing or does not fit."""
    question = question_of(slug)
    if not value:
        raise NotAllowed("Choose an answer.", code="no_answer", field="value")
    if value not in question.choices:
        raise NotAllowed("Choose one of the answers.", code="unknown_answer", field="value")
    if value != KNOWN:
        _require_nothing_beside(on, amount)
        return Answer(value, "")
    if question.kind == "money":
        return Answer(value, str(_sum(amount)))
    return Answer(value, _day(slug, on, today).isoformat())


def next_ask(slug: str, value: str, asked_for: date | None, *, today: date) -> date | None:
    """Give when to ask again: as said, or as usual where it is open or may change yet."""
    if value not in UNTOLD | MAY_CHANGE:
        if asked_for is not None:
            raise NotAllowed(
                "There is nothing to ask again: leave the day empty.",
                code="answered",
                field="next_ask_on",
            )
        return None
    if asked_for is not None:
        if not today <= asked_for <= today + LATEST_ASK:
            raise NotAllowed(
                "Choose a day from today on, within a year.", code="day_unfit", field="next_ask_on"
            )
        return asked_for
    if value == SURE_NOT:
        return today + timedelta(days=QUESTIONS[slug].ask_again_days)
    return today + CHANGES_IN if value in MAY_CHANGE else None


def _require_nothing_beside(on: date | None, amount: str) -> None:
    if on is not None:
        raise NotAllowed(
            "Choose “On this day”, or leave the day empty.", code="day_too", field="on"
        )
    if amount:
        raise NotAllowed(
            "Choose “This much”, or leave the sum empty.", code="sum_too", field="amount"
        )


def _day(slug: str, on: date | None, today: date) -> date:
    if on is None:
        raise NotAllowed("Give the day.", code="no_day", field="on")
    last = today + LAST_AHEAD if slug.startswith("sentenced") else today
    if not FIRST_DAY <= on <= last:
        raise NotAllowed("That day cannot be meant.", code="day_unfit", field="on")
    return on


def _sum(amount: str) -> Decimal:
    found = money.read(amount)
    if found is None or found > money.MOST:
        raise NotAllowed(
            "Give the sum in dollars and whole cents, such as 1,200.50.",
            code="no_sum",
            field="amount",
        )
    return found.quantize(money.CENT)
