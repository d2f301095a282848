"""A case given to an attorney at a planned moment; the release is asked for then and again."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Assignment, Case, PlannedHandover, Release
from cases.rules import TaskKind, require_open
from cases.rules.handovers import (
    OWES,
    STOPPED,
    HandoverState,
    require_planned,
    require_to_come,
)
from cases.services.engaging import ATTORNEY, advocate_of, attorney_for, release_to
from cases.services.locked import locked_case
from cases.services.moments import database_time
from cases.services.working import owe_task


class Ran(NamedTuple):
    """How many hand-overs a round did, and how many it stopped."""

    done: int = 0
    stopped: int = 0


@transaction.atomic
def plan_handover(
    *, case_id: UUID, user_id: UUID, at: datetime, by: User, now: datetime
) -> PlannedHandover:
    """Plan to give an attorney the case; refused unless a release holds now, and will hold then."""
    require(by.role, Deed.ASSIGN_CASE)
    case = locked_case(case_id=case_id, by=by)
    require_to_come(at, now)
    require_open(case.status)
    attorney = attorney_for(case=case, user_id=user_id)
    if PlannedHandover.objects.waiting().filter(case=case, attorney=attorney).exists():
        raise NotAllowed(
            "A hand-over to this person is planned already. Withdraw that one first.",
            code="handover_planned",
            field="user_id",
        )
    release = release_to(case=case, attorney_id=attorney.pk, now=now)
    release_to(case=case, attorney_id=attorney.pk, now=at)
    planned: PlannedHandover = PlannedHandover.objects.create(
        case=case,
        attorney=attorney,
        at=at,
        planned_under=release,
        planned_at=now,
        planned_by=by,
    )
    _record(planned, by, "cases.planned_handover", release)
    return planned


@transaction.atomic
def withdraw_handover(*, handover_id: UUID, by: User, now: datetime) -> PlannedHandover:
    """Call a planned hand-over off; it stays on record."""
    require(by.role, Deed.ASSIGN_CASE)
    mine = PlannedHandover.objects.visible_to(by).select_related("case")
    planned: PlannedHandover = mine.select_for_update(of=("self",), no_key=True).get(pk=handover_id)
    require_planned(planned.state)
    _end(planned, HandoverState.WITHDRAWN, now=now, ended_by=by)
    _record(planned, by, "cases.withdrew_handover")
    return planned


def run_handovers(*, now: datetime | None = None, limit: int = 200) -> Ran:
    """Do what is due, a transaction each; safe to repeat and beside others. `now` is for tests."""
    ended = [state for _ in range(limit) if (state := _run_next(now)) is not None]
    return Ran(
        done=ended.count(HandoverState.DONE.value), stopped=ended.count(HandoverState.STOPPED.value)
    )


@transaction.atomic
def _run_next(now: datetime | None) -> str | None:
    """Run the one that has waited longest; its row is ours until what came of it is kept."""
    moment = now or database_time()
    due = PlannedHandover.objects.due(moment).select_related("attorney", "planned_by")
    planned: PlannedHandover | None = due.select_for_update(
        of=("self",), no_key=True, skip_locked=True
    ).first()
    if planned is None:
        return None
    cases = Case.objects.select_for_update(of=("self",), no_key=True)
    planned.case = cases.get(pk=planned.case_id)
    try:
        with transaction.atomic():
            release = _hand_over(planned, moment)
    except NotAllowed as no:
        if no.code not in STOPPED:
            raise
        _stop(planned, no, moment)
    else:
        _end(planned, HandoverState.DONE, now=moment, done_under=release)
        _record(planned, None, "cases.handed_over", release)
    return planned.state


def _hand_over(planned: PlannedHandover, now: datetime) -> Release:
    """Ask everything again that was asked when it was planned, and give the case."""
    require_open(planned.case.status)
    attorney = attorney_for(case=planned.case, user_id=planned.attorney_id)
    release = release_to(case=planned.case, attorney_id=attorney.pk, now=now)
    Assignment.objects.create(
        case=planned.case,
        user=attorney,
        kind=ATTORNEY,
        release=release,
        started_at=now,
        started_by=planned.planned_by,
    )
    return release


def _stop(planned: PlannedHandover, no: NotAllowed, now: datetime) -> None:
    _end(planned, HandoverState.STOPPED, now=now, because=no.code)
    if no.code in OWES:
        owe_task(
            case=planned.case,
            kind=TaskKind.RELEASE,
            subject_id=planned.pk,
            assigned_to=advocate_of(case=planned.case),
            now=now,
        )
    _record(planned, None, "cases.stopped_handover", because=STOPPED[no.code])


def _end(planned: PlannedHandover, state: HandoverState, *, now: datetime, **more: object) -> None:
    planned.state, planned.ended_at = state.value, now
    for name, fact in more.items():
        setattr(planned, name, fact)
    planned.save(update_fields=["state", "ended_at", *more])


def _record(
    planned: PlannedHandover,
    by: User | None,
    action: str,
    release: Release | None = None,
    **more: str,
) -> None:
    under = {"release": str(release.pk)} if release else {}
    trail.record(
        by=by,
        action=action,
        subject=planned,
        case=planned.case,
        person=str(planned.attorney_id),
        at=planned.at,
        **under,
        **more,
    )
