"""Today, for those who work cases."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import told
from accounts.models import User
from accounts.rules import Deed, Role, may
from cases import covering, moved
from cases.releases import what_breaks
from deadlines import board, looking, missed
from deadlines.models import Reminder
from deadlines.rules.spoken import rung_words
from deadlines.services import health, reminding
from deadlines.views.asked import is_htmx, me
from evidence.models import Match
from removal import kept

MOST_BREAKING = 8
MOST_COVERED = 20
LONGEST_ID = 18


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show what is nearest first; an administrator, who has no cases, sees the system instead."""
    reader, now = me(request), timezone.now()
    if reader.role == Role.ADMINISTRATOR:
        return redirect("deadlines:system")
    bands = board.bands(reader, now=now)
    may_work_case = may(reader.role, Deed.WORK_CASE)
    breaking = what_breaks(reader, now=now)
    asked, held = covering.asked_of(reader, now=now), covering.taken_by(reader, now=now)
    context = {
        "told": told.told_to(reader),
        "bands": bands,
        "lede": _lede(bands, asked),
        "asked": asked,
        "moved": moved.told_to(reader),
        "covering": covering.rows(held[:MOST_COVERED], reader=reader, now=now),
        "waiting": board.waiting(reader),
        "tasks": board.tasks(reader, now=now),
        "breaking": breaking[:MOST_BREAKING],
        "breaking_in_all": len(breaking),
        "may_work_case": may_work_case,
        # A pair of two advocates' cases is nobody's task: only who sees both may hear of it.
        "matches": Match.objects.visible_to(reader).to_decide().count() if may_work_case else 0,
        "looks": looking.owed(reader, now=now).count(),
        "reports": kept.owed_by(reader),
        **_reminders(request),
        **_catching_up(reader, now),
    }
    return render(request, "deadlines/today.html", context)


@require_POST
def read_reminder(request: HttpRequest, pk: UUID) -> HttpResponse:
    reminding.read_reminder(reminder_id=pk, by=me(request), now=timezone.now())
    if is_htmx(request):
        return render(request, "deadlines/today.html#reminders", _reminders(request))
    return redirect("deadlines:today")


@require_POST
def read_outage(request: HttpRequest) -> HttpResponse:
    """Note that its reader knows what came late while nothing swept."""
    asked = request.POST.get("outage", "")
    if not asked.isdecimal() or len(asked) > LONGEST_ID:
        raise Http404
    reminding.read_outage(outage_id=int(asked), by=me(request), now=timezone.now())
    return redirect("deadlines:today")


def _catching_up(reader: User, now: datetime) -> dict[str, Any]:
    """Say what waits while nothing sweeps, and what came late when it did again."""
    stale = health.is_stale()
    return {
        "not_swept": stale,
        "owed_now": missed.owed_now(reader, now=now) if stale else [],
        "missed": missed.notices(reader, now=now),
    }


def _reminders(request: HttpRequest) -> dict[str, Any]:
    unread, latest = board.unread(me(request))
    shown = [
        {
            "pk": reminder.pk,
            "code": reminder.step.clock.request.code,
            "request": reminder.step.clock.request_id,
            "words": _told_of(reminder),
            "at": reminder.made_at,
        }
        for reminder in latest
    ]
    return {"unread": unread, "reminders": shown}


def _told_of(reminder: Reminder) -> str:
    """Give the step, with its law where it is not the Act's."""
    words, clock = rung_words(reminder.step.rung).capitalize(), reminder.step.clock
    return f"{words}: {clock.statute.name}" if clock.course_id else words


def _lede(bands: list[board.BandOfRows], asked: list[covering.Asked]) -> str:
    """Give `3 late, 2 under 6 hours`, or that nothing runs; and what waits for a yes."""
    said = ", ".join(f"{band.total} {band.title.lower()}" for band in bands)
    runs = said or "No clock is running."
    if not asked:
        return runs
    one = len(asked) == 1
    offers = f"{len(asked)} offer{'' if one else 's'} of cover wait{'s' if one else ''} for you"
    return f"{said}; {offers}" if said else f"{runs} {offers}."
