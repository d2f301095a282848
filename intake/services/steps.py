from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases import overwritten
from cases.models import Case
from cases.rules import TaskKind, require_open
from cases.services import owe_task, settle_task
from cases.services.locked import locked_case
from intake.models import PlanStep
from intake.rules import SERVICES
from intake.rules.states import ReferenceKept, StepState
from intake.rules.steps import SETTLED, reference_of, require_move
from intake.rules.words import ServiceKind

CALLED = {"reference": "number that the service gave"}


class _Number(NamedTuple):
    text: str
    kept: str


@transaction.atomic
def mark_step(
    *,
    step_id: UUID,
    state: str,
    reference: str = "",
    survivor_agreed: bool = False,
    survivor_holds: bool = False,
    by: User,
    now: datetime,
) -> PlanStep:
    """Record where a step stands; a service's number is kept only when the survivor agreed.

    A number that is given without that is dropped, and the step says that the survivor holds it.
    """
    require(by.role, Deed.WORK_CASE)
    case_id = PlanStep.objects.visible_to(by).values_list("case_id", flat=True).get(pk=step_id)
    case = locked_case(case_id=case_id, by=by)
    step: PlanStep = PlanStep.objects.select_for_update(of=("self",), no_key=True).get(pk=step_id)
    require_open(case.status)
    require_move(step.state, state)
    number = _number(step, reference, agreed=survivor_agreed, holds=survivor_holds)
    was = step.state
    if (was, step.reference, step.reference_kept) == (state, *number):
        raise NotAllowed("The step stands there already.", code="nothing_changed", field="state")
    step.state, step.decided_at, step.decided_by = StepState(state).value, now, by
    step.case, place, of = case, f"step.{step.pk}", SERVICES[step.service].name
    with overwritten.keeping(step, CALLED, place=place, of=of, by=by, now=now):
        step.reference, step.reference_kept = number.text, number.kept
    step.save(update_fields=["state", "decided_at", "decided_by", "reference", "reference_kept"])
    _settle_or_owe(case, step, by=by, now=now)
    trail.record(
        by=by,
        action="intake.marked_step",
        subject=step,
        case=case,
        service=step.service,
        was=was,
        to=step.state,
        number=step.reference_kept,
    )
    return step


def _number(step: PlanStep, reference: str, *, agreed: bool, holds: bool) -> _Number:
    service = SERVICES[step.service]
    given = reference_of(reference, service)
    if given and agreed and not holds:
        return _Number(given, ReferenceKept.AGENCY.value)
    if given or (holds and service.reference):
        return _Number("", ReferenceKept.SURVIVOR.value)
    return _Number(step.reference, step.reference_kept)


def _settle_or_owe(case: Case, step: PlanStep, *, by: User, now: datetime) -> None:
    """The agency's own step is a task until it is done or not wanted."""
    kind = TaskKind.PLAN_STEP.value
    if step.state in SETTLED:
        settle_task(kind=kind, subject_id=step.pk, by=by, now=now)
    elif SERVICES[step.service].kind is ServiceKind.WORK:
        owe_task(case=case, kind=kind, subject_id=step.pk, now=now)
