"""One law on one request as a page and the API show it: its state, its facts, its row."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from deadlines import face
from deadlines.models import Statute
from deadlines.rules.elsewhere_words import element_words


class Row(NamedTuple):
    """One fact, as a list of facts shows it."""

    term: str
    value: str
    note: str = ""
    at: datetime | None = None
    is_event: bool = False


class Element(NamedTuple):
    """One thing that a law wants of a report."""

    code: str
    words: str
    is_held: bool


class Card(NamedTuple):
    """One law on one request."""

    code: str
    name: str
    word: str
    tone: str
    why: str
    rows: list[Row]
    elements: list[Element]
    trigger: str
    rule_words: str
    doubt: str
    note: str
    next_step: str
    regulator: str
    regulator_url: str
    is_taken_up: bool
    can_take_up: bool
    may_apply: bool
    runs: bool = False
    is_awaited: bool = False  # it stands and no clock of it runs: its card stands beside the clocks
    act: str = ""


def card_of(
    law: Statute,
    word: str,
    tone: str,
    why: str,
    rows: list[Row],
    *,
    held: Collection[str] = (),
    is_taken_up: bool,
    may_apply: bool,
) -> Card:
    """Give what a card shows of a law's row, with how it stands on one request."""
    unknown_day = law.in_force_from is None and law.status == "in_force"
    day = " The day on which it came into force was not recorded." if unknown_day else ""
    return Card(
        code=law.code,
        name=law.name,
        word=word,
        tone=tone,
        why=why,
        rows=rows,
        elements=[Element(one, element_words(one), one in held) for one in law.elements],
        trigger=law.trigger,
        rule_words=f"{face.rule(law)}{day}",
        doubt=face.doubt(law),
        note=law.note,
        next_step=law.next_step,
        regulator=law.regulator,
        regulator_url=law.regulator_url,
        is_taken_up=is_taken_up,
        can_take_up=law.can_take_up,
        may_apply=may_apply,
    )
