"""Clocks for the pages of others: of the cases in a list, of the versions of a request."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.models import Case
from deadlines import face
from deadlines.models import Clock, Unclocked
from deadlines.views.asked import me, the_request
from removal.models import RemovalRequest

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


@require_GET
def version_column(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer with the Act's clock of each version of a request that was sent: each has its own."""
    found, now = the_request(request, pk), timezone.now()
    versions = RemovalRequest.objects.filter(case=found.case, number=found.number)
    sent = list(versions.exclude(submission=None).select_related("case", "platform"))
    clocks = Clock.objects.filter(request__in=sent, course=None).for_display()
    running = {one.request_id: one for one in clocks if one.closed_as != "unclocked"}
    why = {one.request_id: one for one in Unclocked.objects.filter(request__in=sent)}
    cells = [
        {
            "request": one,
            "clock": face.of(running[one.pk], now=now)
            if one.pk in running
            else face.without_clock(one, why.get(one.pk)),
        }
        for one in sent
    ]
    return render(request, "deadlines/version_column.html", {"cells": cells})
