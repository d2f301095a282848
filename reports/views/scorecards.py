"""Platform scorecards: every platform in a line, and one on a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, may, require
from removal.models import Platform
from reports import pictures, scorecards
from reports.forms.cards import MonthsForm
from reports.views.asked import me
from reports.views.charts import tabs


@require_GET
def cards(request: HttpRequest) -> HttpResponse:
    """Show every platform that was asked in these months."""
    form, page = _asked(request)
    if not form.is_valid():
        return render(request, "reports/scorecards.html", page, status=422)
    sheet, directory = scorecards.all_cards(form.scope(), today=timezone.localdate())
    page |= {
        "sheet": sheet,
        "rows": [(row, cells, directory.get(row.key)) for row, cells in sheet.said()],
        "scope_words": form.words(),
    }
    return render(request, "reports/scorecards.html", page)


@require_GET
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one platform: what it did, and what the directory says of it."""
    form, page = _asked(request)
    platform = get_object_or_404(Platform.objects.visible_to(me(request)), pk=slug)
    page["platform"] = platform
    if not form.is_valid():
        return render(request, "reports/scorecard.html", page, status=422)
    found = scorecards.card_of(form.scope(), platform, today=timezone.localdate())
    page |= {
        "card": found,
        "directory": found.directory,
        "tiles": _tiles(found),
        "pictures": [
            pictures.month_by_month(found.sheets["months"], "share"),
            pictures.disputed(found.sheets["refusals"]),
            pictures.complained(found.sheets["complaints"]),
        ],
        "demands": found.sheets["demands"],
        "scope_words": form.words(),
        "may_report_pattern": may(me(request).role, Deed.REPORT_PATTERN),
    }
    return render(request, "reports/scorecard.html", page)


def _asked(request: HttpRequest) -> tuple[MonthsForm, dict[str, Any]]:
    require(me(request).role, Deed.SEE_REPORTS)
    form = MonthsForm(request.GET, reader=me(request))
    page: dict[str, Any] = {
        "form": form,
        "tabs": tabs(request, "scorecards"),
        "query": request.GET.urlencode(),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "chapter": {"key": "scorecards"},
        "may_export": False,
    }
    return form, page


def _tiles(found: scorecards.Card) -> list[dict[str, Any]]:
    """Give the card's own figures, large."""
    sheet = scorecards.sheet_of(found)
    [(_, cells)] = sheet.said()
    tiles = []
    for one in cells:
        value, _, limits = one.words.rstrip(")").partition(" (")
        tiles.append(
            {"label": one.label, "value": value, "more": limits, "is_hidden": one.is_hidden}
        )
    return tiles
