"""The taker's yes or no; and what becomes of an offer that nobody answered."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from accounts.rules import Deed, require
from audit.rules import NotAllowed
from cases.models import Case, Cover
from cases.models.cover import HELD, UNANSWERED, CoverQuerySet
from cases.rules import TaskKind, require_open
from cases.rules.cover import CoverEnd, require_taker, require_waiting
from cases.services.cover_rows import (
    end_all,
    entered,
    locked_covers,
    require_nobody_else,
    settle,
    settle_over,
)
from cases.services.moments import database_time
from cases.services.working import owe_task
from rows.reading import house


@house("answer a cover")
@transaction.atomic
def accept_cover(*, cover_ids: Collection[UUID], by: User, now: datetime) -> list[Cover]:
    """Say yes to what was offered to oneself: all of it, or nothing if one was answered already."""
    covers = _theirs(cover_ids, by)
    require_taker(by.role, is_active=by.is_active)
    for cover in covers:
        require_waiting(cover.state(now))
        require_open(cover.case.status)
        require_nobody_else(case=cover.case, hours=(cover.starts_at, cover.ends_at))
        cover.accepted_at = now
        cover.save(update_fields=["accepted_at"])
        settle(cover=cover, by=by, now=now)
    others = _rivals(covers)
    for other in others:
        other.withdrawn_at = now
        other.save(update_fields=["withdrawn_at"])
    entered(by=by, action="accepted_cover", covers=covers)
    entered(by=None, action="withdrew_cover", covers=others, because="somebody else covers")
    return covers


@house("answer a cover")
@transaction.atomic
def decline_cover(*, cover_ids: Collection[UUID], by: User, now: datetime) -> list[Cover]:
    """Say no to what was offered to oneself; whoever offered it sees that at once."""
    covers = _theirs(cover_ids, by)
    for cover in covers:
        require_waiting(cover.state(now))
        cover.declined_at = now
        cover.save(update_fields=["declined_at"])
    entered(by=by, action="declined_cover", covers=covers)
    return covers


def escalate_covers(*, now: datetime | None = None, limit: int = 200) -> int:
    """Tell, once each, of offers that nobody took by their hour; safe to repeat, beside others."""
    with transaction.atomic():
        settle_over(now=now or database_time())
    told = 0
    while told < limit and _escalate_next(now):
        told += 1
    return told


@transaction.atomic
def _escalate_next(now: datetime | None) -> bool:
    """Take the one that has waited longest; `now` is for tests."""
    moment = now or database_time()
    cover = (
        _unanswered(moment)
        .select_related("case")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)
        .order_by("answer_by", "pk")
        .first()
    )
    if cover is None:
        return False
    cover.escalated_at = moment
    cover.save(update_fields=["escalated_at"])
    owe_task(
        case=cover.case,
        kind=TaskKind.COVER,
        subject_id=cover.pk,
        due_at=max(moment, cover.starts_at),
        now=moment,
    )
    entered(by=None, action="escalated_cover", covers=[cover])
    return True


def _unanswered(now: datetime) -> CoverQuerySet:
    """Inner: give offers past their hour, refused or not answered, with nobody else in their place.

    What was called off waits for nobody, and hours that are over want nobody any more.
    """
    rival = Cover.objects.filter(
        Q(HELD) | Q(UNANSWERED, answer_by__gt=now),
        case=OuterRef("case"),
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    ).exclude(pk=OuterRef("pk"))
    open_offers = Cover.objects.filter(
        accepted_at=None, withdrawn_at=None, escalated_at=None, answer_by__lte=now, ends_at__gt=now
    )
    return open_offers.filter(~Exists(rival))


def end_covers_of_case(
    *, case: Case, because: CoverEnd, now: datetime, givers: Iterable[UUID] | None = None
) -> None:
    """Inner: end what is lent of a case that is closed, or went to another advocate."""
    covers = _open(now).filter(case=case)
    if givers is not None:
        covers = covers.filter(giver__in=list(givers))
    end_all(covers=_locked(covers), because=because, now=now)


def open_covers(*, cases: Iterable[Case], now: datetime) -> list[Cover]:
    """Inner: give under their locks what is lent, or offered, of these cases."""
    return _locked(_open(now).filter(case__in=list(cases)))


def let_go_of_covers(*, user_id: UUID) -> None:
    """Inner: end what someone covers whose account is closed, and say so; nobody is left alone.

    What they lent goes on: whoever took it is there, and the case has no advocate now.
    """
    now = database_time()
    theirs = _open(now).filter(taker=user_id)
    cases = Case.objects.filter(pk__in=theirs.values("case")).order_by("pk")
    list(cases.select_for_update(of=("self",), no_key=True))  # before their chains, in one order
    covers = _locked(theirs)
    end_all(covers=covers, because=CoverEnd.ACCOUNT_CLOSED, now=now)
    for cover in covers:
        owe_task(
            case=cover.case,
            kind=TaskKind.COVER,
            subject_id=cover.pk,
            due_at=max(now, cover.starts_at),
            now=now,
        )


def _theirs(cover_ids: Collection[UUID], by: User) -> list[Cover]:
    require(by.role, Deed.COVER_CASE)
    covers = locked_covers(cover_ids=cover_ids, by=by)
    if any(cover.taker_id != by.pk for cover in covers):
        raise NotAllowed("Only whom it was offered to can answer.", code="cover_not_yours")
    return covers


def _rivals(covers: Iterable[Cover]) -> list[Cover]:
    """Give what others were offered of the same cases and hours: it is not needed any more."""
    return [
        other
        for cover in covers
        for other in Cover.objects.filter(case=cover.case_id)
        .unanswered()
        .within(cover.starts_at, cover.ends_at)
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    ]


def _open(now: datetime) -> CoverQuerySet:
    return Cover.objects.filter(Q(HELD) | UNANSWERED, ends_at__gt=now)


def _locked(covers: CoverQuerySet) -> list[Cover]:
    held = covers.select_related("case").order_by("pk")
    return list(held.select_for_update(of=("self",), no_key=True))
