"""Where one is signed in, and ended from here; administrators end anybody's."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import services
from accounts.middleware import VISIT
from accounts.models import User, Visit
from accounts.rules import Deed, require
from accounts.rules.visits import ENDS, MOST, said

PAST = 10


@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    me = _me(request)
    return render(request, "accounts/sessions.html", _page(request, me))


@require_GET
def sessions_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(_me(request).role, Deed.MANAGE_USERS)
    person = get_object_or_404(User, pk=pk)
    return render(request, "accounts/sessions.html", _page(request, person))


@require_POST
def end_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End one session; another person's is not there for anybody but an administrator."""
    visit = services.end_visit(visit_id=pk, by=_me(request), now=timezone.now())
    messages.success(request, "Signed out there: the next page it asks for is the sign-in page.")
    return _back(request, visit.user_id)


@require_POST
def end_elsewhere(request: HttpRequest) -> HttpResponse:
    count = services.end_visits(
        user_id=_me(request).pk,
        by=_me(request),
        now=timezone.now(),
        but=request.session.get(VISIT, ""),
    )
    messages.success(request, _ended(count))
    return redirect("accounts:sessions")


@require_POST
def end_sessions_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    require(_me(request).role, Deed.MANAGE_USERS)
    here = request.session.get(VISIT, "")
    count = services.end_visits(user_id=pk, by=_me(request), now=timezone.now(), but=here)
    messages.success(request, _ended(count))
    return _back(request, pk)


def _back(request: HttpRequest, whose: Any) -> HttpResponse:
    if whose == _me(request).pk:
        return redirect("accounts:sessions")
    return redirect("accounts:sessions-of", whose)


def _ended(count: int) -> str:
    if not count:
        return "There was no other session."
    return f"{count} session{'' if count == 1 else 's'} ended."


def _page(request: HttpRequest, person: User) -> dict[str, Any]:
    visits = Visit.objects.filter(user=person)
    here = request.session.get(VISIT)
    rows = [_row(one, here) for one in visits.going_on().order_by("-seen_at")]
    return {
        "person": person,
        "is_me": person == _me(request),
        "rows": sorted(rows, key=lambda row: not row["here"]),
        "others": sum(not row["here"] for row in rows),
        "past": [
            _row(one, here) for one in visits.exclude(ended_at=None).order_by("-ended_at")[:PAST]
        ],
        "most": MOST,
    }


def _row(visit: Visit, here: str | None) -> dict[str, Any]:
    return {
        "pk": visit.pk,
        "device": said(visit.browser, visit.system),
        "started_at": visit.started_at,
        "seen_at": visit.seen_at,
        "ended_at": visit.ended_at,
        "why": ENDS.get(visit.why, ""),
        "here": str(visit.pk) == here,
    }


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)
