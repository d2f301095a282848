"""The team at one moment: loads by live clocks, who is at work, who is on duty, who covers."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from accounts import calendars
from accounts.models import User
from accounts.rules.hours import Calendar
from cases.models import Assignment, Case, CaseQuerySet
from cases.rules import AssignmentKind
from deadlines.models import RotaTurn
from deadlines.rules.spoken import left
from reports import figures
from reports.figures import Load

DAY = timedelta(days=1)
AHEAD = 45  # days in which somebody is back
SOON = 21  # days off in sight
MOST_TURNS = 6


class Presence(NamedTuple):
    """Whether somebody is at work, in words for a reader who plans."""

    word: str
    tone: str
    until: str


class Person(NamedTuple):
    load: Load
    share: int  # of the heaviest load, 0 to 100
    clock_share: int  # of the bar: live clocks, the rest are cases
    presence: Presence
    days_off: str
    on_duty: str
    next_due: str


class Team(NamedTuple):
    people: list[Person]
    nobodys: int  # open cases without an advocate
    heaviest: int


def team(reader: User, *, now: datetime) -> Team:
    """Give everybody who has cases or could, the heaviest load first."""
    loads = figures.caseload(now)
    users = {one.pk: one for one in User.objects.filter(pk__in=[one.user_id for one in loads])}
    hours = calendars.of_many(users.values())
    duty = _on_duty(reader, now)
    heaviest = max((one.load for one in loads), default=0)
    people = [
        person_of(
            one, hours[one.user_id], duty=duty.get(one.user_id, ""), heaviest=heaviest, now=now
        )
        for one in loads
    ]
    return Team(people, nobodys_cases(reader).count(), heaviest)


def person_of(load: Load, calendar: Calendar, *, duty: str, heaviest: int, now: datetime) -> Person:
    share = round(100 * load.load / heaviest) if heaviest else 0
    return Person(
        load=load,
        share=share,
        clock_share=round(share * load.clocks / load.load) if load.load else 0,
        presence=presence(calendar, now),
        days_off=days_off(calendar, now),
        on_duty=duty,
        next_due=left(load.next_due_at, now) if load.next_due_at else "",
    )


def presence(calendar: Calendar, now: datetime) -> Presence:
    """Say whether a person is there, and when that changes, by the clocks where they are."""
    here = now.astimezone(calendar.zone)
    hours = calendar.hours_on(here.date())
    if hours is not None and hours.holds(now):
        ends = hours.ends_at.astimezone(calendar.zone)
        return Presence("At work", "good", f"until {ends:%H:%M %Z}")
    for ahead in range(AHEAD):
        span = calendar.hours_on(here.date() + DAY * ahead)
        if span is not None and span.starts_at > now:
            back = span.starts_at.astimezone(calendar.zone)
            day = "today" if not ahead else f"{back:%a} {back.day} {back:%b}"
            word = "Off today" if hours is None else "Not at work now"
            return Presence(word, "soon" if ahead > 1 else "quiet", f"back {day}, {back:%H:%M %Z}")
    return Presence("No hours known", "soon", "")


def days_off(calendar: Calendar, now: datetime) -> str:
    """Give the days off of the next three weeks, in order: `Thu 26 Nov, Fri 27 Nov`."""
    today = now.astimezone(calendar.zone).date()
    near = sorted(day for day in calendar.off if today <= day <= today + DAY * SOON)
    return ", ".join(f"{day:%a} {day.day} {day:%b}" for day in near)


def nobodys_cases(reader: User) -> CaseQuerySet:
    """Give open cases that have no advocate whose account works: reminders go to supervisors."""
    working = Assignment.objects.filter(kind=AssignmentKind.ADVOCATE.value).at_work()
    return Case.objects.visible_to(reader).open().exclude(pk__in=working.values("case"))


def _on_duty(reader: User, now: datetime) -> dict[UUID, str]:
    """Say until when each person on the rota now is on duty."""
    turns = RotaTurn.objects.visible_to(reader).on_now(now).select_related("user")
    return {one.user_id: f"On duty until {_short(one)}" for one in turns.order_by("ends_at")}


def _short(turn: RotaTurn) -> str:
    ends = turn.ends_at.astimezone(calendars.of(turn.user).zone)
    return f"{ends:%a} {ends.day} {ends:%b}, {ends:%H:%M %Z}"


def turns_of(reader: User, person: User, *, now: datetime) -> list[RotaTurn]:
    """Give a person's turns on duty that run or are to come, the nearest first."""
    coming = RotaTurn.objects.visible_to(reader).standing().filter(user=person, ends_at__gt=now)
    return list(coming.order_by("starts_at")[:MOST_TURNS])
