"""When a person should look again at what was asked for, and what became of each such moment."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import NamedTuple

from audit.rules import NotAllowed

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

# At the clock's end, then after 1, 3, 7, 14 and 30 days; then each month.
USUAL_HOURS = (0, 24, 72, 168, 336, 720)
THEN_EVERY_DAYS = 30
UNTIL_GONE_DAYS = 60
WITHOUT_A_CLOCK = 2 * DAY  # after a receipt that started no hours: a habit, no deadline
LATE_AFTER = 6 * HOUR
EARLY = 8 * HOUR  # a morning's round answers the day's; the clock's end alone is not answered early
MOST_MOMENTS, LATEST_HOURS = 24, 24 * 730


class Plan(NamedTuple):
    """A schedule of looks: moments counted from one, then one every so many days."""

    starts_at: datetime
    hours_after: tuple[int, ...]
    then_every_days: int


class Line(NamedTuple):
    """A planned look and what became of it; a late one is said, not hidden."""

    planned_at: datetime
    state: str  # looked | missed | owed | planned
    looked_at: datetime | None = None
    late_by: timedelta | None = None


def moments(plan: Plan) -> Iterator[datetime]:
    """Give the planned moments in order; without end where one comes every so many days."""
    at = plan.starts_at
    for hours in sorted(plan.hours_after):
        at = plan.starts_at + hours * HOUR
        yield at
    while plan.then_every_days:
        at += plan.then_every_days * DAY
        yield at


def next_moment(plan: Plan, *, last_look: datetime | None) -> datetime | None:
    """Give the first planned look that no look has answered: a look answers what was before it."""
    planned = moments(plan)
    return next(
        (at for at in planned if last_look is None or answered_from(plan, at) > last_look), None
    )


def answered_from(plan: Plan, at: datetime) -> datetime:
    """Give from when a look answers a planned one; at the clock's end, none that was before it."""
    return at if at == plan.starts_at else at - EARLY


def lines(plan: Plan, *, looks: Iterable[datetime], now: datetime) -> list[Line]:
    """Give each planned look up to now with what answered it, and the one that comes next."""
    seen = sorted(looks)
    planned = list(_up_to(plan, now))
    return [
        _line(plan, at, after, seen, now) for at, after in zip_longest(planned, planned[1:]) if at
    ]


def is_gone_long_enough(
    gone: Iterable[tuple[datetime | None, datetime | None]], *, days: int
) -> bool:
    """Tell whether each, as (gone since, last looked), was gone so long when last looked at."""
    told = list(gone)
    return bool(told) and all(
        since is not None and last is not None and last - since >= days * DAY
        for since, last in told
    )


def require_schedule(hours_after: Sequence[int], then_every_days: int) -> None:
    """Refuse a schedule with no look in it, or with more than a person would keep."""
    if not hours_after and not then_every_days:
        raise NotAllowed(
            "Name at least one moment to look again, or end the looks.",
            code="no_look_planned",
            field="hours_after",
        )
    too_many = len(hours_after) > MOST_MOMENTS or then_every_days > LATEST_HOURS // 24
    if too_many or any(not 0 <= hours <= LATEST_HOURS for hours in hours_after):
        raise NotAllowed(
            "Plan at most 24 looks within two years; after that, one every so many days.",
            code="too_many_looks",
            field="hours_after",
        )


def _up_to(plan: Plan, now: datetime) -> Iterator[datetime]:
    for at in moments(plan):
        yield at
        if at > now:
            return


def _line(
    plan: Plan, at: datetime, after: datetime | None, seen: list[datetime], now: datetime
) -> Line:
    since = answered_from(plan, at)
    until = answered_from(plan, after) if after else None
    looked = next((one for one in seen if one >= since and (not until or one < until)), None)
    if looked is not None:
        return Line(at, "looked", looked, _late(at, looked))
    if at > now:
        return Line(at, "planned")
    if after is not None and after <= now:
        return Line(at, "missed")
    return Line(at, "owed", late_by=_late(at, now))


def _late(planned_at: datetime, at: datetime) -> timedelta | None:
    return at - planned_at if at - planned_at > LATE_AFTER else None
