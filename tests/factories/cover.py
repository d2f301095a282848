"""Cover as its rows stand; the services are tried by tests of their own."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from cases.models import Case, Cover
from cases.services.moments import database_time

HOUR = timedelta(hours=1)


def offered(*, case: Case, giver: User, taker: User, **facts: Any) -> Cover:
    """Give an offer for the next two days, to be answered within the hour."""
    now: datetime = facts.pop("now", None) or database_time()
    given = {
        "offered_by": giver,
        "offered_at": now,
        "answer_by": now + HOUR,
        "starts_at": now,
        "ends_at": now + 48 * HOUR,
    }
    cover: Cover = Cover.objects.create(case=case, giver=giver, taker=taker, **{**given, **facts})
    return cover


def active(*, case: Case, giver: User, taker: User, **facts: Any) -> Cover:
    """Give a cover that was accepted and holds at this moment."""
    now = facts.get("now") or database_time()
    return offered(case=case, giver=giver, taker=taker, accepted_at=now, **facts)
