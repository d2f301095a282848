"""A reminder whose reader's cover ended before the letter left: whoever has the case is told."""

from cases.models import Cover
from cases.services import advocate_of
from deadlines.models import Reminder


def hand_on(*, reminder: Reminder) -> bool:
    """Inner: tell the case's advocate what was told to a colleague in their place, once."""
    clock = reminder.step.clock
    covered = Cover.objects.filter(
        case=clock.case_id,
        taker=reminder.recipient_id,
        accepted_at__isnull=False,
        starts_at__lte=reminder.made_at,
    )
    advocate = advocate_of(case=clock.request.case) if covered.exists() else None
    if advocate is None or reminder.read_at is not None:
        return False
    _, made = Reminder.objects.get_or_create(step=reminder.step, recipient=advocate)
    return bool(made)
