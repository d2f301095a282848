"""What an advocate is told of a case's remedies: outcome words, what to ask whom and when.

Never reasons, notes, amounts or days of courts: those stand in the attorney's partition.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from cases.models import Case
from restitution import standing
from restitution.rules.asking import OURS, advocate_asks
from restitution.rules.question import Question
from restitution.rules.words import OUTCOMES, UNSAID, WHO, Outcome, Who
from restitution.standing import Card, Standing
from restitution.told import Held, outside
from rows.reading import house

# fmt: off
TONES: dict[Outcome, str] = {
    Outcome.SUPPORT:   "good",
    Outcome.NEEDS:     "soon",
    Outcome.UNSURE:    "neutral",
    Outcome.UNLIKELY:  "quiet",
    Outcome.NOT_ROUTE: "quiet",
}
# fmt: on
WAITS = {Outcome.SUPPORT, Outcome.NEEDS, Outcome.UNSURE}


class Line(NamedTuple):
    """One remedy in a word; `by_attorney`: an attorney said it, and nothing changed since."""

    code: str
    title: str
    outcome: Outcome
    word: str
    tone: str
    urgent: bool
    by_attorney: bool


class Ask(NamedTuple):
    """One question to put to somebody; no day: it was never asked."""

    question: Question
    whom: str
    on: date | None
    due: bool
    held: Held


class Signal(NamedTuple):
    lines: tuple[Line, ...]
    asks: tuple[Ask, ...]
    answered: tuple[Held, ...]
    urgent: bool

    @property
    def waiting(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.outcome in WAITS)

    @property
    def resting(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.outcome not in WAITS)

    @property
    def due(self) -> tuple[Ask, ...]:
        return tuple(ask for ask in self.asks if ask.due)


def of_case(case: Case, *, now: datetime) -> Signal:
    with house("signal restitution"):
        stands = standing.of_case(case, now=now)
    return signal(stands)


def signal(stands: Standing) -> Signal:
    """Give what may be told outside the attorney's partition."""
    cards = sorted(stands.cards, key=lambda card: standing.ORDER[outcome_of(card)])
    lines = tuple(_line(card) for card in cards)
    asks = tuple(_asks(stands, cards))
    answered = tuple(
        one
        for one in map(outside, stands.held.values())
        if advocate_asks(one.question) and not one.is_open
    )
    return Signal(lines, asks, answered, stands.urgent)


def outcome_of(card: Card) -> Outcome:
    """Give what an attorney said while the facts are the same, or else what the table says."""
    if card.found is not None and not card.changed:
        return Outcome(card.found.outcome)
    return card.weighed.outcome


def whom(question: Question) -> str:
    """Name whom the agency asks: the survivor or the advocate's own record."""
    first = next(who for who in question.who_settles if who in OURS)
    return "Your own record" if first is Who.ADVOCATE else WHO[first]


def _line(card: Card) -> Line:
    outcome = outcome_of(card)
    return Line(
        code=card.remedy.code,
        title=card.remedy.title,
        outcome=outcome,
        word=OUTCOMES[outcome],
        tone=TONES[outcome],
        urgent=card.weighed.urgent and outcome in WAITS,
        by_attorney=card.found is not None and not card.changed,
    )


def _asks(stands: Standing, cards: Iterable[Card]) -> list[Ask]:
    """Give what is to ask, what is due first; whoever would rather not say is left in peace."""
    waiting = [card.weighed for card in cards if outcome_of(card) in WAITS]
    wanted = dict.fromkeys(said.slug for weighed in waiting for said in weighed.missing)
    wanted |= dict.fromkeys(said.slug for weighed in waiting for said in weighed.unsure)
    held = (outside(stands.held[slug]) for slug in wanted)
    ours = [one for one in held if advocate_asks(one.question) and _may_ask(one)]
    asks = [
        Ask(one.question, whom(one.question), one.next_ask_on, _due(one, stands.today), one)
        for one in ours
    ]
    return sorted(asks, key=lambda ask: (not ask.due, ask.on or stands.today))


def _may_ask(held: Held) -> bool:
    """Leave out who would rather not say, and what is told by the case and changes there."""
    if held.is_of_the_case and not held.is_open:
        return False
    return held.fact.value != UNSAID or held.next_ask_on is not None


def _due(held: Held, today: date) -> bool:
    return held.next_ask_on is None or held.next_ask_on <= today
