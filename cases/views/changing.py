"""Opening a case, changing what is known of it, moving it on, giving it to someone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import Deed, require
from cases import services
from cases.forms import AssignForm, ChangeCaseForm, MoveForm, OpenCaseForm, UnassignForm
from cases.forms.answering import done
from cases.models import Task
from cases.running import still_running
from cases.views.asked import answers, ask, ask_and_answer, me, the_case


@ask_and_answer
def open_case(request: HttpRequest) -> HttpResponse:
    by = me(request)
    require(by.role, Deed.OPEN_CASE)
    form = OpenCaseForm(answers(request), by=by)
    case = done(form, services.open_case, by=by, now=timezone.now())
    if case is not None:
        messages.success(request, f"{case.code} is open.")
        return redirect("cases:case", case.code)
    return ask(request, "cases/open.html", form)


@ask_and_answer
def change(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    form = ChangeCaseForm(answers(request), case=case)
    if done(form, services.change_case, case_id=case.pk, by=by, now=timezone.now()):
        messages.success(request, "The details are changed.")
        return redirect("cases:case", case.code)
    return ask(
        request,
        "cases/form.html",
        form,
        case=case,
        heading="Change details",
        act="Save the details",
        lede="What is sealed stays closed here: write only what is new.",
    )


@ask_and_answer
def move(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.MOVE_CASE)
    form = MoveForm(answers(request), case=case)
    moved = done(form, services.move_case, case_id=case.pk, by=by, now=timezone.now())
    if moved:
        messages.success(request, f"{case.code} is now {moved.get_status_display().lower()}.")
        return redirect("cases:case", case.code)
    waiting = Task.objects.visible_to(by).filter(case=case).open().count()
    known = {"waiting": waiting, "running": still_running(case)}
    return ask(request, "cases/move.html", form, case=case, **known)


@ask_and_answer
def assign(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.ASSIGN_CASE)
    form = AssignForm(answers(request))
    given = done(form, services.assign_case, case_id=case.pk, by=by, now=timezone.now())
    if given:
        messages.success(request, f"{given.user.name} now works on {case.code}.")
        return redirect("cases:case", case.code)
    on_it = case.assignments.filter(ended_at=None).select_related("user")
    return ask(request, "cases/assign.html", form, case=case, assignments=on_it)


@require_POST
def unassign(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.ASSIGN_CASE)
    form = UnassignForm(request.POST)
    ended = done(form, services.end_assignment, case_id=case.pk, by=by, now=timezone.now())
    if ended:
        messages.success(request, f"{ended.user.name} no longer sees {case.code}.")
    else:
        messages.error(request, "Nobody was taken off: choose someone who is on the case.")
    return redirect("cases:assign", case.code)
