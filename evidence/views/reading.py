"""The items of a case, one item, its hidden address, and finding an item by where it is."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, may, require
from cases import lists
from cases.forms import FindForm
from cases.rules.codes import codes_meant
from cases.services import open_for_reading
from cases.views.asked import me, the_case
from evidence import custody, looked, search, services
from evidence.forms import OutcomeForm
from evidence.listed import listed
from evidence.models import Item
from evidence.pairs import NO_MATCH, digits_of, to_decide
from evidence.rules.items import Identifiable
from evidence.rules.spoken import IDENTIFIABLE
from evidence.shown import shown, three_facts

MOST_FOUND = 100


@require_GET
def item_list(request: HttpRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    open_for_reading(case=case, by=me(request), part="evidence")
    items = Item.objects.visible_to(me(request)).filter(case=case).for_display()
    page = {"case": case, "rows": listed(items, reader=me(request)), **_may(request)}
    return render(request, "evidence/list.html", page)


@require_GET
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an item; that someone opened it is itself in the trail."""
    found = the_item(request, pk)
    services.open_item(item=found, by=me(request))
    return render(request, "evidence/item.html", _page(request, found))


@require_POST
def show_url(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer with the address this once, defanged where someone may be under 18."""
    found = the_item(request, pk)
    url = services.show_url(item_id=found.pk, by=me(request))
    page = {**_page(request, found), "asked": True, "asked_url": url}
    hx = request.headers.get("HX-Request")
    return render(request, "evidence/item.html#address" if hx else "evidence/item.html", page)


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Give, in one list, the cases and items that a text means, whatever kind of text it is.

    By POST alone, so that no address keeps a name; a code alone goes straight to its case.
    """
    require(me(request).role, Deed.NOTE_CASE)
    form = FindForm(request.POST)
    if not form.is_valid():
        return render(request, "evidence/found.html", {"find": form}, status=422)
    text = form.cleaned_data["text"]
    items = search.find(me(request), text)
    found = search.cases_of(me(request), text, items)
    cases = list(lists.for_rows(found, me(request))[:MOST_FOUND])
    if len(cases) == 1 and cases[0].code in codes_meant(text):
        return redirect("cases:case", cases[0].code)
    first = items.for_display().order_by("case__code", "number")[:MOST_FOUND]
    page = {"find": form, "cases": cases, "rows": listed(first, reader=me(request)), "text": text}
    return render(request, "evidence/found.html", page)


def the_item(request: HttpRequest, pk: UUID) -> Item:
    mine = Item.objects.visible_to(me(request)).for_page()
    return cast(Item, get_object_or_404(mine, pk=pk))


def _page(request: HttpRequest, found: Item) -> dict[str, Any]:
    seen = shown(found)
    return {
        "case": found.case,
        "item": found,
        "shown": seen,
        "three": three_facts(found),
        "looked_at": looked.last_look(found),
        "looked_words": looked.words(looked.last_look(found), timezone.now()),
        "recognised": [IDENTIFIABLE[Identifiable(way)] for way in found.identifiable_by],
        "kin": [*found.copies.all(), *found.reappearances.all()],
        "has_account": bool(found.handle or found.account_name or found.platform_item_id),
        "zone": found.source_zone.replace("_", " "),
        "outcome": OutcomeForm(minor=seen.hidden),
        "events": custody.of_item(found, reader=me(request)),
        "digits": digits_of(found),
        "to_decide": to_decide(me(request), found),
        "no_match": NO_MATCH,
        **_may(request),
    }


def _may(request: HttpRequest) -> dict[str, bool]:
    role = me(request).role
    return {
        "may_work": may(role, Deed.WORK_CASE),
        "may_record": may(role, Deed.RECORD_OUTCOME),
        "may_request": may(role, Deed.WRITE_REQUEST),
    }
