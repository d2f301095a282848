"""What may be said of an item when it is recorded or corrected."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict
from uuid import UUID


class ItemFacts(TypedDict, total=False):
    """The facts of one item (law.md section 6); never an image, never its fingerprint."""

    category: str
    url: str
    handle: str
    account_name: str
    platform_item_id: str
    locator: str
    description: str
    seen_by: str
    how_known: str
    first_seen_at: datetime
    source_zone: str
    age_when_made: str
    is_synthetic: str
    identifiable_by: Iterable[str]
    copy_of_id: UUID | None
    follows_id: UUID | None
    screenshot_held_by: str
    screenshot_sha256: str
