"""The few pages that belong to no package: alive, style guide, and errors that say what next."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.rules import Role
from config import styleguide
from config.context import day_seconds


@login_not_required
@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """Answer while the web process answers; `/healthz/deadlines` tells of the clocks."""
    return JsonResponse({"status": "ok"})


@require_http_methods(["GET", "POST"])
def still_here(request: HttpRequest) -> HttpResponse:
    """Keep the session of a person who is typing; the middleware notes the moment.

    A page that outlived its session's day learns the new day's form token here, from its own tab.
    """
    answer = HttpResponse(status=204)
    answer.headers["X-Form-Token"] = get_token(request)
    answer.headers["X-Day-Seconds"] = str(day_seconds(request))
    return answer


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG and getattr(request.user, "role", None) != Role.ADMINISTRATOR:
        raise Http404
    return render(request, "styleguide.html", styleguide.shown(timezone.now(), request.GET))


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def refusal(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"code": code, "detail": detail}, status=status)
    return render(request, f"{status}.html", {"detail": detail}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return refusal(request, 413, "too_large", "More was sent than one step takes.")
    return refusal(request, 400, "bad_request", "The request could not be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 403, "forbidden", "You may not do this.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 404, "not_found", "There is nothing here that you may see.")


AWAY = (OperationalError, InterfaceError)  # gone, full, or busy beyond what a page waits for


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure; one of the database is no fault of ours, and passes (ADR 0078)."""
    if isinstance(sys.exc_info()[1], AWAY):
        return database_away(request)
    said = "Something failed on our side. Try again."
    if wants_json(request):
        return refusal(request, 500, "server_error", said)
    number = request.META.get("reclaim.request_id", "")
    return render(request, "500.html", {"number": number}, status=500)


def database_away(request: HttpRequest) -> HttpResponse:
    """Say that nothing was saved, and when to try again."""
    said = "The database does not answer just now. Nothing was saved: try again in a moment."
    answer = refusal(request, 503, "unavailable", said)
    answer.headers["Retry-After"] = "5"
    return answer
