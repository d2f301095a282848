"""What is still to be done, for whoever watches a long sweep."""

from datetime import datetime

from complaints.models import ComplaintDraft
from deadlines.models import Clock
from deadlines.services.heartbeats import database_time


def clocks_left(*, now: datetime | None = None) -> int:
    """Give how many clocks have a step due; counted in the index of those that wait alone."""
    return Clock.objects.filter(wakes_at__lte=now or database_time()).count()


def texts_left() -> int:
    """Give how many drafts still wait for their text."""
    return ComplaintDraft.objects.text_waiting().count()
