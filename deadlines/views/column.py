"""The clock column of the case list: the nearest running clock of each case on a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.models import Case
from deadlines import face
from deadlines.models import Clock
from deadlines.views.asked import me

MOST_CASES = 100


@require_GET
def case_column(request: HttpRequest) -> HttpResponse:
    """Answer with one cell a case, each for its own place on the page that asked."""
    codes = request.GET.getlist("case")[:MOST_CASES]
    mine = Case.objects.visible_to(me(request)).filter(code__in=codes).order_by("code")
    running: dict[str, list[Clock]] = {case.code: [] for case in mine}
    clocks = Clock.objects.visible_to(me(request)).filter(case__code__in=codes, closed_at=None)
    for clock in clocks.for_display().select_related("case").order_by("due_at"):
        running[clock.case.code].append(clock)
    now = timezone.now()
    cells = [
        {
            "code": code,
            "clock": face.of(found[0], now=now) if found else None,
            "more": len(found) - 1,
        }
        for code, found in running.items()
    ]
    return render(request, "deadlines/column.html", {"cells": cells})
