"""The list of complaints, its filters in the address, and the panels of a request and a case."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from complaints import lists
from complaints.models import ComplaintDraft
from complaints.views.asked import me, the_case
from removal.models import RemovalRequest

ON_A_PAGE = 30


@require_GET
def complaint_list(request: HttpRequest) -> HttpResponse:
    reader = me(request)
    view = lists.chosen(request.GET.get("show", ""))
    shown = Paginator(lists.rows(reader, view), ON_A_PAGE).get_page(request.GET.get("page"))
    page = {
        "view": view,
        "tabs": lists.tabs(reader, view),
        "page": shown,
        "rows": [lists.row(draft) for draft in shown],
    }
    return render(request, "complaints/list.html", page)


@require_GET
def request_panel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give where the complaint on one request stands, alone for htmx and as a page without it."""
    mine = RemovalRequest.objects.visible_to(me(request)).select_related("case")
    asked: RemovalRequest = get_object_or_404(mine, pk=pk)
    drafts = ComplaintDraft.objects.visible_to(me(request)).filter(request=asked)
    draft = lists.with_blanks_left(drafts.for_display()).first()
    page = {"removal": asked, "row": lists.row(draft) if draft else None}
    return _panel(request, "complaints/request.html", page)


@require_GET
def case_panel(request: HttpRequest, code: str) -> HttpResponse:
    """Give every complaint of one case, alone for htmx and as a page without it."""
    case = the_case(request, code)
    drafts = ComplaintDraft.objects.visible_to(me(request)).filter(case=case)
    known = lists.with_blanks_left(drafts.for_display()).order_by("-made_at", "id")
    page = {"case": case, "rows": [lists.row(draft) for draft in known]}
    return _panel(request, "complaints/case.html", page)


def _panel(request: HttpRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    part = "#panel" if request.headers.get("HX-Request") else ""
    return render(request, f"{template}{part}", page)
