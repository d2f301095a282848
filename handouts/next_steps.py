"""What comes next, what is the survivor's own to do, and who is there to talk to."""

from collections.abc import Iterator
from datetime import datetime

from accounts.models import User
from cases.models import Case
from deadlines.models import Clock
from handouts.rules import plain
from handouts.rules.plain import Options
from handouts.spoken import moment
from intake.models import Plan, PlanStep
from intake.rules import SERVICES, facts_from, route
from intake.rules.lines import Line
from intake.rules.states import StepState
from intake.rules.words import ServiceKind

NOTHING = "Nothing is planned now. Call us when something changes."
NOT_TODAY = "Nothing has to be done today."
# fmt: off
STATES = {
    StepState.OFFERED:   "",
    StepState.UNDER_WAY: " This has begun.",
    StepState.NOT_NOW:   " Not now, as you said. It can wait.",
}
# fmt: on


def what_comes_next(
    case: Case, *, reader: User, options: Options, now: datetime
) -> tuple[str, ...]:
    """Give the ends of running hours, and the open steps of the plan that are ours."""
    mine = Clock.objects.visible_to(reader).filter(case=case).running()
    ends = mine.filter(due_at__gte=now).order_by("due_at").values_list("due_at", flat=True)
    hours = [f"{moment(at)}: a site's time ends. We look at what it did." for at in ends]
    late = mine.filter(due_at__lt=now).count()
    if late:
        hours.append("A site is late. We prepare a complaint, and a person decides about it.")
    return (*hours, *_steps(case, reader, options, ServiceKind.WORK)) or (NOTHING,)


def yours(case: Case, *, reader: User, options: Options) -> tuple[str, ...]:
    """Give the open steps that only the survivor can take, with or without us beside them."""
    return tuple(_steps(case, reader, options, ServiceKind.REFERRAL)) or (NOT_TODAY,)


def _steps(case: Case, reader: User, options: Options, kind: ServiceKind) -> Iterator[str]:
    for step in PlanStep.objects.visible_to(reader).filter(case=case).open().order_by("place"):
        service = SERVICES.get(step.service)
        if service is not None and service.kind is kind:
            name = f"{service.name}: " if options.named else ""
            reached = _reached(service.phone, service.url) if options.named else ""
            state = STATES.get(StepState(step.state), "")
            yield f"{name}{plain.SERVICES[step.service]}{reached}{state}"


def lines_of(case: Case, *, reader: User, options: Options) -> tuple[str, ...]:
    """Give the lines for this person; by number alone unless names were chosen."""
    plan = Plan.objects.visible_to(reader).filter(case=case).latest_first().first()
    known = {"age_when_made": case.age_when_made, "country": case.country}
    found = route(facts_from(plan.facts if plan else known)).lines
    return tuple(_line(line, options) for line in found)


def _line(line: Line, options: Options) -> str:
    unsure = " (we have not checked this number)" if line.phone and line.unchecked else ""
    if options.named:
        hours = f" {line.hours}." if line.hours else ""
        return f"{line.name}. {line.what_for}{_reached(line.phone + unsure, line.url)}{hours}"
    what = plain.LINES.get(line.code, "Someone to talk to")
    return f"{what}: {line.phone or 'ask us how to reach them'}{unsure}"


def _reached(phone: str, url: str) -> str:
    site = url.removeprefix("https://")  # as text: a paper has no links
    there = ", ".join(part for part in (phone, site) if part)
    return f" {there}." if there else ""
