"""Panels that other pages hold: intake and plan of a case, what may be a duplicate, what waits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.rules import Deed, may
from cases.views.asked import me, the_case
from intake import asked, planned
from intake.duplicates import duplicates_of
from intake.kept import codes_of
from intake.models import Intake

MOST_WAITING = 10


@require_GET
def case_panel(request: HttpRequest, code: str) -> HttpResponse:
    """Give how far the questions are, or the plan's open steps with the one that comes next."""
    case, reader = the_case(request, code), me(request)
    intake = Intake.objects.visible_to(reader).filter(case=case).first()
    found = planned.of_case(case, reader)
    answered, of = asked.progress(codes_of(intake)) if intake else (0, 0)
    page = {
        "case": case,
        "intake": intake,
        "answered": answered,
        "of": of,
        "planned": found,
        "is_behind": bool(found) and _is_behind(intake, case.age_when_made),
        "may_work": may(reader.role, Deed.WORK_CASE) and case.status != "closed",
    }
    return _part(request, "intake/panel.html", page)


@require_GET
def duplicates(request: HttpRequest, code: str) -> HttpResponse:
    case, reader = the_case(request, code), me(request)
    page = {
        "case": case,
        "duplicates": duplicates_of(reader, case),
        "whole": not request.headers.get("HX-Request"),  # beside a case none means nothing
    }
    return _part(request, "intake/duplicates.html", page)


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Give the intakes that were left half-way, to go on with."""
    reader = me(request)
    mine = Intake.objects.visible_to(reader).unfinished().select_related("case")
    rows = [
        {"intake": intake, "progress": asked.progress(codes_of(intake))}
        for intake in mine.order_by("-started_at")[:MOST_WAITING]
    ]
    page = {
        "rows": rows,
        "whole": not request.headers.get("HX-Request"),  # on another page none means nothing
        "may_work": may(reader.role, Deed.WORK_CASE),
    }
    return _part(request, "intake/waiting.html", page)


def _is_behind(intake: Intake | None, age: str) -> bool:
    """Tell whether the case now says another age than the answers, which the plan follows."""
    return intake is not None and asked.age_of(intake) != age


def _part(request: HttpRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    part = "#panel" if request.headers.get("HX-Request") else ""
    return render(request, f"{template}{part}", page)
