"""The texts of the drafts that a sweep entered, composed once its transaction is kept."""

from datetime import datetime
from math import inf
from time import monotonic

from complaints import services as complaints
from complaints.services import Composed
from deadlines.services.heartbeats import beat, database_time

AT_ONCE = 20  # then the clock is looked at


def compose(*, now: datetime | None = None, seconds: float = inf) -> Composed:
    """Compose every text that waits, oldest first; after so many seconds no further ones."""
    until = monotonic() + seconds
    total = Composed()
    while True:
        did = complaints.compose_waiting(now=now or database_time(), limit=AT_ONCE)
        total = Composed(total.written + did.written, total.failed + did.failed)
        if not any(did) or monotonic() >= until:
            break
    if any(total):
        beat(name="compose", found=total._asdict())
    return total
