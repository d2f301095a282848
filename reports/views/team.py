"""The team: loads, one person's cases, and moving some of them to another advocate."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import calendars
from accounts.models import User
from accounts.rules import Deed, require
from cases import covering, services
from cases.forms.answering import done
from cases.models import Case, Cover
from reports.forms.team import MoveCasesForm
from reports.team import cases, people
from reports.views.asked import me

NOBODY = "nobody"
MOST_COVERS = 20


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Show who has how much, the heaviest load first."""
    require(me(request).role, Deed.ASSIGN_CASE)
    now = timezone.now()
    return render(request, "reports/team.html", {"team": people.team(me(request), now=now)})


@require_GET
def person(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Show one person's open cases, or those of nobody, to choose from."""
    require(me(request).role, Deed.ASSIGN_CASE)
    whose = _whose(pk)
    return _page(request, whose, _form(request, whose, bound=False))


@require_POST
def move(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Show both loads before and after; move them once that was confirmed."""
    by = me(request)
    require(by.role, Deed.ASSIGN_CASE)
    whose = _whose(pk)
    form = _form(request, whose, bound=True)
    if "change" in request.POST or not form.is_valid():
        return _page(request, whose, form, is_refused="change" not in request.POST)
    if "confirmed" not in request.POST:
        return _look(request, whose, form)
    now = timezone.now()
    from_id = whose.pk if whose else None
    try:
        moved = done(form, services.hand_over_cases, from_id=from_id, by=by, now=now)
    except Case.DoesNotExist as gone:
        raise Http404 from gone
    if moved is None:
        return _page(request, whose, form, is_refused=True)
    one, taker = len(moved) == 1, moved[0].taker
    messages.success(
        request, f"{'1 case is' if one else f'{len(moved)} cases are'} with {taker.name} now."
        " Both were told."
    )  # fmt: skip
    return redirect("reports:team")


def _whose(pk: UUID | None) -> User | None:
    return None if pk is None else get_object_or_404(User, pk=pk)


def _form(request: HttpRequest, whose: User | None, *, bound: bool) -> MoveCasesForm:
    loads = {
        str(one.load.user_id): f"load {one.load.load}, {one.presence.word.lower()}"
        for one in people.team(me(request), now=timezone.now()).people
    }
    theirs = str(whose.pk) if whose else NOBODY
    return MoveCasesForm(request.POST if bound else None, loads=loads, whose=theirs)


def _page(
    request: HttpRequest, whose: User | None, form: MoveCasesForm, *, is_refused: bool = False
) -> HttpResponse:
    now = timezone.now()
    rows = cases.cases_of(me(request), whose, now=now)
    kept = set(request.POST.getlist("case_ids"))
    page: dict[str, Any] = {
        "whose": whose,
        "rows": [(row, str(row.pk) in kept) for row in rows],
        "form": form,
        "is_refused": is_refused,
        "most": cases.MOST,
        "is_cut": len(rows) == cases.MOST,
        **(_hours(request, whose) if whose else {}),
    }
    return render(request, "reports/team_person.html", page, status=422 if is_refused else 200)


def _hours(request: HttpRequest, whose: User) -> dict[str, Any]:
    """Say when the person works, what they cover, and who covers for them."""
    now, reader = timezone.now(), me(request)
    calendar = calendars.of(whose)
    mine = Cover.objects.visible_to(reader).held().filter(ends_at__gt=now).for_display()
    return {
        "presence": people.presence(calendar, now),
        "days_off": people.days_off(calendar, now),
        "covers": covering.rows(mine.filter(taker=whose)[:MOST_COVERS], reader=reader, now=now),
        "lent": covering.rows(mine.filter(giver=whose)[:MOST_COVERS], reader=reader, now=now),
        "turns": people.turns_of(reader, whose, now=now),
    }


def _look(request: HttpRequest, whose: User | None, form: MoveCasesForm) -> HttpResponse:
    """Show what would become of both, before anything is moved."""
    now, told = timezone.now(), form.cleaned_data
    taker = get_object_or_404(User, pk=told["to_id"])
    rows = cases.chosen(me(request), told["case_ids"], now=now)
    giver_side, taker_side = cases.sides(rows, giver=whose, taker=taker, now=now)
    sides = [one for one in (giver_side, taker_side) if one]
    page = {"whose": whose, "taker": taker, "rows": rows, "sides": sides, "form": form}
    return render(request, "reports/team_move.html", page)
