"""The pages of figures: pictures first, the table under each, the filters in the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, may
from reports import chapters, figures
from reports.chapters import CHAPTERS, Chapter
from reports.forms.scope import ScopeForm
from reports.views.asked import asked_scope, me

# The other pages of the reports, shown where their package part is there
BESIDE = (
    ("Scorecards", "reports:scorecards"),
    ("Funder", "reports:funder"),
    ("Exports", "reports:exports"),
)


@require_GET
def chapter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one chapter; a filter that is wrong is said at its field, and no figure is guessed."""
    form = asked_scope(request, Deed.SEE_REPORTS)
    one = CHAPTERS[name]
    page: dict[str, Any] = {
        "chapter": one,
        "form": form,
        "tabs": tabs(request, one.key),
        "query": request.GET.urlencode(),
    }
    if not form.is_valid():
        return render(request, "reports/chapter.html", page, status=422)
    page |= _figures(request, one, form)
    return render(request, "reports/chapter.html", page)


def _figures(request: HttpRequest, one: Chapter, form: ScopeForm) -> dict[str, Any]:
    drawn = one.pictures(form.scope())
    found: dict[str, Any] = {
        "pictures": drawn,
        "scope_words": form.words(),
        "is_filtered": form.is_filtered(),
        "may_export": may(me(request).role, Deed.EXPORT_REPORTS),
        "hidden": sum(sheet.hidden for sheet in {p.sheet.key: p.sheet for p in drawn}.values()),
    }
    if one.key == "overview":
        found |= {"tiles": chapters.tiles(form.scope()), "now": figures.now(timezone.now())}
    return found


def tabs(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """Give the chapters with the address's filters kept, and the pages beside them."""
    asked = f"?{request.GET.urlencode()}" if request.GET and current in CHAPTERS else ""
    found = [
        {
            "label": one.label,
            "url": f"{reverse(one.url_name)}{asked}",
            "current": one.key == current,
        }
        for one in CHAPTERS.values()
    ]
    for label, name in BESIDE:
        try:
            found.append({"label": label, "url": reverse(name), "current": name.endswith(current)})
        except NoReverseMatch:
            continue
    return found
