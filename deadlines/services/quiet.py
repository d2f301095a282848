"""When a reader's quiet hours let a letter go; what is due is entered and shown all the same.

A late step's letter waits for nobody who is on cover: the taker of a cover that runs, or whoever
is on the rota. The moment is counted by the database's clock in the reader's own zone.
"""

from datetime import datetime

from django.db.models import F

from accounts import calendars
from accounts.models import User
from accounts.rules.hours import quiet_until
from cases.models import Cover
from deadlines.models import Reminder, RotaTurn

QUIET = "quiet_hours"


def mail_waits_until(*, reminder: Reminder, now: datetime) -> datetime | None:
    """Give the end of the reader's quiet, or None if the letter may go now."""
    person = reminder.recipient
    quiet = calendars.quiet_of(person)
    if quiet is None:
        return None
    until = quiet_until(now, quiet=quiet, calendar=calendars.of(person))
    if until is None or (is_late(reminder=reminder) and on_cover(user=person, now=now)):
        return None
    return until


def is_late(*, reminder: Reminder) -> bool:
    """Tell whether a reminder is of a step at or past due."""
    return bool(reminder.step.due_at >= reminder.step.clock.due_at)


def on_cover(*, user: User, now: datetime) -> bool:
    covers = Cover.objects.filter(taker=user).active(now)
    return covers.exists() or RotaTurn.objects.filter(user=user).on_now(now).exists()


def recall_late(*, now: datetime) -> int:
    """Inner: let late letters go that waited for the quiet of somebody who is on cover by now."""
    on_it = (
        Cover.objects.active(now)
        .values("taker")
        .union(RotaTurn.objects.on_now(now).values("user"), all=True)
    )
    waiting = Reminder.objects.filter(
        mail_state="owed", last_error=QUIET, next_try_at__gt=now, recipient__in=on_it
    )
    late = waiting.filter(step__due_at__gte=F("step__clock__due_at")).values("pk")
    return Reminder.objects.filter(pk__in=late).update(next_try_at=now)
