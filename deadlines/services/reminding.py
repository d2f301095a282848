"""Reminders as their readers leave them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import trail
from deadlines.models import Reminder


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
