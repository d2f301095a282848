"""Who did what, for those who answer for it; every word comes from the trail."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.rules import Deed, require
from cases import services, timeline
from cases.activity import KINDS, ActivityFilter, counted, page_of
from cases.activity.kinds import ON_A_CASE
from cases.views.asked import me, the_case

ON_A_PAGE = 50


@require_GET
def activity(request: HttpRequest) -> HttpResponse:
    """Show what people did, everywhere."""
    require(me(request).role, Deed.SEE_ACTIVITY)
    return render(request, "cases/activity.html", _page(request))


@require_GET
def activity_of_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what one person did, and on which cases."""
    require(me(request).role, Deed.SEE_ACTIVITY)
    person = get_object_or_404(User, pk=pk)
    page = _page(request, person=str(person.pk))
    asked = {name: page["asked"].get(name) for name in ("since", "until")}
    page |= {"whose": person, "on_cases": counted.cases_of(person, **asked)}
    return render(request, "cases/activity.html", page)


@require_GET
def activity_of_case(request: HttpRequest, code: str) -> HttpResponse:
    """Show who did what on one case; that somebody looked is an act of it too."""
    require(me(request).role, Deed.SEE_ACTIVITY)
    case = the_case(request, code)
    if not request.GET.get("before"):
        services.open_for_reading(case=case, by=me(request), part="activity")
    page = _page(request, case=case.code)
    page |= {
        "case": case,
        "people": counted.by_person(case),
        "kinds": [KINDS[one] for one in ON_A_CASE],
    }
    return render(request, "cases/activity.html", page)


def _page(request: HttpRequest, **fixed: str) -> dict[str, Any]:
    given = request.GET.copy()
    for name, value in fixed.items():
        given[name] = value
    form = ActivityFilter(given)
    for name in fixed:
        form.fields[name].widget = form.fields[name].hidden_widget()
    asked = form.cleaned_data if form.is_valid() else {**fixed}
    before = request.GET.get("before", "")
    found = page_of(**asked, before=before, most=ON_A_PAGE)
    whole = {name: told for name, told in asked.items() if name != "action"}
    return {
        "form": form,
        "asked": asked,
        "shown_fields": [field for field in form if field.name not in fixed],
        "rows": timeline.told(found.rows, reader=me(request), whole=False),
        "earlier": _with(request, before=found.earlier) if found.earlier else "",
        "newest": _with(request, before=""),
        "is_first": not before,
        "is_filtered": any(told for name, told in asked.items() if name not in fixed),
        "tabs": _tabs(request, whole, asked.get("action", "")),
        "export_url": _export(asked),
    }


def _tabs(request: HttpRequest, whole: dict[str, Any], action: str) -> list[dict[str, Any]]:
    """Give each kind with how often it is there; past ten thousand only that there are more."""
    found = counted.counts(**whole)
    more = " or more" if found.is_cut else ""
    all_of_it = {
        "label": "Everything",
        "url": _with(request, before="", action=""),
        "current": not action,
        "count": f"{found.total:,}{more}",
    }
    return [
        all_of_it,
        *(
            {
                "label": words,
                "url": _with(request, before="", action=kind.value),
                "current": action == kind,
                "count": f"{found.by_kind[kind]:,}{more if found.by_kind[kind] else ''}",
            }
            for kind, words in KINDS.items()
            if not (whole.get("case") and kind not in ON_A_CASE)
        ),
    ]


def _with(request: HttpRequest, **changed: str) -> str:
    asked = request.GET.copy()
    for name, value in changed.items():
        asked.pop(name, None)
        if value:
            asked[name] = value
    return f"?{asked.urlencode()}"


def _export(asked: dict[str, Any]) -> str:
    """Give the address where this list is asked for as a file."""
    kept = QueryDict(mutable=True)
    for name, told in asked.items():
        if told:
            kept[name] = told.isoformat() if hasattr(told, "isoformat") else str(told)
    return f"{reverse('reports:ask-activity')}?{kept.urlencode()}"
