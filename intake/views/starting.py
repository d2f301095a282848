"""The ways in: one question at a time, the phone form, or a case that is asked later."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import Deed, require
from cases.forms.answering import done, refusal
from cases.views.asked import answers, ask, ask_and_answer, me, the_case
from intake import services
from intake.forms.whole import AdvocateForm, PhoneForm
from intake.rules.states import Channel


@ask_and_answer
def start(request: HttpRequest) -> HttpResponse:
    """Offer the ways in; a post opens the case and asks the first question."""
    by = me(request)
    require(by.role, Deed.OPEN_CASE)
    form = AdvocateForm(answers(request), by=by)
    channel = Channel.WIZARD.value
    intake = done(form, services.start, by=by, now=timezone.now(), channel=channel)
    if intake is not None:
        return redirect("intake:question", intake.case.code, "danger_now")
    return ask(request, "intake/start.html", form)


@ask_and_answer
def phone(request: HttpRequest) -> HttpResponse:
    """Ask everything on one page; what is wrong stands at its field, and nothing is lost."""
    by = me(request)
    require(by.role, Deed.OPEN_CASE)
    form = PhoneForm(answers(request), by=by)
    plan = form.taken(services.take, by=by, now=timezone.now(), channel=Channel.PHONE.value)
    if plan is not None:
        messages.success(request, f"{plan.case.code} is open, and its plan is made.")
        return redirect("intake:plan", plan.case.code)
    return ask(request, "intake/phone.html", form)


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the questions of a case that was opened without them."""
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    no = refusal(services.start_on_case, case_id=case.pk, by=by, now=timezone.now())
    if no:
        messages.error(request, no)
        return redirect("cases:case", case.code)
    return redirect("intake:resume", case.code)
