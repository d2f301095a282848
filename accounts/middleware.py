"""How long a session lasts, and in which zone its reader sees every time."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import services
from accounts.models import User

Answer = Callable[[HttpRequest], HttpResponse]

SIGNED_IN, SEEN = "signed_in_at", "seen_at"
NOTED_EVERY = 30  # seconds: a page with many panels writes its session once


def begin_session(request: HttpRequest) -> None:
    """Start the day of a session at its sign-in, whatever the browser brought along."""
    request.session[SIGNED_IN] = request.session[SEEN] = timezone.now().timestamp()


class SessionLimits:
    """Sign out whoever was away too long, or has been in for a day; the next page says so."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            ended = self._ended(request)
            if ended:
                services.record_sign_out(user=user, because=ended)
                logout(request)
        return self.get_response(request)

    def _ended(self, request: HttpRequest) -> str:
        now = timezone.now().timestamp()
        since = request.session.setdefault(SIGNED_IN, now)
        seen = request.session.get(SEEN, since)
        if now - since > settings.RECLAIM_SESSION_SECONDS:
            return "the session's day is over"
        if now - seen > settings.RECLAIM_IDLE_SECONDS:
            return "idle"
        if now - seen > NOTED_EVERY or SEEN not in request.session:
            request.session[SEEN] = now
        return ""


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
