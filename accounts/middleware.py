"""How long a session lasts, and in which zone its reader sees every time."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import services, step_up
from accounts.models import User
from accounts.rules.step_up import is_asked

Answer = Callable[[HttpRequest], HttpResponse]

SIGNED_IN, SEEN = "signed_in_at", "seen_at"
FACTOR, HALF = "factor_at", "password_at"
VISIT, WHY = "visit", "why_out"
SAID = {"day": "the session's day is over", "idle": "idle"}  # as the trail always said it
HALF_FOR = 600  # seconds between the password and the second factor
NOTED_EVERY = 30  # seconds: a page with many panels writes its session once


def begin_half(request: HttpRequest) -> None:
    """Note that the password was right; nothing opens on it but the page of the second factor."""
    for mark in (FACTOR, step_up.CONFIRMED):
        request.session.pop(mark, None)  # of an earlier sign-in in this same window
    request.session[HALF] = timezone.now().timestamp()


def begin_session(request: HttpRequest) -> None:
    """Start the day of a session as the second factor is shown, whatever the browser brought."""
    moment = timezone.now().timestamp()
    for mark in (HALF, WHY):
        request.session.pop(mark, None)
    request.session[SIGNED_IN] = request.session[SEEN] = request.session[FACTOR] = moment
    step_up.mark(request)
    _begin_visit(request, cast(User, request.user))


def _begin_visit(request: HttpRequest, user: User) -> str:
    now = timezone.now()
    earlier = request.session.get(VISIT)  # a new day of this same window
    if earlier:
        services.close_visit(visit_id=earlier, user=user, why="asked", now=now)
    agent = request.headers.get("User-Agent", "")
    visit = services.begin_visit(user=user, agent=agent, now=now)
    request.session[VISIT] = str(visit.pk)
    return str(visit.pk)


class SecondFactor:
    """Take whoever gave a password alone for a stranger; `request.half_in` says who it may be.

    So every wall that keeps a stranger out keeps out a stolen password too, and no page has to
    ask for the second factor by itself.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.half_in = None  # type: ignore[attr-defined]
        user = request.user
        if isinstance(user, User) and FACTOR not in request.session:
            since = request.session.get(HALF, 0.0)
            if timezone.now().timestamp() - since <= HALF_FOR:
                request.half_in = user  # type: ignore[attr-defined]
                request.user = AnonymousUser()
            else:
                logout(request)
        return self.get_response(request)


class SessionLimits:
    """Sign out whoever was away too long, has been in for a day, or was ended from elsewhere.

    The page of signing in says why: the reason waits in the session that begins there.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            why = self._ended(request, user)
            if why:
                logout(request)
                request.session[WHY] = why
        return self.get_response(request)

    def _ended(self, request: HttpRequest, user: User) -> str:
        now = timezone.now()
        visit_id = request.session.get(VISIT) or _begin_visit(request, user)
        visit = services.note_visit(visit_id=visit_id, user=user, now=now)
        if visit is None or visit.ended_at is not None:
            return visit.why if visit else "closed"
        why = self._over(request, now.timestamp())
        if why:
            services.close_visit(visit_id=visit_id, user=user, why=why, now=now)
            services.record_sign_out(user=user, because=SAID[why])
        return why

    def _over(self, request: HttpRequest, now: float) -> str:
        since = request.session.setdefault(SIGNED_IN, now)
        seen = request.session.get(SEEN, since)
        if now - since > settings.RECLAIM_SESSION_SECONDS:
            return "day"
        if now - seen > settings.RECLAIM_IDLE_SECONDS:
            return "idle"
        if now - seen > NOTED_EVERY or SEEN not in request.session:
            request.session[SEEN] = now
        return ""


class AskedAgain:
    """Ask for a fresh proof where the step-up table says so; the API has its own way to ask."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.route.startswith("api/") or not request.user.is_authenticated:
            return None
        return step_up.ask(request) if is_asked(match.view_name, str(request.method)) else None


class ReadersZone:
    """Read and show times in the reader's zone on pages; the API speaks UTC."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or request.path.startswith("/api/"):
            return self.get_response(request)
        with timezone.override(user.time_zone):
            return self.get_response(request)
