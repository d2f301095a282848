"""The texts of the drafts that a sweep entered, composed once its transaction is kept."""

from collections.abc import Callable
from datetime import datetime
from math import inf
from time import monotonic

from complaints import services as complaints
from complaints.services import Composed
from deadlines.services.heartbeats import beat, database_time

AT_ONCE = 20  # then the time is looked at


def compose(
    *,
    now: datetime | None = None,
    seconds: float = inf,
    told: Callable[[Composed], None] | None = None,
    stopped: Callable[[], bool] = bool,
) -> Composed:
    """Compose every text that waits, oldest first; after so many seconds no further ones."""
    until = monotonic() + seconds
    total, more = Composed(), not stopped()
    while more:
        did = complaints.compose_waiting(now=now or database_time(), limit=AT_ONCE)
        total = Composed(total.written + did.written, total.failed + did.failed)
        if told is not None:
            told(did)
        more = any(did) and monotonic() < until and not stopped()
    if any(total):
        beat(name="compose", found=total._asdict())
    return total
