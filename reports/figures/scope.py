"""Which requests a figure is of: months, and at will one platform, one channel, one law."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

from deadlines.rules.ladder import THE_ACT

By = Literal["platform", "month", "channel"]


@dataclass(frozen=True)
class Scope:
    """Whole months, the first and the last included, by the wall's calendar of a zone.

    A request belongs to the month in which the platform received it, for the hours run from there
    (47 U.S.C. 223a(a)(3)); what else happens (answers, complaints) to the month it happened in.
    """

    first: date  # any day of the first month
    last: date  # any day of the last
    platform: str = ""  # a slug; blank: every platform
    channel: str = ""  # removal.rules.words.Channel; blank: every channel
    statute: str = THE_ACT  # a statute's code, whatever its version
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if (self.last.year, self.last.month) < (self.first.year, self.first.month):
            raise ValueError("The last month comes before the first.")

    @classmethod
    def month(cls, day: date, **rest: Any) -> Self:
        return cls(day, day, **rest)

    @property
    def since(self) -> datetime:
        """Give the first moment, in UTC."""
        return self._begins(month_of(self.first))

    @property
    def until(self) -> datetime:
        """Give the first moment after, in UTC."""
        return self._begins(month_after(self.last))

    def months(self) -> Iterator[date]:
        """Give the first day of each month, in order."""
        day, end = month_of(self.first), month_after(self.last)
        while day < end:
            yield day
            day = month_after(day)

    def _begins(self, day: date) -> datetime:
        wall = datetime(day.year, day.month, 1, tzinfo=ZoneInfo(self.zone))
        return wall.astimezone(UTC)


def month_of(day: date) -> date:
    return date(day.year, day.month, 1)


def month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
