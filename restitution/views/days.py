"""Days that remedies hang on: sentencings, limits to be reminded of, and what beat enters."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import Deed
from cases.forms.answering import done, refusal
from cases.models import Case
from cases.views.asked import answers, ask_and_answer, me
from restitution import standing
from restitution.forms.answers import DayForm
from restitution.models import Day
from restitution.rules.remedies import REMEDIES
from restitution.rules.reminders import DueDay
from restitution.rules.telling import DAYS, LEADS
from restitution.services import days as services
from restitution.views.asked import told_case
from restitution.views.tabs import tabs


@ask_and_answer
def days(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is to come and where each day is from; take in another."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), me(request)
    form = DayForm(answers(request))
    if done(form, services.add_day, case_id=case.pk, by=by, now=timezone.now()):
        messages.success(request, "Kept. Tasks come to you as the day comes near.")
        return redirect("restitution:days", case.code)
    status = 422 if form.is_bound else 200
    return render(request, "restitution/days.html", _page(request, case, form), status=status)


@require_POST
def end_day(request: HttpRequest, code: str, row_id: UUID) -> HttpResponse:
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), me(request)
    day = get_object_or_404(Day.objects.visible_to(by).filter(case=case), pk=row_id)
    no = refusal(services.end_day, day_id=day.pk, by=by, now=timezone.now())
    if no:
        messages.error(request, no)
    else:
        messages.success(request, "Done with. Its reminders have ended.")
    return redirect("restitution:days", case.code)


def _page(request: HttpRequest, case: Case, form: DayForm) -> dict[str, Any]:
    stands = standing.of_case(case, now=timezone.now())
    ended = Day.objects.visible_to(me(request)).filter(case=case, ended_at__isnull=False)
    return {
        "case": case,
        "tabs": tabs(case, "days"),
        "form": form,
        "coming": [_coming(day) for day in stands.days],
        "ended": ended.for_display(),
        "today": stands.today,
        "leads": [(DAYS[kind], leads) for kind, leads in LEADS.items()],
    }


def _coming(day: DueDay) -> dict[str, Any]:
    source, _, key = day.key.partition(":")
    return {
        "day": day,
        "kind": DAYS[day.kind],
        "remedy": REMEDIES[day.remedy].title if day.remedy in REMEDIES else "The whole case",
        "row_id": UUID(key) if source == "day" else None,
        "from_court": source == "court",
    }
