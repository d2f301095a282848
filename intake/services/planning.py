from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case
from cases.rules import TaskKind
from cases.services import owe_task, settle_task
from intake import platforms
from intake.kept import codes_of, places_of
from intake.models import Intake, Plan, PlanStep
from intake.rules import SERVICES, VERSION, Facts, Step, facts_of, route
from intake.rules.matter import handled
from intake.rules.states import OPEN_STATES, StepState
from intake.rules.words import ServiceKind
from intake.services.locked import locked_intake


@transaction.atomic
def finish(*, case_id: UUID, by: User, now: datetime) -> Plan:
    """Make the plan from what was answered; what was not is handled as not sure (law.md R15)."""
    require(by.role, Deed.WORK_CASE)
    intake = locked_intake(case_id=case_id, by=by)
    if not intake.answers:
        raise NotAllowed("Ask something first.", code="nothing_answered")
    plan = finish_intake(intake=intake, by=by, now=now)
    trail.record(
        by=by,
        action="intake.finished",
        subject=plan,
        case=intake.case,
        plan=plan.number,
        track=plan.track,
    )
    return plan


def finish_intake(*, intake: Intake, by: User, now: datetime) -> Plan:
    """Inner: finish a locked intake and make its plan; the outer service enters the act."""
    if intake.finished_at is None:
        intake.finished_at, intake.finished_by = now, by
        intake.save(update_fields=["finished_at", "finished_by"])
    return renew_plan(intake=intake, by=by, now=now)


def follow_age(*, case: Case, by: User, now: datetime) -> None:
    """Inner: bring a plan that was made up to the age that the case says now."""
    intake: Intake | None = Intake.objects.filter(case=case).first()
    if intake is not None and intake.finished_at is not None:
        intake.case = case
        renew_plan(intake=intake, by=by, now=now)


def renew_plan(*, intake: Intake, by: User, now: datetime) -> Plan:
    """Inner: give the plan for what is known now; the same facts keep the plan that there is."""
    told = facts_of(codes_of(intake), [platforms.where(row) for row in places_of(intake.case)])
    facts = handled(told, age=intake.case.age_when_made)
    latest: Plan | None = Plan.objects.filter(case=intake.case).latest_first().first()
    if latest and (latest.facts, latest.rules_version) == (facts.as_json(), VERSION):
        return latest
    plan: Plan = Plan.objects.create(
        case=intake.case,
        number=latest.number + 1 if latest else 1,
        facts=facts.as_json(),
        track=facts.track.value,
        rules_version=VERSION,
        made_at=now,
        made_by=by,
    )
    _offer(plan, facts, by=by, now=now)
    return plan


def _offer(plan: Plan, facts: Facts, *, by: User, now: datetime) -> None:
    """Bring the steps up to the plan: new ones offered, those it no longer has dropped."""
    offered = {step.service: (place, step) for place, step in enumerate(route(facts).steps, 1)}
    held = {row.service: row for row in PlanStep.objects.filter(case_id=plan.case_id)}
    for service, row in held.items():
        if service not in offered and row.state in OPEN_STATES:
            _drop(row, by=by, now=now)
    for service, (place, step) in offered.items():
        row = _offered(held, plan, step, now=now)
        row.plan, row.place, row.rules = plan, place, list(step.rules)
        row.save()
        if SERVICES[service].kind is ServiceKind.WORK and row.state == StepState.OFFERED:
            _owe(row, now=now)


def _owe(row: PlanStep, *, now: datetime) -> None:
    """Owe a step that is the agency's own work, by its service's name."""
    kind, named = TaskKind.PLAN_STEP.value, SERVICES[row.service].name
    owe_task(case=row.case, kind=kind, subject_id=row.pk, text=named, now=now)


def _offered(held: Mapping[str, PlanStep], plan: Plan, step: Step, *, now: datetime) -> PlanStep:
    """Give the step's row; one that an earlier plan dropped is offered afresh."""
    row = held.get(step.service)
    if row is None:
        return PlanStep(case=plan.case, service=step.service, offered_at=now)
    if row.state == StepState.DROPPED:
        row.state, row.offered_at = StepState.OFFERED.value, now
        row.decided_at = row.decided_by = None
    return row


def _drop(row: PlanStep, *, by: User, now: datetime) -> None:
    row.state = StepState.DROPPED.value
    row.save(update_fields=["state"])
    settle_task(kind=TaskKind.PLAN_STEP.value, subject_id=row.pk, by=None, now=now)
