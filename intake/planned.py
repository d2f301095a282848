"""A plan as a page shows it: what was decided, beside what the rules say of each service."""

from typing import NamedTuple

from django.urls import reverse

from accounts.models import User
from cases.models import Case, Task
from cases.rules import TaskKind
from intake.models import Intake, Plan, PlanStep
from intake.rules import BY_SLUG, SERVICES, VERSION, Service, facts_from, route, routing
from intake.rules.lines import Line
from intake.rules.states import StepState
from intake.rules.steps import moves_from
from intake.rules.words import Mark

# Pages of other packages are names here, as they are in templates.
DONE_AT = {
    "request-48h": ("removal:new", "Start a request"),
    "platform-report": ("removal:new", "Start a request"),
    "search-removal": ("removal:new", "Start a request"),
    "mark-forgery": ("evidence:list", "Open the items"),
}
# fmt: off
MARKS = {
    Mark.VERIFIED:    ("Checked against its source", "good"),
    Mark.SECOND_HAND: ("Known at second hand", "neutral"),
    Mark.UNVERIFIED:  ("Not checked", "soon"),
}
TONES = {
    StepState.OFFERED: "neutral", StepState.UNDER_WAY: "accent", StepState.DONE: "good",
    StepState.DECLINED: "quiet", StepState.NOT_NOW: "quiet", StepState.DROPPED: "quiet",
}
# fmt: on


class Shown(NamedTuple):
    """One step: where it stands, why it is offered, and the one act that comes next."""

    step: PlanStep
    service: Service
    reasons: tuple[str, ...]
    tone: str
    mark: str
    mark_tone: str
    is_open: bool
    url: str
    act: str


class Asked(NamedTuple):
    slug: str
    asks: str


class Planned(NamedTuple):
    plan: Plan
    open: list[Shown]
    settled: list[Shown]
    dropped: list[Shown]
    nevers: tuple[str, ...]
    ask_again: list[Asked]
    lines: tuple[Line, ...]
    is_of_earlier_rules: bool


def latest(case: Case, reader: User) -> Plan | None:
    """Give the plan that holds now: the last that was made."""
    mine = Plan.objects.visible_to(reader).filter(case=case)
    found: Plan | None = mine.latest_first().select_related("made_by").first()
    return found


def of_case(case: Case, reader: User) -> Planned | None:
    """Give the whole plan of a case, or None before an intake has made one."""
    plan = latest(case, reader)
    if plan is None:
        return None
    said = route(facts_from(plan.facts))
    reasons = {step.service: step.reasons for step in said.steps}
    steps = PlanStep.objects.visible_to(reader).filter(case=case).for_display().order_by("place")
    rows = [shown(step, reasons.get(step.service, ())) for step in steps]
    in_plan = [row for row in rows if row.step.state != StepState.DROPPED]
    return Planned(
        plan=plan,
        open=[row for row in in_plan if row.is_open],
        settled=[row for row in in_plan if not row.is_open],
        dropped=[row for row in rows if row.step.state == StepState.DROPPED],
        nevers=said.nevers,
        ask_again=[Asked(slug, BY_SLUG[slug].asks) for slug in said.ask_again],
        lines=said.lines,
        is_of_earlier_rules=plan.rules_version != VERSION,
    )


def of_step(step: PlanStep) -> Shown:
    """Give one step with the reasons that its plan had for it."""
    said = routing.route(facts_from(step.plan.facts)).steps
    reasons = next((one.reasons for one in said if one.service == step.service), ())
    return shown(step, reasons)


def shown(step: PlanStep, reasons: tuple[str, ...]) -> Shown:
    service = SERVICES[step.service]
    mark, mark_tone = MARKS[service.mark]
    page = reverse("intake:step", args=[step.pk])
    name, act = DONE_AT.get(step.service, ("", "Say how it went"))
    return Shown(
        step=step,
        service=service,
        reasons=reasons,
        tone=TONES[StepState(step.state)],
        mark=mark,
        mark_tone=mark_tone,
        is_open=step.state in {StepState.OFFERED, StepState.UNDER_WAY, StepState.NOT_NOW},
        url=reverse(name, args=[step.case.code]) if name else page,
        act=act,
    )


def call_owed(intake: Intake, reader: User) -> Task | None:
    """Give the call back that waits, with its moment."""
    mine = Task.objects.visible_to(reader).open().filter(kind=TaskKind.FOLLOW_UP.value)
    owed: Task | None = mine.filter(subject_id=intake.pk).first()
    return owed


def may_become(step: PlanStep) -> list[str]:
    """Give the states that a step may take, its own first: its number may change alone."""
    moves = moves_from(step.state)
    return [state.value for state in (StepState(step.state), *moves)] if moves else []
