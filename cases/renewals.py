"""Every case put under a new key, one by one; whoever is at work on a case comes first."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import OperationalError, transaction
from django.db.models import Q, QuerySet

from audit import trail
from cases.models import CaseKey
from cases.services import renewing
from sealing.models import Rotation
from sealing.rotating import runs

Told = Callable[[int, int], None]
EVERY = "every case"
BETWEEN = 1.0  # seconds before a case that somebody works on is tried again


class Renewed(NamedTuple):
    """How many cases have a new key, and how many still keep the one before for writers."""

    cases: int
    with_one_before: int


def renew_every_case(
    *,
    clock: Callable[[], datetime],
    grace: timedelta = renewing.GRACE,
    told: Told = lambda _done, _total: None,
) -> Renewed:
    """Renew every case's key and, after the grace, drop the keys before; goes on where it was."""
    living = CaseKey.objects.filter(destroyed_at=None)
    run = runs.open_run(kind="cases", to_key=EVERY, total=living.count(), now=clock())
    while True:
        renewed = _renew_waiting(run, clock, told)
        dropped = _drop(grace, clock)
        left = waiting(run).exists() or CaseKey.objects.exclude(before=b"").exists()
        if not left:
            break
        if not renewed and not dropped:
            time.sleep(min(BETWEEN, max(grace.total_seconds(), 0.05)))
    run.refresh_from_db()
    with transaction.atomic():
        if runs.end(run, now=clock()):
            trail.record(by=None, action="sealing.renewed_cases", subject=run, cases=run.done)
    return Renewed(run.done, CaseKey.objects.exclude(before=b"").count())


def renew_one_case(
    *, key: CaseKey, clock: Callable[[], datetime], grace: timedelta = renewing.GRACE
) -> int:
    """Renew one case's key at once; its key before goes after the grace, by any later run."""
    values = renewing.renew_key(case_id=key.case_id, now=clock())
    _drop(grace, clock)
    return values


def waiting(run: Rotation) -> "QuerySet[CaseKey]":
    """Give the keys that this run has not come to."""
    return CaseKey.objects.filter(destroyed_at=None).filter(
        Q(renewed_at=None) | Q(renewed_at__lt=run.began_at)
    )


def _renew_waiting(run: Rotation, clock: Callable[[], datetime], told: Told) -> int:
    done = 0
    for case_id in waiting(run).filter(before=b"").order_by("pk").values_list("pk", flat=True):
        try:
            with transaction.atomic():
                renewing.renew_key(case_id=case_id, now=clock())
                runs.step(run, done=1, now=clock())
        except OperationalError:  # somebody holds a row of it: they go first
            continue
        done += 1
        told(run.done + done, run.total)
    run.refresh_from_db(fields=["done"])
    return done


def _drop(grace: timedelta, clock: Callable[[], datetime]) -> int:
    dropped = 0
    keys = renewing.with_key_before(grace=grace, now=clock())
    for case_id in list(keys.values_list("pk", flat=True)):
        try:
            renewing.drop_key_before(case_id=case_id)
        except OperationalError:
            continue
        dropped += 1
    return dropped
