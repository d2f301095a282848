"""Purges as two people agree to them; the day between them is set back, not waited."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from accounts.models import User
from cases.models import Case
from cases.services.moments import database_time
from keeping.models import LegalHold, Purge
from keeping.rules.parts import State
from keeping.services import doing, holds, purging
from tests.factories import cases as cases_factory

WHOLE = ("whole",)


def closed(*, by: User, **facts: Any) -> Case:
    return cases_factory.closed_case(by=by, **facts)


def proposed(*, case: Case, by: User, parts: Collection[str] = WHOLE, days: int = 2) -> Purge:
    """Give a proposal whose wait is over."""
    then = database_time() - timedelta(days=days)
    return purging.propose_purge(
        case_id=case.pk, parts=parts, reason="time", reason_words="Kept long enough.", by=by,
        now=then,
    )  # fmt: skip


def confirmed(*, case: Case, by: User, second: User, parts: Collection[str] = WHOLE) -> Purge:
    purge = proposed(case=case, by=by, parts=parts)
    return purging.confirm_purge(purge_id=purge.pk, by=second, now=database_time())


def purged(*, case: Case, by: User, second: User, parts: Collection[str] = WHOLE) -> Purge:
    """Give a purge that is done."""
    purge = confirmed(case=case, by=by, second=second, parts=parts)
    doing.run_purge(purge_id=purge.pk)
    return Purge.objects.for_display().get(pk=purge.pk)


def running(*, case: Case, by: User, second: User) -> Purge:
    """Give a purge that began and is not done, on a case that is still worked on."""
    now = database_time()
    made: Purge = Purge.objects.create(
        case=case, parts=["whole"], reason="time", state=State.RUNNING.value, proposed_by=by,
        proposed_at=now - timedelta(days=3), not_before=now - timedelta(days=2),
        confirmed_at=now - timedelta(days=1), confirmed_by=second, began_at=now,
    )  # fmt: skip
    return made


def part_purged(*, case: Case, by: User, second: User) -> Purge:
    """Give a purge of a part as the table keeps it, on a case that is still worked on."""
    now = database_time()
    purge: Purge = Purge.objects.create(
        case=case, parts=["fingerprints"], reason="time", state=State.DONE.value,
        proposed_at=now - timedelta(days=3), proposed_by=by, not_before=now - timedelta(days=2),
        confirmed_at=now - timedelta(days=1), confirmed_by=second,
        began_at=now - timedelta(hours=1), done_at=now,
    )  # fmt: skip
    from keeping.certified import certify

    certify(purge=purge, counts={"evidence.fingerprint": 3}, now=now)
    return purge


def held(*, case: Case, by: User) -> LegalHold:
    return holds.place_hold(
        case_id=case.pk, reason="The record is asked for.", by=by, now=database_time()
    )
