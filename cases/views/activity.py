"""Who did what, for those who answer for it; every word comes from the trail."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, require
from cases import timeline
from cases.activity import ActivityFilter, checked, entries
from cases.views.asked import me

ON_A_PAGE = 50


@require_GET
def activity(request: HttpRequest) -> HttpResponse:
    require(me(request).role, Deed.SEE_ACTIVITY)
    return _page(request)


@require_POST
def check_trail(request: HttpRequest) -> HttpResponse:
    """Recompute every chain of the trail now, and say whether each holds."""
    require(me(request).role, Deed.SEE_ACTIVITY)
    return _page(request, checked=checked())


def _page(request: HttpRequest, **more: Any) -> HttpResponse:
    form = ActivityFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    before = request.GET.get("before", "")
    found = entries(**chosen, before=timeline.place(before))
    rows = timeline.told(found[: ON_A_PAGE + 1], reader=me(request), whole=False)
    page: dict[str, Any] = {
        "form": form,
        "rows": rows[:ON_A_PAGE],
        "earlier": _earlier(request, rows[ON_A_PAGE - 1].seq) if len(rows) > ON_A_PAGE else "",
        "is_first": not before,
        "is_filtered": any(chosen.values()),
        **more,
    }
    return render(request, "cases/activity.html", page)


def _earlier(request: HttpRequest, seq: int) -> str:
    asked = request.GET.copy()
    asked["before"] = str(seq)
    return f"?{asked.urlencode()}"
