"""The clocks of one case, for its page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from deadlines import face, waits
from deadlines.models import Clock, Course, Unclocked
from deadlines.views.asked import is_htmx, me, the_case
from removal.models import RemovalRequest


@require_GET
def case_panel(request: HttpRequest, code: str) -> HttpResponse:
    """Give every clock of a case, the nearest first; alone for htmx and as a page without it."""
    case, now = the_case(request, code), timezone.now()
    mine = Clock.objects.visible_to(me(request)).filter(case=case).for_display()
    clocks = sorted(mine, key=lambda clock: (clock.closed_at is not None, clock.due_at))
    ran = [clock for clock in clocks if clock.closed_as != "unclocked"]
    faces = [
        {"request": clock.request, "clock": shown}
        for clock, shown in zip(ran, face.of_several(ran, now=now), strict=True)
    ]
    reasons = {one.request_id: one for one in Unclocked.objects.filter(case=case)}
    without = RemovalRequest.objects.visible_to(me(request)).filter(case=case)
    without = without.exclude(submission=None).select_related("case", "platform")
    timed = {clock.request_id for clock in ran if clock.course_id is None}
    faces += [
        {"request": one, "clock": face.without_clock(one, reasons.get(one.pk))}
        for one in without
        if one.pk not in timed
    ]
    waiting = waits.without_clock(Course.objects.visible_to(me(request)).filter(case=case))
    part = "#panel" if is_htmx(request) else ""
    page = {"case": case, "faces": faces, "waiting": waiting}
    return render(request, f"deadlines/case.html{part}", page)
