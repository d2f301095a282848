"""Clocks as the services leave them, on invented requests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import User
from cases.rules import handled_as_minor
from deadlines.models import Clock
from deadlines.services import exchange, loading, receipts
from evidence.models import Item
from removal.models import RemovalRequest
from tests.factories import removal as removal_factory

HOUR = timedelta(hours=1)
RECEIVED = datetime(2026, 10, 31, 14, tzinfo=UTC)  # 10:00 in New York, the night the clocks go back
DUE = RECEIVED + 48 * HOUR


def rules_loaded() -> None:
    """Load the statutes and the ladder, as setting up does."""
    loading.load_statutes(rows=loading.shipped_rows())


def submitted(*, by: User, at: datetime = RECEIVED - HOUR / 2, **rest: Any) -> RemovalRequest:
    """Give a whole request, signed an hour before it was submitted."""
    rules_loaded()
    given = {"signed_at": at - HOUR, "now": at - HOUR / 2, **rest}
    return removal_factory.submitted_request(by=by, submitted_at=at, **given)


def received(
    *,
    by: User,
    at: datetime = RECEIVED,
    submitted_at: datetime | None = None,
    now: datetime | None = None,
    **rest: Any,
) -> RemovalRequest:
    """Give a request that the platform received at this moment, as a confirmation number proves."""
    request = submitted(by=by, at=submitted_at or at - HOUR / 2, **rest)
    return receipt(request, by=by, at=at, now=now or at)


def receipt(
    request: RemovalRequest, *, by: User, at: datetime, now: datetime, **facts: Any
) -> RemovalRequest:
    """Record a receipt; a change names its reason."""
    given = {"basis": "proven", "proof": "confirmation_number", "proof_reference": "TK-1", **facts}
    return receipts.record_receipt(request_id=request.pk, received_at=at, by=by, now=now, **given)


def clock(*, by: User, at: datetime = RECEIVED, **rest: Any) -> Clock:
    """Give the clock of a request received at this moment."""
    return Clock.objects.get(request=received(by=by, at=at, **rest))


def items_of(request: RemovalRequest) -> list[Item]:
    return [listing.item for listing in request.listings.select_related("item")]


def look(item: Item, *, by: User, at: datetime, kind: str = "seen_gone", **facts: Any) -> Item:
    """Record what a person found when they opened the address, or was told where nobody may."""
    minor = handled_as_minor(item.case.age_when_made, item.age_when_made)
    how = "platform_message" if minor else "opened_link"
    given = {"how": how, "checked_by": "advocate", "now": at, **facts}
    return exchange.record_outcome(item_id=item.pk, kind=kind, at=at, by=by, **given)
