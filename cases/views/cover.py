"""Cover, page by page: what waits for an answer, what is lent, and one act at a time."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from accounts.rules import Deed, Role, require
from cases import covering, services
from cases.forms.answering import refusal
from cases.models import Cover
from cases.rules.cover import CoverState
from cases.views.asked import me
from cases.views.cover_offer import back_to
from rows.reading import house

MOST_PAST = 20


@require_GET
def covers(request: HttpRequest) -> HttpResponse:
    """Show what is asked of this reader, what they cover, and what others cover for them."""
    reader, now = me(request), timezone.now()
    require(reader.role, Deed.COVER_CASE)
    # fmt: off
    bands = [
        ("You cover",     covering.taken_by(reader, now=now)),
        ("Lent" if reader.role == Role.SUPERVISOR else "Lent by you",
                          covering.lent_by(reader, now=now)),
    ]
    # fmt: on
    shown = [
        (title, covering.rows(found[: covering.MOST], reader=reader, now=now))
        for title, found in bands
    ]
    past, asked = covering.past_of(reader, now=now)[:MOST_PAST], covering.asked_of(reader, now=now)
    page = {
        "asked": asked,
        "bands": shown,
        "is_empty": not asked and not any(found for _, found in shown),
        "past": covering.rows(past, reader=reader, now=now),
        "back": "",
    }
    return render(request, "cases/covers.html", page)


@require_GET
def cover(request: HttpRequest, pk: UUID) -> HttpResponse:
    reader, found = me(request), _cover(request, pk)
    now = timezone.now()
    (row,) = covering.rows([found], reader=reader, now=now)
    page = {
        "row": row,
        "note": found.note if row.url else "",
        "back": request.path,
        "again": _again(found, reader, now),
    }
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
    require(me(request).role, Deed.COVER_CASE)
    mine = Cover.objects.visible_to(me(request)).for_display().select_related("case__key")
    with house("tell of covers"):
        found: Cover = get_object_or_404(mine, pk=pk)
    return found


def _together(request: HttpRequest, pk: UUID) -> list[UUID]:
    """Give this cover alone, or all that was offered with it and still waits."""
    found = _cover(request, pk)
    if not request.POST.get("all"):
        return [found.pk]
    waiting = covering.offered_to(me(request), now=timezone.now()).filter(offer=found.offer)
    return list(waiting.values_list("pk", flat=True)) or [found.pk]


def _again(cover: Cover, reader: User, now: datetime) -> str:
    """Give where the same hours are offered to somebody else, while somebody is wanted for them."""
    lends = reader.role == Role.SUPERVISOR or reader.pk in {cover.giver_id, cover.offered_by_id}
    late = cover.state(now) is CoverState.OFFERED and cover.escalated_at
    if not lends or not (late or cover.state(now) in {CoverState.DECLINED, CoverState.ENDED}):
        return ""
    soon = now.replace(second=0, microsecond=0)
    named = {
        "case": cover.case.code,
        "from": max(soon, cover.starts_at).isoformat(),
        "to": cover.ends_at.isoformat(),
        "back": reverse("cases:covers"),
    }
    return f"{reverse('cases:offer-cover')}?{urlencode(named)}" if cover.ends_at > now else ""
