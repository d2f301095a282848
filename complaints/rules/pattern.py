"""What may be said of many requests to one platform together, with nothing of a person."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from audit.rules import NotAllowed

HOUR = timedelta(hours=1)


class Ran(NamedTuple):
    """One request whose time ran or runs; the case is here to be counted, and is told nowhere."""

    case: str
    received_at: datetime
    due_at: datetime
    achieved_at: datetime | None = None  # when all that was listed had come down
    inferred: bool = False  # receipt is taken from the moment of sending
    grounds: tuple[str, ...] = ()  # of its complaint, where one was drafted


class Late(NamedTuple):
    """One late request as it is told: no code, no day, no hour."""

    ordinal: int
    week_of: date  # the Monday of the week in which it was received
    band: str
    came_down: bool


class Period(NamedTuple):
    """A month, or months together until enough cases fall into them."""

    first: date
    last: date
    received: int
    late: int

    @property
    def words(self) -> str:
        first, last = f"{self.first:%B %Y}", f"{self.last:%B %Y}"
        return first if first == last else f"{first} to {last}"


class Figures(NamedTuple):
    received: int
    late: int
    never_down: int  # late, and still not down when this was made
    inferred: int  # late, where receipt is inferred
    periods: tuple[Period, ...]
    bands: tuple[tuple[str, int], ...]
    grounds: tuple[tuple[str, int], ...]  # those carried by enough cases
    fewer: tuple[str, ...]  # grounds carried by fewer
    rows: tuple[Late, ...]


# fmt: off
BANDS = (  # late by less than, in words
    (timedelta(hours=24), "less than 24 hours"),
    (timedelta(hours=48), "24 to 48 hours"),
    (timedelta(days=7),   "2 to 7 days"),
    (timedelta(days=30),  "7 to 30 days"),
    (timedelta.max,       "more than 30 days"),
)
# fmt: on


def require_enough(ran: Iterable[Ran], *, fewest: int, now: datetime) -> None:
    """Pass if late requests of enough cases stand together; fewer could be told apart."""
    late = {one.case for one in ran if is_late(one, now)}
    if len(late) < fewest:
        cases = "1 case has" if len(late) == 1 else f"{len(late)} cases have"
        raise NotAllowed(
            f"{cases} a late request to this platform. A pattern takes at least {fewest}, so that"
            " nobody can be told apart.",
            code="too_few_cases",
        )


def is_late(one: Ran, now: datetime) -> bool:
    """Exactly at the end of the time is in time ("not later than", 47 U.S.C. 223a(a)(3))."""
    return (one.achieved_at or now) > one.due_at


def figures(ran: Sequence[Ran], *, fewest: int, now: datetime) -> Figures:
    """Count what may be told of these requests."""
    require_enough(ran, fewest=fewest, now=now)
    late = [one for one in ran if is_late(one, now)]
    grounds, fewer = _grounds(late, fewest)
    bands = Counter(_band(one, now) for one in late)
    return Figures(
        received=len(ran),
        late=len(late),
        never_down=sum(one.achieved_at is None for one in late),
        inferred=sum(one.inferred for one in late),
        periods=_periods(ran, fewest=fewest, now=now),
        bands=tuple((words, bands[words]) for _, words in BANDS if bands[words]),
        grounds=grounds,
        fewer=fewer,
        rows=_rows(late, now),
    )


def _periods(ran: Sequence[Ran], *, fewest: int, now: datetime) -> tuple[Period, ...]:
    """Put months together until each period has enough cases; what is left joins the last."""
    groups: list[list[Ran]] = []
    open_group: list[Ran] = []
    months = sorted({_month(one) for one in ran})
    for month in months:
        open_group += [one for one in ran if _month(one) == month]
        if _cases(open_group) >= fewest:
            groups.append(open_group)
            open_group = []
    if open_group and groups:
        groups[-1] += open_group
    elif open_group:
        groups.append(open_group)
    return tuple(_period(group, now) for group in groups)


def _period(group: list[Ran], now: datetime) -> Period:
    months = sorted(_month(one) for one in group)
    late = sum(is_late(one, now) for one in group)
    return Period(months[0], months[-1], len(group), late)


def _grounds(
    late: Sequence[Ran], fewest: int
) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    held: dict[str, list[Ran]] = {}
    for one in late:
        for ground in one.grounds:
            held.setdefault(ground, []).append(one)
    enough = {code: rows for code, rows in sorted(held.items()) if _cases(rows) >= fewest}
    fewer = tuple(code for code in sorted(held) if code not in enough)
    return tuple((code, len(rows)) for code, rows in enough.items()), fewer


def _rows(late: Sequence[Ran], now: datetime) -> tuple[Late, ...]:
    """Order by what is told alone, so that the order tells nothing more."""
    order = [words for _, words in BANDS]
    told = sorted(
        (_week(one), order.index(_band(one, now)), one.achieved_at is not None) for one in late
    )
    return tuple(
        Late(number, week, order[band], came_down)
        for number, (week, band, came_down) in enumerate(told, start=1)
    )


def _band(one: Ran, now: datetime) -> str:
    by = (one.achieved_at or now) - one.due_at
    return next(words for under, words in BANDS if by < under)


def _cases(group: Iterable[Ran]) -> int:
    return len({one.case for one in group})


def _month(one: Ran) -> date:
    return one.received_at.astimezone(UTC).date().replace(day=1)


def _week(one: Ran) -> date:
    received = one.received_at.astimezone(UTC).date()
    return received - timedelta(days=received.weekday())
