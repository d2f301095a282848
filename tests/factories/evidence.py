"""Items as the services leave them; every address on a reserved domain."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from cases.models import Case
from evidence import services
from evidence.models import Item, ListingFact

SEEN = datetime(2026, 10, 30, 8, tzinfo=UTC)
RECORDED = datetime(2026, 10, 30, 10, tzinfo=UTC)


def item(*, case: Case, by: User, now: datetime = RECORDED, **facts: Any) -> Item:
    """Give an adult's image at an invented address, seen by the survivor."""
    given = {
        "category": "image",
        "url": f"https://chirp.example/posts/{case.code}-{Item.objects.count() + 1}",
        "handle": "@kestrel.fake",
        "seen_by": "survivor",
        "how_known": "saw_it",
        "first_seen_at": SEEN,
        "source_zone": "America/New_York",
        "age_when_made": "18plus",
        "is_synthetic": "no",
        "identifiable_by": ["face"],
    }
    return services.record_item(case_id=case.pk, by=by, now=now, **{**given, **facts})


def fact(*, item: Item, kind: str, by: User, at: datetime, **rest: Any) -> ListingFact:
    """Add what was seen of an item, without a clock to settle."""
    given = {"how": "opened_link", "checked_by": "advocate", "now": at}
    return services.add_fact(item=item, kind=kind, by=by, at=at, **{**given, **rest})
