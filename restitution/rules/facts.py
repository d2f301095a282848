"""What is known of a case for its remedies: answers, and what they are weighed beside."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from restitution.rules.words import BLANK, KNOWN, SURE_NOT


class Fact(NamedTuple):
    """One answer: a code, and the day or the sum when the code is `known`."""

    value: str = BLANK
    on: date | None = None
    amount: Decimal | None = None


class Reserve(NamedTuple):
    """The adjusted amount of a Reserve payment as a person noted it, and the day it was true."""

    amount: Decimal
    as_of: date


class Told(NamedTuple):
    """All that a table reads; a code that no question knows any more counts as not sure."""

    facts: Mapping[str, Fact]
    today: date
    reserve: Reserve | None = None

    def fact(self, slug: str) -> Fact:
        return self.facts.get(slug) or Fact()

    def said(self, slug: str, known: Mapping[str, str]) -> str:
        value = self.fact(slug).value
        return value if value == BLANK or value in known else SURE_NOT

    def day(self, slug: str) -> date | None:
        fact = self.fact(slug)
        return fact.on if fact.value == KNOWN else None

    def sum(self, slug: str) -> Decimal | None:
        fact = self.fact(slug)
        return fact.amount if fact.value == KNOWN else None
