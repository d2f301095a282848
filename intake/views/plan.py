"""The plan of a case, and each of its steps."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, may, require
from cases.forms.answering import done
from cases.services import open_for_reading
from cases.views.asked import answers, ask, ask_and_answer, me, the_case
from intake import planned, stale_entries
from intake.forms.step import StepForm
from intake.kept import codes_of
from intake.models import Intake, PlanStep
from intake.rules.states import STEP_STATES, StepState
from intake.safety import safety_of
from intake.services import finish_follow_up, mark_step


@require_GET
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show the services that fit, in order; that someone opened it is in the trail."""
    case, reader = the_case(request, code), me(request)
    open_for_reading(case=case, by=reader, part="plan")
    works = may(reader.role, Deed.WORK_CASE)
    page = {
        "case": case,
        "planned": planned.of_case(case, reader),
        "may_read_step": works,
        "may_work": works and case.status != "closed",
    }
    return render(request, "intake/plan.html", page)


@ask_and_answer
def step(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one step whole, and record where it stands."""
    reader = me(request)
    require(reader.role, Deed.WORK_CASE)
    mine = PlanStep.objects.visible_to(reader).for_display()
    found: PlanStep = get_object_or_404(mine, pk=pk)
    form = StepForm(answers(request), step=found)
    marked = done(form, mark_step, step_id=pk, by=reader, now=timezone.now())
    if marked:
        messages.success(request, _said(marked))
        return redirect("intake:plan", found.case.code)
    page = {
        "case": found.case,
        "shown": planned.of_step(found),
        "stale": stale_entries.of_step(found.service, found.case, now=timezone.now()),
        "may_mark": found.case.status != "closed" and bool(planned.may_become(found)),
    }
    return ask(request, "intake/step.html", form, **page)


@ask_and_answer
def follow_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what to ask on calling back, and record that someone did."""
    reader = me(request)
    require(reader.role, Deed.WORK_CASE)
    found: Intake = get_object_or_404(Intake.objects.visible_to(reader).for_display(), pk=pk)
    if request.method == "POST":
        finish_follow_up(intake_id=pk, by=reader, now=timezone.now())
        messages.success(request, "It is recorded that you spoke.")
        return redirect("intake:plan", found.case.code)
    page = {
        "case": found.case,
        "safety": safety_of(codes_of(found)),
        "owed": planned.call_owed(found, reader),
        "is_closed": found.case.status == "closed",
    }
    return render(request, "intake/follow_up.html", page)


def _said(step: PlanStep) -> str:
    state = STEP_STATES[StepState(step.state)].lower()
    return f"{planned.of_step(step).service.name}: {state}."
