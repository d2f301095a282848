"""Items as the services leave them; every address on a reserved domain."""

from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from cases.models import Case
from evidence import services
from evidence.models import Item, ListingFact
from evidence.rules.fingerprints import Print

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


PDQ = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"
PHASH = "e7b3c1a592d84c36"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MD5 = "098f6bcd4621d373cade4e832627b4f6"


def fingerprints(*, item: Item, by: User, now: datetime = RECORDED, **facts: Any) -> Any:
    """Keep what a device made of one invented picture; name an algorithm to give other digits."""
    digits = {"pdq": PDQ, "phash": PHASH, "sha256": SHA256, "md5": MD5}
    digits |= {name: facts.pop(name) for name in list(facts) if name in digits}
    quality = facts.pop("quality", 100)
    given = {
        "producer": "reclaim-fingerprint/1",
        "byte_length": 204_800,
        "width": 1080,
        "height": 1350,
        "mime": "image/jpeg",
    }
    prints = [
        Print(name, text, quality if name == "pdq" else None)
        for name, text in digits.items()
        if text
    ]
    return services.keep_fingerprints(
        item_id=item.pk, prints=prints, by=by, now=now, **{**given, **facts}
    )
