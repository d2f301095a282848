"""When people work and when they want no mail: their own to say, and a supervisor's."""

from collections.abc import Mapping
from datetime import date, time
from uuid import UUID

from django.db import transaction

from accounts.models import DayOff, QuietHours, User, WorkingHours
from accounts.rules import Deed, require
from accounts.rules.hours import WEEKDAYS, require_hours, require_quiet
from audit import trail
from audit.rules import NotAllowed

MOST_OFF = 200


@transaction.atomic
def set_hours(*, user_id: UUID | None, week: Mapping[int, tuple[time, time]], by: User) -> None:
    """Put a week in place of the one there was; no person is the agency, no day its default."""
    person = _whose(user_id, by)
    require_hours(week)
    WorkingHours.objects.filter(user=person).delete()
    WorkingHours.objects.bulk_create(
        WorkingHours(user=person, weekday=weekday, opens=opens, closes=closes)
        for weekday, (opens, closes) in sorted(week.items())
    )
    said = [
        f"{WEEKDAYS[weekday]} {opens:%H:%M} to {closes:%H:%M}"
        for weekday, (opens, closes) in sorted(week.items())
    ]
    trail.record(
        by=by,
        action="accounts.set_hours",
        subject=person or by,
        whose=_said(person),
        hours=said or ["as the agency's" if person else "the usual ones"],
    )


@transaction.atomic
def set_quiet(
    *,
    user_id: UUID,
    starts: time | None,
    ends: time | None,
    by: User,
    days_off: bool = False,
) -> None:
    """Say between which times this person wants no mail, or with no times that any hour will do."""
    person = _whose(user_id, by)
    if (starts is None) is not (ends is None):
        raise NotAllowed("Give both times, or neither.", code="quiet_half", field="ends")
    QuietHours.objects.filter(user=person).delete()
    if starts is not None and ends is not None:
        require_quiet(starts, ends)
        QuietHours.objects.create(user_id=user_id, starts=starts, ends=ends, days_off=days_off)
    said = f"{starts:%H:%M} to {ends:%H:%M}" if starts and ends else "none"
    trail.record(
        by=by,
        action="accounts.set_quiet",
        subject=person or by,
        whose=_said(person),
        quiet=said,
        days_off=days_off,
    )


@transaction.atomic
def add_day_off(*, user_id: UUID | None, day: date, by: User, called: str = "") -> DayOff:
    """Note a day that somebody does not work; for no person, a holiday of the agency."""
    person = _whose(user_id, by)
    known = DayOff.objects.filter(user=person)
    if known.filter(day=day).exists():
        raise NotAllowed("This day is noted already.", code="day_off_known", field="day")
    if known.filter(day__gte=day.replace(month=1, day=1)).count() >= MOST_OFF:
        raise NotAllowed(
            f"{MOST_OFF} days are noted; take some out first.", code="days_off_many", field="day"
        )
    day_off: DayOff = DayOff.objects.create(user=person, day=day, called=called.strip())
    trail.record(
        by=by,
        action="accounts.added_day_off",
        subject=person or by,
        whose=_said(person),
        day=day.isoformat(),
    )
    return day_off


@transaction.atomic
def drop_day_off(*, day_off_id: int, by: User) -> None:
    """Take a day off out again; DayOff.DoesNotExist for one that is not theirs to change."""
    mine = DayOff.objects.all() if by.may(Deed.EDIT_ROTA) else DayOff.objects.filter(user=by)
    found = mine.select_related("user").get(pk=day_off_id)
    found.delete()
    trail.record(
        by=by,
        action="accounts.dropped_day_off",
        subject=found.user or by,
        whose=_said(found.user),
        day=found.day.isoformat(),
    )


def _whose(user_id: UUID | None, by: User) -> User | None:
    """Give the person under a lock; another's hours, and the agency's, are a supervisor's."""
    if user_id != by.pk:
        require(by.role, Deed.EDIT_ROTA)
    if user_id is None:
        return None
    return User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)


def _said(person: User | None) -> str:
    return str(person.pk) if person else "agency"
