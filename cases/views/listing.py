"""The case list and its saved filters; whatever is searched, `evidence` finds."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.rules import Deed, may, require
from cases import lists
from cases.forms import FindForm
from cases.views.asked import me

ON_A_PAGE = 30


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    reader = me(request)
    require(reader.role, Deed.NOTE_CASE)  # whoever works on cases; an administrator does not
    view = lists.chosen(reader, request.GET.get("view", ""))
    pages = Paginator(lists.rows(reader, view), ON_A_PAGE)
    page = {
        "view": view,
        "tabs": lists.tabs(reader, view),
        "page": pages.get_page(request.GET.get("page")),
        "find": FindForm(),
        "may_open": may(reader.role, Deed.OPEN_CASE),
    }
    return render(request, "cases/list.html", page)
