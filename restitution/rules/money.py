"""The words and sums of the money ledger (18 U.S.C. 2259; law.md 4.2 and 4.3).

Amounts are what a court or a person said, as recorded. Nothing here says what anyone will get.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from restitution.rules.courts import CourtKind, Offence

NOTHING = Decimal(0)
CENT = Decimal("0.01")
MOST = Decimal("9999999999.99")
FLOOR = Decimal(3000)
RESERVE_BASE = Decimal(35000)  # in dollars of 2018; only ever adjusted upwards since
RESERVE_BASE_ON = date(2018, 12, 7)
CHECKED_ON = date(2026, 11, 22)  # law.md was compiled
RESERVE_WORDS = "about $35,000 in 2018 dollars, inflation-adjusted by the court"


# Commas stand between thousands alone, so that "12,00" is asked again and not read as 1200.
IN_DOLLARS = re.compile(r"\$? ?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?)", re.ASCII)


class LineKind(StrEnum):
    CLAIMED = "claimed"  # what is on file, whether or not a court has looked at it
    LOSS = "loss"  # what a court found
    ORDERED = "ordered"
    RECEIVED = "received"
    RESERVE = "reserve_payment"


class Head(StrEnum):
    """Heads of loss (2259(c)(2)): the older list is verified, the current one much the same."""

    MEDICAL = "medical"
    THERAPY = "therapy"
    TRANSPORT = "transport"
    HOUSING = "housing"
    CHILD_CARE = "child_care"
    INCOME = "income"
    FEES = "fees"
    OTHER = "other"


# fmt: off
LINES: dict[LineKind, str] = {
    LineKind.CLAIMED:  "Loss on file",
    LineKind.LOSS:     "Loss found by the court",
    LineKind.ORDERED:  "Restitution or damages ordered",
    LineKind.RECEIVED: "Received",
    LineKind.RESERVE:  "Paid from the Victims Reserve",
}

HEADS: dict[Head, str] = {
    Head.MEDICAL:    "Medical and psychological care",
    Head.THERAPY:    "Therapy or rehabilitation",
    Head.TRANSPORT:  "Transport",
    Head.HOUSING:    "Temporary housing",
    Head.CHILD_CARE: "Child care",
    Head.INCOME:     "Lost income",
    Head.FEES:       "Attorney fees and costs",
    Head.OTHER:      "Other losses",
}
# fmt: on
WITH_HEAD = (LineKind.CLAIMED, LineKind.LOSS)


class OfCourt(NamedTuple):
    """One court case's sums, and what of it the watches ask."""

    number: int
    kind: str
    offence: str
    sums: Mapping[str, Decimal]

    def of(self, kind: LineKind) -> Decimal:
        return self.sums.get(kind.value, NOTHING)

    @property
    def losses(self) -> Decimal:
        return self.of(LineKind.LOSS)

    @property
    def ordered(self) -> Decimal:
        return self.of(LineKind.ORDERED)

    @property
    def received(self) -> Decimal:
        return self.of(LineKind.RECEIVED)

    @property
    def reserve(self) -> Decimal:
        return self.of(LineKind.RESERVE)

    @property
    def outstanding(self) -> Decimal:
        """Give what was ordered and has not come; never below nothing."""
        return max(NOTHING, self.of(LineKind.ORDERED) - self.of(LineKind.RECEIVED))


class Reserve(NamedTuple):
    """The one-time amount as somebody noted it, and from where."""

    amount: Decimal
    as_of: date
    source: str


def federal(courts: Collection[OfCourt]) -> list[OfCourt]:
    """Give the cases in which section 2259 may be the ground of what was paid."""
    return [
        one
        for one in courts
        if one.kind == CourtKind.FEDERAL.value and one.offence != Offence.OTHER.value
    ]


def cap(courts: Collection[OfCourt]) -> Decimal | None:
    """Give the greatest losses that a court found in any federal case; None where none did."""
    found = [one.of(LineKind.LOSS) for one in federal(courts)]
    return max((one for one in found if one > NOTHING), default=None)


def received_federal(courts: Collection[OfCourt]) -> Decimal:
    return sum((one.of(LineKind.RECEIVED) for one in federal(courts)), NOTHING)


def read(text: str) -> Decimal | None:
    """Read dollars and whole cents as a person writes them; None where it is no such sum."""
    found = IN_DOLLARS.fullmatch(text.strip())
    return Decimal(found[1].replace(",", "")) if found else None


def said(amount: Decimal) -> str:
    """Give an amount as papers and pages print it."""
    sign = "-" if amount < 0 else ""
    return f"{sign}${abs(amount).quantize(CENT):,}"
