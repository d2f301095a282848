"""The list of requests, its filters in the address, and the panel of one case."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.rules import Deed, may
from evidence.models import Item
from removal import batching, lists
from removal.models import RemovalRequest
from removal.views.asked import me, the_case

ON_A_PAGE = 30


@require_GET
def request_list(request: HttpRequest) -> HttpResponse:
    reader, now = me(request), timezone.now()
    view, platform = lists.chosen(request.GET.get("status", "")), request.GET.get("platform", "")
    found = Paginator(lists.requests(reader, view, platform), ON_A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    page = {
        "view": view,
        "tabs": lists.tabs(reader, view, platform),
        "platform": platform,
        "platforms": lists.platforms(reader),
        "page": shown,
        "rows": [lists.row(one, now=now) for one in shown],
        "groups": batching.groups(reader) if _offers_batches(reader, view) else [],
    }
    return render(request, "removal/list.html", page)


def _offers_batches(reader: User, view: lists.View) -> bool:
    return view.name in {"open", "draft"} and may(reader.role, Deed.WRITE_REQUEST)


@require_GET
def case_panel(request: HttpRequest, code: str) -> HttpResponse:
    """Give the requests of one case, alone for htmx and as a page without it."""
    case = the_case(request, code)
    mine = RemovalRequest.objects.visible_to(me(request)).filter(case=case)
    now = timezone.now()
    found = lists.for_rows(mine).order_by("-number", "-version")
    rows = [lists.row(one, now=now) for one in found]
    page = {
        "case": case,
        "rows": rows,
        "may_write": may(me(request).role, Deed.WRITE_REQUEST) and not case.closed_at,
    }
    part = "#panel" if request.headers.get("HX-Request") else ""
    return render(request, f"removal/case.html{part}", page)


@require_GET
def item_panel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the requests that asked for an item, or for what it is the return of."""
    item = get_object_or_404(Item.objects.visible_to(me(request)).select_related("case"), pk=pk)
    mine = RemovalRequest.objects.visible_to(me(request)).select_related("follows", "submission")
    kin = [one for one in (item.pk, item.follows_id) if one]
    found = mine.filter(listings__item__in=kin).distinct().order_by("-number", "-version")
    page = {"case": item.case, "item": item, "requests": found.select_related("platform", "case")}
    part = "#panel" if request.headers.get("HX-Request") else ""
    return render(request, f"removal/item.html{part}", page)
