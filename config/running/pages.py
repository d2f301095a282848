"""Two addresses for machines: may this process be sent requests, and what do the figures say."""

import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from config.running import counters, ready
from config.running.gauges import UP, Asked, Tables, gauge
from rows.reading import house

HERE = {"127.0.0.1", "::1"}
# What a proxy adds: behind one on this machine, everybody seems to come from this machine.
CARRIED = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)


@login_not_required
@require_GET
def readiness(request: HttpRequest) -> HttpResponse:
    """Answer 200 when this process may be sent requests, else 503 with the codes of why not."""
    found = ready.problems()
    body = {"status": "not_ready" if found else "ready", "problems": found}
    return JsonResponse(body, status=503 if found else 200)


@login_not_required
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Give counts for Prometheus to whoever shows the token, or, unset, to this machine alone.

    A house on HTTPS stands behind a proxy, which may say nothing of itself: there the token is
    asked for of this machine too.
    """
    if not _may_read(request):
        raise Http404
    text = generate_latest(counters.registry()) + _tables()
    return HttpResponse(text, content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _tables() -> bytes:
    """Give what the tables say; when they cannot be asked, the rest is told all the same."""
    registry = CollectorRegistry()
    try:
        with house("tell of the rounds"):
            registry.register(Asked(list(Tables().collect())))
    except (DatabaseError, InterfaceError):
        registry.register(Asked([gauge(UP, "1 while the database answers", 0)]))
    return generate_latest(registry)


def _may_read(request: HttpRequest) -> bool:
    token = settings.RECLAIM_METRICS_TOKEN
    if token:
        shown = request.headers.get("Authorization", "")
        return secrets.compare_digest(shown.encode(), f"Bearer {token}".encode())
    carried = settings.HTTPS or any(name in request.META for name in CARRIED)
    return request.META.get("REMOTE_ADDR") in HERE and not carried
