"""Whose morning it is: who wants the letter, and from when to when a day's letter is one."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from accounts import calendars
from accounts.models import User
from accounts.rules import Role
from accounts.rules.hours import Calendar, first_showing
from audit import trail
from audit.rules import NotAllowed
from deadlines.models import Digest, DigestChoice

HOURS = range(4, 12)
NOON = time(12)
LATE_SHIFT = timedelta(hours=3)


@transaction.atomic
def choose(*, wanted: bool, hour: int | None, by: User) -> DigestChoice:
    """Keep whether somebody wants the letter and at which hour; none: as their day begins."""
    if hour is not None and hour not in HOURS:
        raise NotAllowed("Choose an hour of the morning.", code="unknown_hour", field="hour")
    choice, _ = DigestChoice.objects.update_or_create(
        user=by, defaults={"wanted": wanted, "hour": hour}
    )
    trail.record(
        by=by,
        action="deadlines.chose_digest",
        subject=choice,
        wanted="wanted" if wanted else "not wanted",
        hour=f"at {hour}:00" if hour is not None else "as the day begins",
    )
    return choice


@transaction.atomic
def make_due(*, now: datetime) -> int:
    """Owe a letter to everyone whose morning it is and who has none of this day yet."""
    people = list(User.objects.filter(is_active=True).exclude(role=Role.ADMINISTRATOR.value))
    hours, choices = calendars.of_many(people), _choices()
    known = set(
        Digest.objects.filter(day__gte=now.date() - timedelta(days=2)).values_list("user", "day")
    )
    rows = []
    for person in people:
        morning = morning_of(calendar=hours[person.pk], choice=choices.get(person.pk), now=now)
        if morning and (person.pk, morning[0]) not in known:
            day, until = morning
            rows.append(Digest(user=person, day=day, made_at=now, next_try_at=now, ends_at=until))
    made = Digest.objects.bulk_create(rows, ignore_conflicts=True)  # two rounds make one row
    return len(made)


def morning_of(
    *, calendar: Calendar, choice: DigestChoice | None, now: datetime
) -> tuple[date, datetime] | None:
    """Give the day, and until when its letter is one, while it is due; none on a day off.

    Until noon, or for three hours where somebody's day begins later.
    """
    if choice is not None and not choice.wanted:
        return None
    day = now.astimezone(calendar.zone).date()
    hours, noon = calendar.hours_on(day), first_showing(day, NOON, calendar.zone)
    if hours is None:
        return None
    starts_at = hours.starts_at
    if choice is not None and choice.hour is not None:
        starts_at = first_showing(day, time(choice.hour), calendar.zone)
    until = max(noon, starts_at + LATE_SHIFT)
    return (day, until) if starts_at <= now < until else None


def _choices() -> dict[UUID, DigestChoice]:
    return {choice.user_id: choice for choice in DigestChoice.objects.all()}
