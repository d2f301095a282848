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
from intake.rules import SERVICES, Service, facts_from, route
from intake.rules.lines import Line
from intake.rules.states import StepState
from intake.rules.words import ServiceKind

NOTHING = "Nothing is planned now. Call us when something changes."
ELSEWHERE = " under another law"
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
    ends = mine.filter(due_at__gte=now).order_by("due_at").values_list("due_at", "course")
    hours = [
        f"{moment(at)}: a site's time ends{ELSEWHERE if course else ''}. We look at what it did."
        for at, course in ends
    ]
    late = mine.filter(due_at__lt=now)
    if late.filter(course=None).exists():
        hours.append("A site is late. We prepare a complaint, and a person decides about it.")
    if late.exclude(course=None).exists():
        hours.append(f"A site is late{ELSEWHERE}. We look at what can be done there.")
    return (*hours, *_steps(case, reader, options, own=False)) or (NOTHING,)


def yours(case: Case, *, reader: User, options: Options) -> tuple[str, ...]:
    """Give the open steps that only the survivor can take, with or without us beside them."""
    return tuple(_steps(case, reader, options, own=True)) or (NOT_TODAY,)


def what_was_taken(case: Case, *, reader: User, options: Options) -> tuple[str, ...]:
    """Give the steps of the plan that are done, whoever took them."""
    done = PlanStep.objects.visible_to(reader).filter(case=case, state=StepState.DONE.value)
    told = [SERVICES[step.service] for step in done.order_by("place") if step.service in SERVICES]
    return tuple(
        f"{_said(service, options)} {plain.DONE}"
        for service in told
        if service.code not in plain.ADVICE
    )


def _steps(case: Case, reader: User, options: Options, *, own: bool) -> Iterator[str]:
    for step in PlanStep.objects.visible_to(reader).filter(case=case).open().order_by("place"):
        service = SERVICES.get(step.service)
        if service is not None and _is_own(service) is own:
            yield f"{_said(service, options)}{STATES.get(StepState(step.state), '')}"


def _is_own(service: Service) -> bool:
    return service.kind is ServiceKind.REFERRAL or service.code in plain.ADVICE


def _said(service: Service, options: Options) -> str:
    what = plain.SERVICES[service.code]
    if not options.named or service.code in plain.ADVICE:
        return what
    return f"{service.name}: {what}{_reached(_unbroken(service.phone), service.url)}"


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
        phone = _unbroken(line.phone) + unsure
        return f"{line.name}. {line.what_for}{_reached(phone, line.url)}{hours}"
    what = plain.LINES.get(line.code, "Someone to talk to")
    none = plain.NO_NUMBER if line.code == "emergency" else "ask us how to reach them"
    return f"{what}: {_unbroken(line.phone) or none}{unsure}"


def _unbroken(phone: str) -> str:
    return phone.replace(" ", "\N{NO-BREAK SPACE}")


def _reached(phone: str, url: str) -> str:
    site = url.removeprefix("https://")  # as text: a paper has no links
    there = ", ".join(part for part in (phone, site) if part)
    return f" {there}." if there else ""
