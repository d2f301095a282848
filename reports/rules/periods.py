"""Which months an address asks for: twelve that are over, a year, a quarter, or from one to one."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from audit.rules import NotAllowed

LAST_TWELVE = "last-12"
MONTHS = "months"
A_YEAR = re.compile(r"([0-9]{4})")
A_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
A_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MOST_MONTHS = 60


class Period(NamedTuple):
    """Whole months, the first and the last included, by their first days."""

    first: date
    last: date

    @property
    def words(self) -> str:
        if self.first == self.last:
            return _month(self.first)
        if self.first.year != self.last.year:
            return f"{_month(self.first)} to {_month(self.last)}"
        if (self.first.month, self.last.month) == (1, 12):
            return str(self.first.year)
        return f"{NAMES[self.first.month - 1]} to {_month(self.last)}"


def last_twelve(today: date) -> Period:
    """Give this month and the eleven before it."""
    return Period(_months_on(today, -11), date(today.year, today.month, 1))


def period(*, asked: str, first: str, last: str, today: date) -> Period:
    """Give the months that an address asks for, or refuse at the field that is wrong."""
    if asked == MONTHS:
        return _between(first, last, today)
    _require_none(first, last)
    if found := A_QUARTER.fullmatch(asked):
        year, quarter = int(found[1]), int(found[2])
        return Period(date(year, 3 * quarter - 2, 1), date(year, 3 * quarter, 1))
    if found := A_YEAR.fullmatch(asked):
        return Period(date(int(found[1]), 1, 1), date(int(found[1]), 12, 1))
    return last_twelve(today)


def choices(since: date, today: date) -> Iterator[tuple[str, str]]:
    """Give the years and quarters from a day on, the latest first."""
    for year in range(today.year, since.year - 1, -1):
        yield str(year), f"{year}, the year"
        for quarter in range(4, 0, -1):
            begins = date(year, 3 * quarter - 2, 1)
            ends = date(year, 3 * quarter, 1)
            if begins <= today and _months_on(ends, 1) > since:
                federal = quarter % 4 + 1
                fiscal = year + (federal == 1)
                words = f"{NAMES[begins.month - 1]} to {_month(ends)}"
                yield f"{year}-Q{quarter}", f"{words} (federal {fiscal} Q{federal})"


def _require_none(first: str, last: str) -> None:
    """Refuse a month that would be passed over: figures of others would look like its own."""
    for field, month in (("first", first), ("last", last)):
        if month.strip():
            raise NotAllowed(
                "Choose “From one month to another” above, or leave this empty.",
                code="months_not_asked", field=field,
            )  # fmt: skip


def _between(first: str, last: str, today: date) -> Period:
    begins, ends = _day(first, "first"), _day(last, "last")
    if begins > today:
        raise NotAllowed("That month is still to come.", code="to_come", field="first")
    if ends < begins:
        raise NotAllowed(
            f"The last month comes before the first, {_month(begins)}.",
            code="backwards", field="last",
        )  # fmt: skip
    if _months_on(begins, MOST_MONTHS) <= ends:
        raise NotAllowed(
            f"Choose {MOST_MONTHS} months at most.", code="too_many_months", field="last"
        )
    return Period(begins, ends)


def _day(asked: str, field: str) -> date:
    found = A_MONTH.fullmatch(asked.strip())
    if not found or int(found[1]) < 2000:  # noqa: PLR2004 - no figure is of a year before
        raise NotAllowed("Write a month as 2026-04.", code="not_a_month", field=field)
    return date(int(found[1]), int(found[2]), 1)


def _months_on(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def _month(day: date) -> str:
    return f"{NAMES[day.month - 1]} {day.year}"
