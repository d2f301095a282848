"""Reminders, and notices of what came late, as their readers leave them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import trail
from deadlines.missed import steps_of
from deadlines.models import Outage, OutageRead, Reminder


@transaction.atomic
def read_reminder(*, reminder_id: UUID, by: User, now: datetime) -> Reminder:
    """Note that its reader has seen a reminder; a second time changes nothing."""
    mine = Reminder.objects.visible_to(by).for_letter()
    reminder: Reminder = mine.select_for_update(of=("self",), no_key=True).get(pk=reminder_id)
    if reminder.read_at is not None:
        return reminder
    reminder.read_at = now
    reminder.save(update_fields=["read_at"])
    request = reminder.step.clock.request
    trail.record(
        by=by,
        action="deadlines.read_reminder",
        subject=reminder,
        case=request.case,
        request=request.code,
        rung=reminder.step.rung,
    )
    return reminder


@transaction.atomic
def read_outage(*, outage_id: int, by: User, now: datetime) -> None:
    """Note that a person has seen what an outage made late; a second time changes nothing.

    Outage.DoesNotExist where nothing of theirs was late.
    """
    outage = Outage.objects.get(pk=outage_id)
    if not steps_of(outage, by).exists():
        raise Outage.DoesNotExist
    _, is_new = OutageRead.objects.get_or_create(outage=outage, user=by, defaults={"read_at": now})
    if is_new:
        trail.record(
            by=by,
            action="deadlines.read_outage",
            subject=outage,
            from_at=outage.from_at,
            until_at=outage.until_at,
        )
