"""A week of the rota at a glance: seven days where the agency is, each with who is on duty."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from accounts import calendars
from accounts.models import User
from accounts.rules.hours import Calendar, Span, first_showing
from deadlines.models import RotaTurn

DAYS = 7


class Turned(NamedTuple):
    """A turn as one day shows it."""

    turn: RotaTurn
    words: str


class Day(NamedTuple):
    day: date
    label: str
    is_off: bool  # the agency is closed
    is_today: bool
    turns: list[Turned]


class Week(NamedTuple):
    span: Span
    days: list[Day]
    turns: list[RotaTurn]
    before: date
    after: date


def week_of(user: User, day: date, *, now: datetime) -> Week:
    """Give the week, Monday to Sunday, that holds a day."""
    agency = calendars.of_agency()
    monday = day - timedelta(days=day.weekday())
    starts, ends = (first_showing(monday + timedelta(days=n), time(), agency.zone) for n in (0, 7))
    turns = RotaTurn.objects.visible_to(user).standing().within(starts, ends).for_display()
    found = list(turns)
    days = [_day(monday + timedelta(days=n), found, agency, now) for n in range(DAYS)]
    week = timedelta(days=DAYS)
    return Week(Span(starts, ends), days, found, monday - week, monday + week)


def _day(day: date, turns: list[RotaTurn], agency: Calendar, now: datetime) -> Day:
    here = Span(
        first_showing(day, time(), agency.zone),
        first_showing(day + timedelta(days=1), time(), agency.zone),
    )
    shown = [one for one in turns if one.starts_at < here.ends_at and one.ends_at > here.starts_at]
    return Day(
        day=day,
        label=f"{day:%a} {day.day} {day:%b}",
        is_off=agency.hours_on(day) is None,
        is_today=here.holds(now),
        turns=[
            Turned(turn, _words(Span(turn.starts_at, turn.ends_at), here, agency.zone))
            for turn in shown
        ],
    )


def _words(turn: Span, here: Span, zone: tzinfo) -> str:
    """Give what one day has of a turn, as clocks there show it, the zone once unless it changes."""
    starts, ends = (at.astimezone(zone) for at in turn)
    begun, goes_on = turn.starts_at < here.starts_at, turn.ends_at > here.ends_at
    if begun and goes_on:
        return "all day"
    if begun:
        return f"to {ends:%H:%M %Z}"
    if goes_on:
        return f"from {starts:%H:%M %Z}"
    zone_twice = f"{starts:%Z}" != f"{ends:%Z}"
    return (
        f"{starts:%H:%M %Z} to {ends:%H:%M %Z}"
        if zone_twice
        else f"{starts:%H:%M} to {ends:%H:%M %Z}"
    )
