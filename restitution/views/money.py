"""The money ledger of a case, its court cases, and the Victims Reserve's amount."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, require
from cases.forms.answering import done, refusal
from cases.models import Case
from cases.views.asked import answers, ask_and_answer, me
from restitution import ledger
from restitution.forms.partition import (
    CourtCaseForm,
    LineForm,
    ReserveForm,
    ReverseForm,
    as_entered,
)
from restitution.models import CourtCase, MoneyLine, ReserveAmount
from restitution.rules.districts import court_name
from restitution.rules.money import RESERVE_WORDS
from restitution.services import court_cases
from restitution.services import money as services
from restitution.views.asked import told_case
from restitution.views.tabs import tabs


@require_GET
def money(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was ordered and received, by court case and defendant, and what is watched."""
    case = told_case(request, code, Deed.REVIEW_RESTITUTION)
    services.open_ledger(case=case, by=me(request))
    return render(request, "restitution/money.html", _page(request, case))


@require_POST
def record_line(request: HttpRequest, code: str) -> HttpResponse:
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), me(request)
    form = LineForm(request.POST, courts=_courts(request, case))
    if done(form, services.record_line, case_id=case.pk, by=by, now=timezone.now()):
        messages.success(request, "The line is entered.")
        return redirect("restitution:money", case.code)
    return render(request, "restitution/money.html", _page(request, case, form), status=422)


@require_POST
def reverse_line(request: HttpRequest, code: str, row_id: UUID) -> HttpResponse:
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), me(request)
    line = get_object_or_404(MoneyLine.objects.visible_to(by).filter(case=case), pk=row_id)
    form = ReverseForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    no = refusal(services.reverse_line, line_id=line.pk, note=note, by=by, now=timezone.now())
    if no:
        messages.error(request, no)
    else:
        messages.success(request, "Reversed. Both lines stay.")
    return redirect("restitution:money", case.code)


@ask_and_answer
def new_court_case(request: HttpRequest, code: str) -> HttpResponse:
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), me(request)
    form = CourtCaseForm(answers(request))
    made = done(form, court_cases.record_court_case, case_id=case.pk, by=by, now=timezone.now())
    if made:
        messages.success(request, f"{made.label} is held. Ask whether its notices are wanted.")
        return redirect("restitution:money", case.code)
    return _ask_court(request, case, form, "Add a court case")


@ask_and_answer
def court_case(request: HttpRequest, code: str, row_id: UUID) -> HttpResponse:
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), me(request)
    mine = CourtCase.objects.visible_to(by).filter(case=case).for_display()
    court = get_object_or_404(mine, pk=row_id)
    form = CourtCaseForm(answers(request), initial=as_entered(court))
    now = timezone.now()
    if done(form, court_cases.change_court_case, court_case_id=court.pk, by=by, now=now):
        messages.success(request, f"{court.label} is changed.")
        return redirect("restitution:money", case.code)
    return _ask_court(request, case, form, court.label)


@ask_and_answer
def reserve(request: HttpRequest) -> HttpResponse:
    """Show what was noted of the Reserve's amount, and take in another figure with its source."""
    require(me(request).role, Deed.NOTE_RESERVE)
    form = ReserveForm(answers(request))
    if done(form, services.note_reserve_amount, by=me(request), now=timezone.now()):
        messages.success(request, "Noted. Ledgers compare with the figure of the latest day.")
        return redirect("restitution:reserve")
    page = {
        "form": form,
        "noted": ReserveAmount.objects.select_related("noted_by"),
        "base": RESERVE_WORDS,
    }
    return render(request, "restitution/reserve.html", page, status=422 if form.is_bound else 200)


def _ask_court(request: HttpRequest, case: Case, form: CourtCaseForm, heading: str) -> HttpResponse:
    page = {"case": case, "form": form, "heading": heading, "tabs": tabs(case, "money")}
    status = 422 if form.is_bound else 200
    return render(request, "restitution/court_case.html", page, status=status)


def _courts(request: HttpRequest, case: Case) -> list[CourtCase]:
    return list(CourtCase.objects.visible_to(me(request)).filter(case=case).for_display())


def _page(request: HttpRequest, case: Case, form: LineForm | None = None) -> dict[str, Any]:
    courts, totals = _courts(request, case), ledger.totals(case)
    sums = {one.number: one for one in totals.courts}
    lines = MoneyLine.objects.visible_to(me(request)).filter(case=case).for_display()
    return {
        "case": case,
        "tabs": tabs(case, "money"),
        "totals": totals,
        "courts": [(one, sums[one.number], court_name(one.district)) for one in courts],
        "defendants": ledger.by_defendant(courts, totals.courts),
        "lines": list(lines),
        "form": form or LineForm(courts=courts),
        "reverse": ReverseForm(),
    }
