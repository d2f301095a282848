"""Calendars from rows: the agency's, a person's, and when a person wants no mail."""

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.models import DayOff, QuietHours, User, WorkingHours
from accounts.rules.hours import USUAL, Calendar, Quiet


def of_agency() -> Calendar:
    """Give when the agency's staff are there: its own hours, or Monday to Friday, nine to five."""
    rows = WorkingHours.objects.filter(user=None)
    week = {row.weekday: (row.opens, row.closes) for row in rows}
    off = frozenset(DayOff.objects.filter(user=None).values_list("day", flat=True))
    return Calendar(ZoneInfo(settings.RECLAIM_AGENCY_ZONE), week or USUAL, off)


def of(user: User) -> Calendar:
    return of_many([user])[user.pk]


def of_many(users: Iterable[User]) -> dict[UUID, Calendar]:
    """Give each person's calendar: their own hours or the agency's, in their own zone."""
    people, house = list(users), of_agency()
    ids = [person.pk for person in people]
    weeks: dict[UUID | None, dict[int, tuple[time, time]]] = {}
    for row in WorkingHours.objects.filter(user__in=ids):
        weeks.setdefault(row.user_id, {})[row.weekday] = (row.opens, row.closes)
    days: dict[UUID | None, set[date]] = {}
    for day_off in DayOff.objects.filter(user__in=ids):
        days.setdefault(day_off.user_id, set()).add(day_off.day)
    return {
        person.pk: Calendar(
            ZoneInfo(person.time_zone),
            weeks.get(person.pk, house.week),
            house.off | frozenset(days.get(person.pk, ())),
        )
        for person in people
    }


def quiet_of(user: User) -> Quiet | None:
    """Give a person's quiet hours, or none."""
    row = QuietHours.objects.filter(user=user).first()
    return Quiet(row.starts, row.ends, row.days_off) if row else None
