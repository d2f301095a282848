"""Cover, page by page: what waits for an answer, what is lent, and one act at a time."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from accounts import calendars
from accounts.models import User
from accounts.rules import Deed, Role, require
from accounts.rules.hours import closed_at_or_after
from cases import covering, services
from cases.forms.answering import done, refusal
from cases.forms.cover import OfferCoverForm
from cases.models import Case, Cover
from cases.views.asked import answers, ask, ask_and_answer, me

MOST_PAST = 20
MOST_CASES = 200


@require_GET
def covers(request: HttpRequest) -> HttpResponse:
    """Show what is asked of this reader, what they cover, and what others cover for them."""
    reader, now = me(request), timezone.now()
    require(reader.role, Deed.COVER_CASE)
    # fmt: off
    bands = [
        ("Asked of you",  covering.offered_to(reader, now=now)),
        ("You cover",     covering.taken_by(reader, now=now)),
        ("Lent" if reader.role == Role.SUPERVISOR else "Lent by you",
                          covering.lent_by(reader, now=now)),
    ]
    # fmt: on
    shown = [
        (title, covering.rows(found[: covering.MOST], reader=reader, now=now))
        for title, found in bands
    ]
    past = covering.past_of(reader, now=now)[:MOST_PAST]
    page = {"bands": shown, "past": covering.rows(past, reader=reader, now=now), "back": ""}
    return render(request, "cases/covers.html", page)


@ask_and_answer
def offer_cover(request: HttpRequest) -> HttpResponse:
    """Offer one case or several; from the board everything is filled in and one press is enough."""
    by, now = me(request), timezone.now()
    require(by.role, Deed.COVER_CASE)
    cases = list(_lendable(by, request))
    form = OfferCoverForm(answers(request), by=by, cases=cases, initial=_begun(request, now, cases))
    made = done(form, services.offer_cover, by=by, now=now)
    if made:
        codes = ", ".join(cover.case.code for cover in made)
        taken = made[0].accepted_at is not None
        said = f"You cover {codes}." if taken else f"{made[0].taker.name} is asked: {codes}."
        messages.success(request, said)
        return redirect(back_to(request) or "cases:covers")
    page = {"back": back_to(request), "cases": cases}
    return ask(request, "cases/cover_offer.html", form, **page)


@require_GET
def cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    reader, found = me(request), _cover(request, pk)
    (row,) = covering.rows([found], reader=reader, now=timezone.now())
    page = {"row": row, "note": found.note if row.url else "", "back": request.path}
    return render(request, "cases/cover.html", page)


@require_POST
def accept_cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    ids = _together(request, pk)
    more = len(ids) - 1
    said = f"You cover {_cover(request, pk).case.code}{f' and {more} more' if more else ''}."
    return _act(request, services.accept_cover, said, cover_ids=ids)


@require_POST
def decline_cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    ids = _together(request, pk)
    return _act(request, services.decline_cover, "Declined; whoever asked sees it.", cover_ids=ids)


@require_POST
def withdraw_cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = "The offer is called off."
    return _act(request, services.withdraw_cover, said, cover_id=_cover(request, pk).pk)


@require_POST
def end_cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    mine = _cover(request, pk).taker_id == me(request).pk
    said = "Given back." if mine else "Ended. The case is with its advocate again."
    return _act(request, services.end_cover, said, cover_id=pk)


def back_to(request: HttpRequest) -> str:
    """Give the page of ours that asked, or nothing."""
    to = request.POST.get("back", "") or request.GET.get("back", "")
    ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return to if ours else ""


def _act(
    request: HttpRequest, act: Callable[..., object], said: str, **given: object
) -> HttpResponse:
    no = refusal(act, by=me(request), now=timezone.now(), **given)
    if no:
        messages.error(request, no)
    else:
        messages.success(request, said)
    return redirect(back_to(request) or "cases:covers")


def _cover(request: HttpRequest, pk: UUID) -> Cover:
    mine = Cover.objects.visible_to(me(request)).for_display().select_related("case__key")
    found: Cover = get_object_or_404(mine, pk=pk)
    return found


def _together(request: HttpRequest, pk: UUID) -> list[UUID]:
    """Give this cover alone, or all that was offered with it and still waits."""
    found = _cover(request, pk)
    if not request.POST.get("all"):
        return [found.pk]
    waiting = covering.offered_to(me(request), now=timezone.now()).filter(offer=found.offer)
    return list(waiting.values_list("pk", flat=True)) or [found.pk]


def _lendable(by: User, request: HttpRequest) -> Any:
    """Give the open cases that this person may lend: their own; to a supervisor, those named."""
    cases = Case.objects.visible_to(by).open().order_by("code")
    named = Q(code__in=request.GET.getlist("case")) | Q(pk__in=_ids(request))
    if by.role != Role.SUPERVISOR:
        return cases.filter(assignments__user=by, assignments__ended_at=None)[:MOST_CASES]
    if request.GET.getlist("case") or request.method == "POST":
        cases = cases.filter(named)
    return cases[:MOST_CASES]


def _ids(request: HttpRequest) -> list[UUID]:
    found = []
    for text in request.POST.getlist("case_ids"):
        with suppress(ValueError):
            found.append(UUID(text))
    return found


def _begun(request: HttpRequest, now: datetime, cases: list[Case]) -> dict[str, Any]:
    """Begin with what the address names, and with the coming weekend."""
    span = closed_at_or_after(calendars.of_agency(), now)
    named, soon = set(request.GET.getlist("case")), now.replace(second=0, microsecond=0)
    return {
        "case_ids": [str(case.pk) for case in cases if case.code in named],
        "taker_id": request.GET.get("taker", ""),
        "starts_at": _moment(request.GET.get("from", "")) or max(soon, span.starts_at),
        "ends_at": _moment(request.GET.get("to", "")) or span.ends_at,
    }


def _moment(text: str) -> datetime | None:
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None
