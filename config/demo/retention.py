"""What the agency keeps and lets go: a shorter time, a hold, a proposal, and one case purged."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import User
from cases.models import Case
from cases.services.moments import database_time
from config.demo.history import bulk_cases
from keeping.models import Purge
from keeping.services import doing, holds, purging, retention

KEPT = ("case", "request", "complaint", "release")
SOON = timedelta(days=24)  # until the fourth oldest comes due


def fill(people: dict[str, User], *, now: datetime) -> None:
    """Set the times so that something comes due, and let two people purge the oldest case."""
    oldest = sorted(bulk_cases(), key=lambda one: (one.closed_at or now, one.code))[:4]
    if len(oldest) < 4:  # noqa: PLR2004  # a smaller demo has none to let go
        return
    _times(oldest, people["supervisor"], now)
    _purged(oldest[0], people)
    purging.propose_purge(
        case_id=oldest[1].pk, parts=["whole"], reason="time", by=oldest[1].opened_by,
        now=now - timedelta(days=2),
    )  # fmt: skip
    holds.place_hold(
        case_id=oldest[2].pk,
        reason="Counsel for the platform wrote that they may ask for our notices.",
        review_on=now.date() + timedelta(days=90),
        by=people["supervisor"],
        now=now - timedelta(days=12),
    )
    retention.warn()


def _times(cases: Sequence[Case], by: User, now: datetime) -> None:
    closed = cases[3].closed_at
    days = max(30, (now + SOON - closed).days) if closed else 365
    for kind in KEPT:
        retention.set_span(kind=kind, days=days, by=by, now=now - timedelta(days=30))


def _purged(case: Case, people: dict[str, User]) -> None:
    """Propose and confirm it, and do it at once as the worker does."""
    then = database_time() - timedelta(days=3)
    purge: Purge = purging.propose_purge(
        case_id=case.pk, parts=["whole"], reason="asked", by=case.opened_by, now=then
    )
    purging.confirm_purge(purge_id=purge.pk, by=people["supervisor"], now=then + timedelta(days=2))
    doing.run_purge(purge_id=purge.pk)
