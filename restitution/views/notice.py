"""Which court cases the survivor wants to hear of: asked of each, and never assumed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import User
from accounts.rules import Deed, Role
from cases.forms.answering import done
from cases.models import Case
from cases.views.asked import answers, ask_and_answer, me
from restitution.forms.partition import PreferenceForm
from restitution.models import CourtCase, NoticePreference
from restitution.rules.districts import court_name
from restitution.services import court_cases as services
from restitution.views.asked import told_case
from restitution.views.tabs import tabs_for


@ask_and_answer
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """Show each court case with what the survivor said of its notices, and take in their word."""
    case, by = told_case(request, code, Deed.TELL_RESTITUTION), me(request)
    form = PreferenceForm(answers(request))
    if request.method == "POST":
        mine = CourtCase.objects.visible_to(by).filter(case=case)
        court = mine.filter(number=_number(request)).first()
        if court is None:
            form.add_error(None, "Choose the court case that this is of.")
        elif _kept(form, court.pk, by):
            messages.success(request, f"Kept, of {court.label.lower()}.")
            return redirect("restitution:notice", case.code)
        return render(request, "restitution/notice.html", _page(request, case, form), status=422)
    services.open_court_cases(case=case, by=by)
    return render(request, "restitution/notice.html", _page(request, case))


def _kept(form: PreferenceForm, court_case_id: UUID, by: User) -> bool:
    now = timezone.now()
    said = done(form, services.say_preference, court_case_id=court_case_id, by=by, now=now)
    return said is not None


def _number(request: HttpRequest) -> int:
    asked = request.POST.get("court", "")
    return int(asked) if asked.isdecimal() else 0


def _page(
    request: HttpRequest, case: Case, refused: PreferenceForm | None = None
) -> dict[str, Any]:
    by = me(request)
    said = {
        one.court_case_id: one
        for one in NoticePreference.objects.visible_to(by).filter(case=case).said_last()
    }
    courts = CourtCase.objects.visible_to(by).filter(case=case).for_display()
    number, is_attorney = _number(request), by.role == Role.ATTORNEY

    def _form(court: CourtCase) -> PreferenceForm:
        if refused is not None and court.number == number:
            return refused
        return PreferenceForm(auto_id=f"id_{court.number}_%s")

    return {
        "case": case,
        "tabs": tabs_for(case, by, "notice"),
        "is_attorney": is_attorney,
        "form": refused,
        "rows": [(one, court_name(one.district), said.get(one.pk), _form(one)) for one in courts],
    }
