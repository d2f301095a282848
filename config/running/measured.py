"""Each request by its route's name, status and time, in one log line and in the counters.

Never by its address: a path holds codes, a query string may hold a word that was searched for.
"""

import logging
from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from config.running import counters

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("reclaim.requests")
BROKEN = 500
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Measured:
    """Give each request a number that its log lines carry, and the page of a failure too."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        number = uuid4().hex[:12]
        request.META["reclaim.request_id"] = number
        with structlog.contextvars.bound_contextvars(request_id=number):
            response = self.get_response(request)
            _note(request, response, perf_counter() - began)
        return response


def _note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    route, status = route_of(request), response.status_code
    method = request.method if request.method in METHODS else "OTHER"
    counters.count(route=route, method=str(method), status=status, seconds=seconds)
    facts = {
        "method": method,
        "route": route,
        "status": status,
        "ms": round(1000 * seconds),
        "user": _asker(request),
    }
    log.log(logging.ERROR if status >= BROKEN else logging.INFO, "answered", extra=facts)


def route_of(request: HttpRequest) -> str:
    """Give the name of what answered; what nothing of ours answered is `none` or `static`."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or "unnamed"
    return "static" if request.path_info.startswith("/static/") else "none"


def _asker(request: HttpRequest) -> str:
    """Give who asked by their id, if somebody found out already: no query is made for a line."""
    for found in (vars(request).get("_cached_user"), vars(request).get("user")):
        if type(found) is User:
            return str(found.pk)
    return ""
