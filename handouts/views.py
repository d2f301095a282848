"""The survivor's sheet on the screen and as a PDF; both leave an entry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.rules import Deed, require
from cases.models import Case
from cases.services import open_for_reading
from cases.views.asked import ask_and_answer, me, the_case
from handouts import paper, services
from handouts.forms import SheetForm
from handouts.rules.plain import Options
from handouts.sheet import sheet_of


@ask_and_answer
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the paper would say; with a name on it only when that was just asked for."""
    case, by = _case(request, code), me(request)
    if request.method == "POST":
        form = SheetForm(request.POST, by=by)
        if not form.is_valid():
            return _page(request, case, form, status=422)
        made = services.make_sheet(
            case_id=case.pk, form="page", by=by, now=timezone.now(), **form.cleaned_data
        )
        return _page(request, case, form, sheet=made)
    open_for_reading(case=case, by=by, part="survivor's sheet")
    return _page(request, case, SheetForm(by=by))


@ask_and_answer
def sheet_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Give the paper; an address may say how it looks, and never that a name is on it."""
    case, by = _case(request, code), me(request)
    posted = request.method == "POST"
    form = SheetForm(request.POST if posted else request.GET, by=by)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    options = form.cleaned_data if posted else {**form.cleaned_data, "name_reason": ""}
    made = services.make_sheet(case_id=case.pk, form="PDF", by=by, now=timezone.now(), **options)
    response = HttpResponse(paper.as_pdf(made), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{paper.FILE_NAME}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _case(request: HttpRequest, code: str) -> Case:
    case = the_case(request, code)
    require(me(request).role, Deed.WORK_CASE)
    return case


def _page(
    request: HttpRequest, case: Case, form: SheetForm, *, status: int = 200, **known: Any
) -> HttpResponse:
    plainest = known.get("sheet") or sheet_of(
        case, reader=me(request), options=Options(), now=timezone.now()
    )
    page = {"case": case, "form": form, "sheet": plainest}
    return render(request, "handouts/sheet.html", page, status=status)
