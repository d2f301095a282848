"""Quarters of the federal fiscal year, which begins on 1 October (31 U.S.C. 1102)."""

import re
from datetime import date
from typing import NamedTuple, Self

_CODE = re.compile(r"([0-9]{4})-Q([1-4])")
FIRST_MONTH, LAST_MONTH, MONTHS = 10, 12, 3
LAST = 4


class Quarter(NamedTuple):
    """One quarter; the year is the fiscal one, named after the calendar year it ends in."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Give the quarter that a day falls into."""
        months = day.month - FIRST_MONTH
        return cls(day.year + (months >= 0), months % LAST_MONTH // MONTHS + 1)

    @classmethod
    def from_code(cls, code: str) -> Self | None:
        """Give the quarter that `2026-Q1` names, or none."""
        found = _CODE.fullmatch(code)
        return cls(int(found[1]), int(found[2])) if found and int(found[1]) > 1 else None

    @property
    def code(self) -> str:
        return f"{self.year:04d}-Q{self.number}"

    @property
    def first(self) -> date:
        month = FIRST_MONTH + MONTHS * (self.number - 1)
        return date(self.year - 1 + (month > LAST_MONTH), (month - 1) % LAST_MONTH + 1, 1)

    @property
    def after(self) -> date:
        """Give the first day that is no longer in it."""
        return self.following.first

    @property
    def following(self) -> Self:
        if self.number == LAST:
            return type(self)(self.year + 1, 1)
        return type(self)(self.year, self.number + 1)

    @property
    def before(self) -> Self:
        if self.number == 1:
            return type(self)(self.year - 1, LAST)
        return type(self)(self.year, self.number - 1)

    @property
    def earlier(self) -> tuple[Self, ...]:
        """Give the quarters of the same fiscal year that came before."""
        return tuple(type(self)(self.year, number) for number in range(1, self.number))

    @property
    def words(self) -> str:
        return f"FFY {self.year}, quarter {self.number}"

    @property
    def months(self) -> str:
        last = self.after.toordinal() - 1
        return f"{self.first:%B} to {date.fromordinal(last):%B %Y}"
