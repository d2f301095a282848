"""What the remedies ask: plain words, why it matters, who could settle it, what would show it."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from restitution.rules.words import BEFORE, KNOWN, NO, NOT_TOLD, PENDING, SINCE, WHO, YES, Who

Kind = Literal["one", "date", "money"]

# Days until a question that nobody was sure of is put again, by who could settle it first.
ASK_AGAIN = {
    Who.SURVIVOR: 14, Who.ADVOCATE: 7, Who.ATTORNEY: 7,
    Who.PROSECUTOR: 14, Who.NCMEC: 30, Who.DOJ: 30,
}  # fmt: skip


class Question(NamedTuple):
    """One fact to ask for; `choices` holds every code that may be stored, `known` among them."""

    slug: str
    label: str
    words: str
    why: str
    who_settles: tuple[Who, ...]
    choices: Mapping[str, str]
    documents: tuple[str, ...] = ()
    kind: Kind = "one"
    line: date | None = None  # the day on whose two sides the law differs

    @property
    def ask_again_days(self) -> int:
        return ASK_AGAIN[self.who_settles[0]]

    @property
    def who_words(self) -> str:
        return " or ".join(WHO[who] for who in self.who_settles)


def yes_no(**more: str) -> dict[str, str]:
    """Give yes and no, what else this question knows, and the two ways of not telling."""
    return {YES: "Yes", NO: "No", **more, **NOT_TOLD}


def conviction() -> dict[str, str]:
    return {YES: "Yes", PENDING: "Charged, not decided yet", NO: "No", **NOT_TOLD}


def sides(line: date, **more: str) -> dict[str, str]:
    """Give the answers to a day: itself, which side of the line it is on, or not told."""
    said = f"{line.day} {line:%B %Y}"
    return {
        KNOWN: "On this day", BEFORE: f"Before {said}", SINCE: f"On {said} or later",
        **more, **NOT_TOLD,
    }  # fmt: skip


def sum_of_money() -> dict[str, str]:
    return {KNOWN: "This much", **NOT_TOLD}
