"""What may be said of many requests to one platform together, with nothing of a person (ADR 0056).

Every figure that is told is a sum of groups (complaints.rules.groups), and each group stands on
enough cases: whatever is added or taken away, no fewer come out of it.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from audit.rules import NotAllowed

HOUR = timedelta(hours=1)


class Ran(NamedTuple):
    """One request whose time ran; case and request are here to be counted, and are told nowhere."""

    case: str
    received_at: datetime
    due_at: datetime
    achieved_at: datetime | None = None  # when all that was listed had come down
    inferred: bool = False  # receipt is taken from the moment of sending
    grounds: tuple[str, ...] = ()  # of its complaint, where one was drafted
    request: str = ""


class Period(NamedTuple):
    """Months that stand together; what was in time is told of all of them, or of none."""

    words: str
    late: int
    in_time: int | None


class Row(NamedTuple):
    """Late requests of one period that were late by about as much."""

    period: str
    band: str
    late: int


class Figures(NamedTuple):
    late: int
    in_time: int | None  # None: of fewer cases than may be told apart
    never_down: int | None  # late, and still not down when this was made
    inferred: int | None  # late, where receipt is inferred
    periods: tuple[Period, ...]
    bands: tuple[tuple[str, int], ...]
    grounds: tuple[tuple[str, int], ...]  # those whose number may be told
    named: tuple[str, ...]  # grounds of enough cases, whose number would tell of fewer
    rows: tuple[Row, ...]

    @property
    def received(self) -> int | None:
        return None if self.in_time is None else self.late + self.in_time


# fmt: off
BANDS = (  # late by less than, in words
    (timedelta(hours=24), "less than 24 hours"),
    (timedelta(hours=48), "24 to 48 hours"),
    (timedelta(days=7),   "2 to 7 days"),
    (timedelta(days=30),  "7 to 30 days"),
    (timedelta.max,       "more than 30 days"),
)
# fmt: on
IN_TIME, NOT_DOWN = "in time", "not down yet"
LATE = (*(words for _, words in BANDS), NOT_DOWN)  # from the least to the most
FROM = ("", "24 hours", "2 days", "7 days", "30 days")


def ended(ran: Iterable[Ran], now: datetime) -> list[Ran]:
    """Keep requests whose time is over or that are down; how the others end is not known yet."""
    return [one for one in ran if one.achieved_at is not None or now > one.due_at]


def is_late(one: Ran, now: datetime) -> bool:
    """Exactly at the end of the time is in time ("not later than", 47 U.S.C. 223a(a)(3))."""
    return (one.achieved_at or now) > one.due_at


def outcome(one: Ran, now: datetime) -> str:
    """Give the one way in which a request ended, as it is told."""
    if not is_late(one, now):
        return IN_TIME
    if one.achieved_at is None:
        return NOT_DOWN
    by = one.achieved_at - one.due_at
    return next(words for under, words in BANDS if by < under)


def month(one: Ran) -> date:
    return one.received_at.astimezone(UTC).date().replace(day=1)


def require_enough(ran: Iterable[Ran], *, fewest: int, now: datetime) -> None:
    """Pass if late requests of enough cases stand together; fewer could be told apart."""
    late = cases(one for one in ran if is_late(one, now))
    if late < fewest:
        said = "1 case has" if late == 1 else f"{late} cases have"
        raise NotAllowed(
            f"{said} a late request to this platform. A pattern takes at least {fewest}, so that"
            " nobody can be told apart.",
            code="too_few_cases",
        )


def cases(group: Iterable[Ran]) -> int:
    return len({one.case for one in group})


def together(words: Sequence[str]) -> str:
    """Say outcomes that stand together as one: `24 hours to 7 days`, `7 days or more`."""
    bands = [one for one in words if one != NOT_DOWN]
    if not bands:
        return NOT_DOWN
    first, last = (LATE.index(one) for one in (bands[0], bands[-1]))
    if len(bands) == 1:
        said = bands[0]
    elif last == len(BANDS) - 1:
        said = f"{FROM[first]} or more" if first else "any time"
    else:
        until = FROM[last + 1]
        said = f"{FROM[first]} to {until}" if first else f"less than {until}"
    return f"{said}, or {NOT_DOWN}" if NOT_DOWN in words else said
