"""The case list, its saved filters, and finding a case without its name in any address."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, may, require
from cases import lists, search
from cases.forms import FindForm
from cases.rules.codes import codes_meant
from cases.views.asked import me

ON_A_PAGE = 30
MOST_FOUND = 100  # whoever finds more has not said enough


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


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Give the cases that a text means; one that names a code alone goes straight there."""
    require(me(request).role, Deed.NOTE_CASE)
    form = FindForm(request.POST)
    if not form.is_valid():
        return render(request, "cases/found.html", {"find": form}, status=422)
    text = form.cleaned_data["text"]
    found = list(lists.for_rows(search.find(me(request), text))[:MOST_FOUND])
    if len(found) == 1 and found[0].code in codes_meant(text):
        return redirect("cases:case", found[0].code)
    return render(request, "cases/found.html", {"find": form, "found": found, "text": text})
