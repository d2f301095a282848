"""A week of the rota at a glance: seven days where the agency is, each with who is on duty."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from accounts import calendars
from accounts.models import User
from accounts.rules.hours import Calendar, Span, first_showing
from deadlines.models import RotaTurn

DAYS = 7


class Turned(NamedTuple):
    """A turn as one day shows it."""

    turn: RotaTurn
    from_wall: str  # nothing when it began the day before
    to_wall: str


class Day(NamedTuple):
    day: date
    label: str
    is_off: bool  # the agency is closed
    turns: list[Turned]


class Week(NamedTuple):
    span: Span
    days: list[Day]
    turns: list[RotaTurn]
    before: date
    after: date


def week_of(user: User, day: date) -> Week:
    """Give the week, Monday to Sunday, that holds a day."""
    agency = calendars.of_agency()
    monday = day - timedelta(days=day.weekday())
    starts, ends = (first_showing(monday + timedelta(days=n), time(), agency.zone) for n in (0, 7))
    turns = RotaTurn.objects.visible_to(user).standing().within(starts, ends).for_display()
    found = list(turns)
    days = [_day(monday + timedelta(days=n), found, agency) for n in range(DAYS)]
    week = timedelta(days=DAYS)
    return Week(Span(starts, ends), days, found, monday - week, monday + week)


def _day(day: date, turns: list[RotaTurn], agency: Calendar) -> Day:
    here = Span(
        first_showing(day, time(), agency.zone),
        first_showing(day + timedelta(days=1), time(), agency.zone),
    )
    shown = [one for one in turns if one.starts_at < here.ends_at and one.ends_at > here.starts_at]
    return Day(
        day=day,
        label=f"{day:%a} {day.day} {day:%b}",
        is_off=agency.hours_on(day) is None,
        turns=[
            Turned(
                turn,
                "" if turn.starts_at < here.starts_at else _wall(turn.starts_at, agency),
                "" if turn.ends_at > here.ends_at else _wall(turn.ends_at, agency),
            )
            for turn in shown
        ],
    )


def _wall(at: datetime, agency: Calendar) -> str:
    return f"{at.astimezone(agency.zone):%H:%M %Z}"
