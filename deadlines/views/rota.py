"""The rota, a week at a glance; written by supervisors, read by whoever may be asked to cover."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from accounts.rules import Deed, may, require
from cases.forms.answering import done, refusal
from deadlines.forms_rota import TurnForm
from deadlines.models import RotaTurn
from deadlines.rota import week_of
from deadlines.services import rota as services
from deadlines.views.asked import answers, ask, ask_and_answer, me

YEARS = range(2020, 2101)


@ask_and_answer
def rota(request: HttpRequest) -> HttpResponse:
    """Show a week; a supervisor adds a turn on the same page."""
    reader, now = me(request), timezone.now()
    require(reader.role, Deed.COVER_CASE if request.method != "POST" else Deed.EDIT_ROTA)
    week = week_of(reader, _day(request), now=now)
    form = TurnForm(answers(request))
    turn = done(form, services.add_turn, by=reader, now=now)
    if turn:
        messages.success(request, f"{turn.user.name} is on the rota.")
        return redirect(_page(week.days[0].day))
    page = {"week": week, "edits": may(reader.role, Deed.EDIT_ROTA), "now": now}
    return ask(request, "deadlines/rota.html", form, **page)


@require_POST
def withdraw_turn(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(me(request).role, Deed.EDIT_ROTA)
    turn = get_object_or_404(RotaTurn.objects.visible_to(me(request)), pk=pk)
    no = refusal(services.withdraw_turn, turn_id=pk, by=me(request), now=timezone.now())
    if no:
        messages.error(request, no)
    else:
        messages.success(request, "Taken off the rota.")
    return redirect(_page(timezone.localtime(turn.starts_at).date()))


@require_POST
def copy_week(request: HttpRequest) -> HttpResponse:
    """Fill a week with the turns of the one before."""
    require(me(request).role, Deed.EDIT_ROTA)
    now = timezone.now()
    week = week_of(me(request), _day(request), now=now)
    facts = {"starts_at": week.span.starts_at, "by": me(request), "now": now}
    no = refusal(services.copy_week, **facts)
    if no:
        messages.error(request, no)
    else:
        messages.success(request, "The week before is copied.")
    return redirect(_page(week.days[0].day))


def _day(request: HttpRequest) -> date:
    """Read which week is meant; without a word, this one."""
    text = request.POST.get("week", "") or request.GET.get("week", "")
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return day if day is not None and day.year in YEARS else timezone.localdate()


def _page(day: date) -> str:
    return f"{reverse('deadlines:rota')}?week={day:%Y-%m-%d}"
