"""A case lent to a colleague for some hours: offered, called off, and ended early."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from accounts import calendars
from accounts.models import User
from accounts.rules import Deed, Role, require
from audit.rules import NotAllowed
from cases.models import Assignment, Case, Cover
from cases.rules import AssignmentKind, TaskKind, require_open
from cases.rules import cover as rules
from cases.rules.cover import (
    CoverEnd,
    require_answer_by,
    require_held,
    require_span,
    require_taker,
    require_waiting,
)
from cases.services.cover_rows import entered, locked_cover, require_nobody_else, settle
from cases.services.working import owe_task
from rows.reading import house


@transaction.atomic
def offer_cover(
    *,
    case_ids: Collection[UUID],
    taker_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    by: User,
    now: datetime,
    answer_by: datetime | None = None,
    note: str = "",
) -> list[Cover]:
    """Offer one's cases, or as a supervisor anyone's, to a colleague from one hour to another.

    A supervisor who offers to themselves has taken them with that.
    """
    require(by.role, Deed.COVER_CASE)
    require_span(starts_at, ends_at, now)
    due = answer_by or _usual(starts_at, ends_at, now)
    require_answer_by(due, offered_at=now, ends_at=ends_at)
    taker = _taker(taker_id)
    cases = _locked(case_ids, by)
    givers = _givers(cases, by)
    offer, accepted_at = uuid4(), now if taker == by else None
    made = []
    for case in cases:
        _require_offerable(case, giver=givers[case.pk], taker=taker, hours=(starts_at, ends_at))
        cover: Cover = Cover.objects.create(  # type: ignore[misc]  # sealed names
            case=case,
            giver=givers[case.pk],
            taker=taker,
            offer=offer,
            offered_at=now,
            offered_by=by,
            answer_by=due,
            starts_at=starts_at,
            ends_at=ends_at,
            note=note.strip(),
            accepted_at=accepted_at,
        )
        if accepted_at:
            settle(cover=cover, by=by, now=now)
        made.append(cover)
    entered(by=by, action="took_cover" if accepted_at else "offered_cover", covers=made)
    return made


@house("end a cover")
@transaction.atomic
def withdraw_cover(*, cover_id: UUID, by: User, now: datetime) -> Cover:
    """Call an offer off that nobody has answered; it stays on record."""
    require(by.role, Deed.COVER_CASE)
    cover = locked_cover(cover_id=cover_id, by=by)
    _require_part(by, cover.giver_id, cover.offered_by_id)
    require_waiting(cover.state(now))
    cover.withdrawn_at = now
    cover.save(update_fields=["withdrawn_at"])
    settle(cover=cover, by=by, now=now)
    entered(by=by, action="withdrew_cover", covers=[cover])
    return cover


@house("end a cover")
@transaction.atomic
def end_cover(*, cover_id: UUID, by: User, now: datetime) -> Cover:
    """Give a cover back, or end it before its hour; the taker's sight of the case ends with it."""
    require(by.role, Deed.COVER_CASE)
    cover = locked_cover(cover_id=cover_id, by=by)
    _require_part(by, cover.giver_id, cover.offered_by_id, cover.taker_id)
    require_held(cover.state(now))
    gives_back = by.pk == cover.taker_id
    cover.ended_at, cover.ended_by = max(now, cover.accepted_at or now), by
    cover.ended_as = (CoverEnd.GIVEN_BACK if gives_back else CoverEnd.ENDED_EARLY).value
    cover.save(update_fields=["ended_at", "ended_by", "ended_as"])
    if gives_back:
        owe_task(
            case=cover.case,
            kind=TaskKind.COVER,
            subject_id=cover.pk,
            due_at=max(now, cover.starts_at),
            now=now,
        )
    entered(by=by, action="ended_cover", covers=[cover], because=cover.get_ended_as_display())
    return cover


def _usual(starts_at: datetime, ends_at: datetime, now: datetime) -> datetime:
    return rules.answer_by(
        starts_at=starts_at,
        ends_at=ends_at,
        offered_at=now,
        agency=calendars.of_agency(),
        hours=settings.RECLAIM_COVER_ANSWER_HOURS,
    )


def _taker(taker_id: UUID) -> User:
    """Give the person, held so that their account is not closed in between."""
    held = User.objects.select_for_update(of=("self",), no_key=True)
    taker = held.filter(pk=taker_id).first()
    require_taker(taker.role if taker else "", is_active=taker is not None and taker.is_active)
    assert taker is not None  # noqa: S101 - for the type checker; the rule refused None
    return taker


def _locked(case_ids: Collection[UUID], by: User) -> list[Case]:
    """Give the cases in one order, so that two who offer the same ones wait and never in a ring."""
    wanted = set(case_ids)
    mine = Case.objects.visible_to(by).filter(pk__in=wanted).select_related("key").order_by("pk")
    cases = list(mine.select_for_update(of=("self",), no_key=True))
    if len(cases) != len(wanted):
        raise Case.DoesNotExist
    if not cases:
        raise NotAllowed("Choose at least one case.", code="cover_none", field="case_ids")
    return cases


def _givers(cases: Collection[Case], by: User) -> dict[UUID, User]:
    """Give whose each case is; one without an advocate is the supervisor's to lend."""
    working = Assignment.objects.filter(case__in=cases, kind=AssignmentKind.ADVOCATE.value)
    found = {one.case_id: one.user for one in working.at_work().select_related("user")}
    if by.role != Role.SUPERVISOR:
        strange = [case.code for case in cases if found.get(case.pk) != by]
        if strange:
            raise NotAllowed(
                f"{strange[0]} is not your own case. Its advocate or a supervisor can lend it.",
                code="cover_not_own",
                field="case_ids",
            )
    return {case.pk: found.get(case.pk, by) for case in cases}


def _require_offerable(
    case: Case, *, giver: User, taker: User, hours: tuple[datetime, datetime]
) -> None:
    require_open(case.status)
    if giver == taker:
        raise NotAllowed(
            f"{case.code} is this person's own case already.", code="cover_own", field="taker_id"
        )
    require_nobody_else(case=case, hours=hours)
    waiting = Cover.objects.filter(case=case, taker=taker).unanswered().within(*hours)
    if waiting.exists():
        raise NotAllowed(
            f"{case.code} is offered to this person for some of these hours already.",
            code="cover_offered",
            field="taker_id",
        )


def _require_part(by: User, *theirs: UUID) -> None:
    if by.role != Role.SUPERVISOR and by.pk not in theirs:
        raise NotAllowed(
            "Only who lent the case, who covers it, or a supervisor may do this.",
            code="cover_not_yours",
        )
