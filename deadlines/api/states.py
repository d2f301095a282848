"""How a clock stands at a moment; no column says so, and none can be out of date (ADR 0007)."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from deadlines.models import Clock
from removal.rules.words import ReceiptBasis


class ClockState(StrEnum):
    RUNNING = "running"
    UNPROVEN = "unproven"
    LATE = "late"
    CLOSED = "closed"


# fmt: off
SPOKEN = {
    ClockState.RUNNING:  "Runs, in time, from a proven receipt",
    ClockState.UNPROVEN: "Runs, in time, from a receipt that was inferred",
    ClockState.LATE:     "Runs, and its time is up",
    ClockState.CLOSED:   "Ended",
}
# fmt: on


def state_of(clock: Clock, now: datetime) -> ClockState:
    if clock.closed_at is not None:
        return ClockState.CLOSED
    if clock.is_late(now):
        return ClockState.LATE
    proven = clock.basis == ReceiptBasis.PROVEN
    return ClockState.RUNNING if proven else ClockState.UNPROVEN


def standing(states: Iterable[str], now: datetime) -> Q:
    """Give the condition that a clock is in one of these states; exactly at due is in time."""
    in_time = Q(closed_at=None, due_at__gte=now)
    conditions = {
        ClockState.RUNNING: in_time & Q(basis=ReceiptBasis.PROVEN.value),
        ClockState.UNPROVEN: in_time & Q(basis=ReceiptBasis.INFERRED.value),
        ClockState.LATE: Q(closed_at=None, due_at__lt=now),
        ClockState.CLOSED: Q(closed_at__isnull=False),
    }
    asked = Q()
    for state in states:
        asked |= conditions[ClockState(state)]
    return asked
