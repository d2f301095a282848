"""The sweep: whatever is due is entered, told and, past due, drafted; once, by whoever wakes.

Nothing here opens a connection to anything but the database (SAFETY.md 2.4).
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from math import inf
from time import monotonic
from typing import Any

from django.db import connection, transaction

from complaints.services import Composed
from deadlines.services.climbing import REFUSED, claim, climb, climb_apart, do
from deadlines.services.drafting import compose
from deadlines.services.heartbeats import beat, database_time
from deadlines.services.swept import Swept

__all__ = ["Swept", "advance", "rehearse", "run"]

log = logging.getLogger(__name__)
A_BATCH = 2000  # of clocks a transaction: about a tenth of a second
Told = Callable[[Swept], None]
Stopped = Callable[[], bool]


def advance(*, now: datetime | None = None, limit: int = A_BATCH, steps: bool = False) -> Swept:
    """Bring up to `limit` waking clocks up to date; safe to repeat, and beside others.

    The database's own clock counts; `now` is for rehearsals and tests. `steps` asks for each.
    """
    try:
        return _advance(now, limit, steps=steps, apart=False)
    except REFUSED as trouble:
        log.warning("a batch was refused: code=%s", type(trouble).__name__)
        return _advance(now, limit, steps=steps, apart=True)


def run(
    *,
    now: datetime | None = None,
    limit: int = A_BATCH,
    seconds: float = inf,
    texts_for: float = inf,
    steps: bool = False,
    told: Told | None = None,
    composed: Callable[[Composed], None] | None = None,
    stopped: Stopped = bool,
) -> Swept:
    """Sweep, a transaction a batch, until nothing that others do not hold is due; then compose.

    After so many seconds, or once `stopped` says so, no further batch is begun: what is left, the
    next round does; texts get `texts_for` seconds of that at most. `told` is called with each batch
    once it is kept; the whole holds figures alone, so memory stays flat.
    """
    until = monotonic() + seconds
    total = _sweep(now, limit, lambda: monotonic() >= until or stopped(), steps=steps, told=told)
    left = min(until - monotonic(), texts_for)
    texts = compose(now=now, seconds=left, told=composed, stopped=stopped)
    total.composed, total.uncomposed = texts
    return total


@transaction.atomic
def rehearse(
    *,
    now: datetime | None = None,
    limit: int = A_BATCH,
    told: Told | None = None,
    stopped: Stopped = bool,
) -> Swept:
    """Give what a sweep would do, step by step, and undo it all."""
    kept: list[dict[str, Any]] = []
    keep = told or (lambda batch: kept.extend(batch.steps))
    swept = _sweep(now, limit, stopped, steps=True, told=keep)
    swept.steps = kept
    transaction.set_rollback(True)
    return swept


def _sweep(
    now: datetime | None, limit: int, is_over: Stopped, *, steps: bool, told: Told | None
) -> Swept:
    batch = _one(now, limit, steps=steps, told=told)
    total = replace(batch, steps=[])
    while batch.claimed and not is_over():
        batch = _one(now, limit, steps=steps, told=told)
        total.add(replace(batch, steps=[]))
    return total


def _one(now: datetime | None, limit: int, *, steps: bool, told: Told | None) -> Swept:
    batch = advance(now=now, limit=limit, steps=steps)
    if told is not None:
        told(batch)
    return batch


@transaction.atomic
def _advance(now: datetime | None, limit: int, *, steps: bool, apart: bool) -> Swept:
    began = monotonic()
    with connection.cursor() as cursor:
        do(cursor=cursor, name="limits")
        as_of = now or database_time()
        claimed = claim(cursor=cursor, now=as_of, limit=limit)
        swept = Swept(as_of)
        if claimed.many and apart:
            swept = climb_apart(cursor=cursor, now=as_of, claimed=claimed, steps=steps)
        elif claimed.many:
            swept = climb(cursor=cursor, now=as_of, claimed=claimed, held=None, steps=steps)
    found = {**swept.counts(), "took": round(monotonic() - began, 3)}
    beat(name="sweep", found=found)
    if swept.claimed:
        beat(name="sweep_work", found=found)
    return swept
