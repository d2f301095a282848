"""What browsers say when they refused something of a page (ADR 0079)."""

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from prometheus_client import Counter

from config.policy import DIRECTIVES
from config.running.counters import REGISTRY

MOST_BYTES, MOST_REPORTS = 16 * 1024, 20
REFUSED = Counter(
    "reclaim_browser_refusals", "What browsers refused", ["directive"], registry=REGISTRY
)


@csrf_exempt  # a browser sends it by itself, without a form
@login_not_required
@require_POST
def refused(request: HttpRequest) -> HttpResponse:
    """Count what a browser refused, by directive; of addresses and samples nothing is kept."""
    for report in _reports(request)[:MOST_REPORTS]:
        said = report.get("effectiveDirective") or report.get("effective-directive") or ""
        REFUSED.labels(_known(str(said))).inc()
    return HttpResponse(status=204)


def _reports(request: HttpRequest) -> list[dict[str, Any]]:
    try:
        sent = json.loads(request.body[:MOST_BYTES])
    except (ValueError, RecursionError):
        return []
    if isinstance(sent, dict):
        sent = [{"body": sent.get("csp-report")}]
    many = sent if isinstance(sent, list) else []
    bodies = [one.get("body") for one in many if isinstance(one, dict)]
    return [body for body in bodies if isinstance(body, dict)]


def _known(directive: str) -> str:
    name = directive.removesuffix("-elem").removesuffix("-attr")
    return name if name in DIRECTIVES else "other"
