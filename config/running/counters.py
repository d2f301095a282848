"""What each web process counts of itself; gunicorn's processes add up through a folder.

The names of routes are ours and few. A status, a method, a route: nothing of who asked for what.
"""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from config.running.sharing import FOLDER

TOGETHER = FOLDER in os.environ  # as the library found it, at its import
REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "reclaim_requests", "Requests answered", ["route", "method", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "reclaim_request_seconds",
    "Seconds until a request was answered",
    ["kind"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)


def count(*, route: str, method: str, status: int, seconds: float) -> None:
    REQUESTS.labels(route, method, str(status)).inc()
    SECONDS.labels(_kind(route)).observe(seconds)


def _kind(route: str) -> str:
    if route in {"static", "none", "healthz", "readyz", "metrics", "deadlines:healthz"}:
        return "other"
    return "api" if route.startswith("api:") else "page"


def registry() -> CollectorRegistry:
    """Give what all processes counted together, or this one alone where there is no folder."""
    if not TOGETHER:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


def ended(pid: int) -> None:
    """Let go of what a process that ended said of itself alone; its counts stay."""
    if TOGETHER:
        mark_process_dead(pid)  # type: ignore[no-untyped-call]
