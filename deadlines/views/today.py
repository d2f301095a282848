"""Today, for those who work cases."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, Role, may
from cases.releases import what_breaks
from deadlines import board
from deadlines.rules.spoken import rung_words
from deadlines.services import health, reminding
from deadlines.views.asked import is_htmx, me
from evidence.models import Match

MOST_BREAKING = 8


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show what is nearest first; an administrator, who has no cases, sees the system instead."""
    reader, now = me(request), timezone.now()
    if reader.role == Role.ADMINISTRATOR:
        return redirect("deadlines:system")
    bands = board.bands(reader, now=now)
    may_work_case = may(reader.role, Deed.WORK_CASE)
    breaking = what_breaks(reader, now=now)
    context = {
        "bands": bands,
        "lede": _lede(bands),
        "waiting": board.waiting(reader),
        "tasks": board.tasks(reader, now=now),
        "breaking": breaking[:MOST_BREAKING],
        "breaking_in_all": len(breaking),
        "may_work_case": may_work_case,
        # A pair of two advocates' cases is nobody's task: only who sees both may hear of it.
        "matches": Match.objects.visible_to(reader).to_decide().count() if may_work_case else 0,
        **_reminders(request),
        "not_swept": health.is_stale(),
    }
    return render(request, "deadlines/today.html", context)


@require_POST
def read_reminder(request: HttpRequest, pk: UUID) -> HttpResponse:
    reminding.read_reminder(reminder_id=pk, by=me(request), now=timezone.now())
    if is_htmx(request):
        return render(request, "deadlines/today.html#reminders", _reminders(request))
    return redirect("deadlines:today")


def _reminders(request: HttpRequest) -> dict[str, Any]:
    unread, latest = board.unread(me(request))
    told = [
        {
            "pk": reminder.pk,
            "code": reminder.step.clock.request.code,
            "request": reminder.step.clock.request_id,
            "words": rung_words(reminder.step.rung).capitalize(),
            "at": reminder.made_at,
        }
        for reminder in latest
    ]
    return {"unread": unread, "reminders": told}


def _lede(bands: list[board.BandOfRows]) -> str:
    """Give `3 late, 2 under 6 hours`, or that nothing runs."""
    said = [f"{band.total} {band.title.lower()}" for band in bands]
    return ", ".join(said) if said else "No clock is running."
