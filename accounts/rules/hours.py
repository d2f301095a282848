"""Hours as clocks on a wall show them: when people work, when nobody does, when mail waits.

A wall's time becomes a moment at once and every length is counted between moments, so that a
night of 23 or 25 hours is exactly that long.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import NamedTuple

from audit.rules import NotAllowed

NOON = time(12)
DAY = timedelta(days=1)  # of a calendar, never of a clock
FAR = 45  # days to look ahead and back: no agency is closed for longer
USUAL = {weekday: (time(9), time(17)) for weekday in range(5)}

# fmt: off
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# fmt: on


class Span(NamedTuple):
    """From one moment to another, its end not in it."""

    starts_at: datetime
    ends_at: datetime

    def holds(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at

    @property
    def length(self) -> timedelta:
        return self.ends_at.astimezone(UTC) - self.starts_at.astimezone(UTC)


class Calendar(NamedTuple):
    """When somebody works: a week of hours in one zone, and the days off."""

    zone: tzinfo
    week: Mapping[int, tuple[time, time]]
    off: frozenset[date] = frozenset()

    def hours_on(self, day: date) -> Span | None:
        """Give the hours worked on a day, or none."""
        hours = self.week.get(day.weekday())
        if hours is None or day in self.off:
            return None
        opens, closes = (first_showing(day, one, self.zone) for one in hours)
        return Span(opens, closes) if opens < closes else None

    def is_on(self, at: datetime) -> bool:
        hours = self.hours_on(at.astimezone(self.zone).date())
        return hours is not None and hours.holds(at)


class Quiet(NamedTuple):
    """When no mail is wanted: each night between two times, and whole days off if so wished."""

    starts: time
    ends: time
    days_off: bool = False


def first_showing(day: date, wall: time, zone: tzinfo) -> datetime:
    """Give the first moment at which clocks there show this time of this day, or a later one.

    Of an hour that comes twice the first is meant; one that never was begins when the next does.
    """
    told = datetime.combine(day, wall).replace(tzinfo=zone)
    early, late = (told.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    if early >= late:  # once, or twice with the first at fold 0
        return late
    return _change_between(early, late, zone)


def _change_between(early: datetime, late: datetime, zone: tzinfo) -> datetime:
    """Give the second at which clocks there were changed."""
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=int((late - early).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late


def closed_spans(calendar: Calendar, *, around: datetime) -> list[Span]:
    """Give the stretches of whole days that nobody works, near a moment and in order.

    Each begins at noon of the last working day before, for that is when people hand over, and
    ends as the first works again.
    """
    here = around.astimezone(calendar.zone).date()
    days = [here + DAY * n for n in range(-FAR, FAR + 1)]
    at_work = [day for day in days if calendar.hours_on(day) is not None]
    return [span for one, other in pairwise(at_work) if (span := _between(calendar, one, other))]


def _between(calendar: Calendar, last: date, first: date) -> Span | None:
    back = calendar.hours_on(first)
    if first - last <= DAY or back is None:
        return None
    return Span(first_showing(last, NOON, calendar.zone), back.starts_at)


def closed_at_or_after(calendar: Calendar, at: datetime) -> Span:
    """Give the stretch that holds a moment, or the next one; where none is known, three days."""
    spans = closed_spans(calendar, around=at)
    return next((span for span in spans if span.ends_at > at), Span(at, at + 3 * DAY))


def beside(calendar: Calendar, span: Span) -> tuple[Span | None, Span | None]:
    """Give the stretch before this one and the stretch after it."""
    spans = closed_spans(calendar, around=span.starts_at)
    before = [one for one in spans if one.ends_at <= span.starts_at]
    after = [one for one in spans if one.starts_at >= span.ends_at]
    return (before[-1] if before else None, after[0] if after else None)


def quiet_until(at: datetime, *, quiet: Quiet, calendar: Calendar) -> datetime | None:
    """Give the moment at which mail may go again, or None if it may go now."""
    until = at
    for _ in range(2 * FAR):
        end = next((span.ends_at for span in _quiet_near(until, quiet, calendar)), None)
        if end is None:
            break
        until = end
    return until if until > at else None


def _quiet_near(at: datetime, quiet: Quiet, calendar: Calendar) -> Iterator[Span]:
    """Give what is quiet at a moment: a night that began that day or the day before; a day off."""
    zone = calendar.zone
    here = at.astimezone(zone).date()
    for day in (here - DAY, here):
        ends_on = day + DAY if quiet.ends <= quiet.starts else day
        night = Span(
            first_showing(day, quiet.starts, zone), first_showing(ends_on, quiet.ends, zone)
        )
        if night.holds(at):
            yield night
    if quiet.days_off and calendar.hours_on(here) is None:
        yield Span(first_showing(here, time(), zone), first_showing(here + DAY, time(), zone))


def shifted_a_week(at: datetime, zone: tzinfo) -> datetime:
    """Give the same time of the same weekday a week on, as clocks there will show it."""
    wall = at.astimezone(zone)
    return first_showing(wall.date() + 7 * DAY, wall.time(), zone)


def require_hours(week: Mapping[int, tuple[time, time]]) -> None:
    """Refuse a day that ends before it starts; a night's work is a turn on the rota."""
    for weekday, (opens, closes) in week.items():
        if weekday not in range(7) or closes <= opens:
            raise NotAllowed(
                f"{WEEKDAYS[weekday % 7]} ends before it starts. Put a night's work on the rota.",
                code="hours_order",
                field=f"closes_{weekday}",
            )


def require_quiet(starts: time, ends: time) -> None:
    if starts == ends:
        raise NotAllowed(
            "Quiet hours that start as they end would be a whole day. Choose two times.",
            code="quiet_order",
            field="ends",
        )
