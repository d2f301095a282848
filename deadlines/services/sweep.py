"""The sweep: whatever is due is entered, told and, past due, drafted; once, by whoever wakes.

Nothing here opens a connection to anything but the database (SAFETY.md 2.4).
"""

import logging
from collections.abc import Callable
from datetime import datetime
from math import inf
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from deadlines.services.climbing import REFUSED, climb, climb_apart, do
from deadlines.services.drafting import compose
from deadlines.services.heartbeats import beat, database_time
from deadlines.services.swept import Swept

__all__ = ["Swept", "advance", "rehearse", "run"]

log = logging.getLogger(__name__)
Climb = Callable[[CursorWrapper, datetime, list[UUID]], Swept]


def advance(*, now: datetime | None = None, limit: int = 500) -> Swept:
    """Bring up to `limit` waking clocks up to date; safe to repeat, and beside others.

    The database's own clock counts; `now` is for rehearsals and tests.
    """
    try:
        return _advance(now, limit, _together)
    except REFUSED as trouble:
        log.error("a batch was refused: code=%s", type(trouble).__name__)
        return _advance(now, limit, _apart)


def run(
    *,
    now: datetime | None = None,
    limit: int = 500,
    seconds: float = inf,
    told: Callable[[Swept], None] | None = None,
) -> Swept:
    """Sweep, a transaction a batch, until nothing that others do not hold is due; then compose.

    After so many seconds no further batch is begun: what is left, the next round does. `told` is
    called with each batch once it is kept; the whole holds figures alone, so memory stays flat.
    """
    until = monotonic() + seconds
    total = _sweep(now, limit, until, told)
    written, failed = compose(now=now, seconds=until - monotonic())
    total.composed, total.uncomposed = written, failed
    return total


@transaction.atomic
def rehearse(*, now: datetime | None = None, limit: int = 500) -> Swept:
    """Give what a sweep would do, step by step, and undo it all."""
    steps: list[dict[str, Any]] = []
    swept = _sweep(now, limit, inf, lambda batch: steps.extend(batch.steps))
    swept.steps = steps
    transaction.set_rollback(True)
    return swept


def _sweep(
    now: datetime | None, limit: int, until: float, told: Callable[[Swept], None] | None
) -> Swept:
    total, more = None, True
    while total is None or (more and monotonic() < until):
        batch = advance(now=now, limit=limit)
        if told is not None:
            told(batch)
        more = bool(batch.claimed)
        if total is None:
            total = batch
        else:
            total.add(batch)
        total.steps = []
    return total


@transaction.atomic
def _advance(now: datetime | None, limit: int, climbing: Climb) -> Swept:
    with connection.cursor() as cursor:
        do(cursor=cursor, name="limits")
        as_of = now or database_time()
        do(cursor=cursor, name="claim", given={"now": as_of, "limit": limit})
        claimed = [clock_id for (clock_id,) in cursor.fetchall()]
        swept = climbing(cursor, as_of, claimed) if claimed else Swept(as_of)
    beat(name="sweep", found=swept.counts())
    if claimed:
        beat(name="sweep_work", found=swept.counts())
    return swept


def _together(cursor: CursorWrapper, now: datetime, claimed: list[UUID]) -> Swept:
    return climb(cursor=cursor, now=now, claimed=claimed, held=[])


def _apart(cursor: CursorWrapper, now: datetime, claimed: list[UUID]) -> Swept:
    return climb_apart(cursor=cursor, now=now, claimed=claimed)
