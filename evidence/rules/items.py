"""Facts about images, never images: what may be said of an item (law.md section 6)."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class SeenBy(StrEnum):
    SURVIVOR = "survivor"
    ADVOCATE = "advocate"
    THIRD_PARTY = "third_party"


class HowKnown(StrEnum):
    SAW_IT = "saw_it"
    SAW_ACCOUNT = "saw_account"
    TOLD = "told"
    SEARCH_RESULT = "search_result"


class Category(StrEnum):
    IMAGE = "image"
    VIDEO = "video"
    LIVESTREAM = "livestream"
    ALBUM = "album"
    PROFILE = "profile"
    SEARCH_RESULT = "search_result"
    OTHER = "other"


class Identifiable(StrEnum):
    """How the person can be recognised (an "identifiable individual", 47 U.S.C. 223(h)(1))."""

    FACE = "face"
    LIKENESS = "likeness"
    MARK = "distinguishing_mark"
    NAME = "name"
    TEXT = "text"
    OTHER = "other"


class Synthetic(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class FactKind(StrEnum):
    """What is known of a listing: three dated facts, and the checks between them (ADR 0008)."""

    SEEN_UP = "seen_up"
    SAID_REMOVED = "said_removed"
    PARTIAL = "partial"  # geo-blocked or a broken link: law.md 1.6 leaves it undefined
    SEEN_GONE = "seen_gone"
    BACK = "back"


class How(StrEnum):
    OPENED_LINK = "opened_link"  # a person looked, on their own device
    SURVIVOR_SAYS = "survivor_says"
    PLATFORM_MESSAGE = "platform_message"
    SEARCH = "search"
    OTHER = "other"


class Fact(NamedTuple):
    kind: str
    at: datetime


class Standing(NamedTuple):
    """Where a listing stands: the three dated facts, each since it was last up."""

    said_removed_at: datetime | None = None
    seen_gone_at: datetime | None = None
    back_at: datetime | None = None

    @property
    def is_gone(self) -> bool:
        return self.seen_gone_at is not None

    @property
    def removed_at(self) -> datetime | None:
        """Give when it was removed, once a person saw it gone.

        A platform's earlier word counts from its own moment when a later look bears it out.
        """
        if self.seen_gone_at is None:
            return None
        return min(self.said_removed_at or self.seen_gone_at, self.seen_gone_at)

    @property
    def word(self) -> str:
        if self.seen_gone_at:
            return "seen gone"
        if self.said_removed_at:
            return "said removed"
        return "back" if self.back_at else "up"


def standing(facts: Iterable[Fact]) -> Standing:
    """Give where a listing stands after these facts, read in the order they happened."""
    now = Standing()
    for fact in sorted(facts, key=lambda fact: fact.at):
        now = _after(now, fact)
    return now


class Gone(NamedTuple):
    """When a listing was gone, and whether a person saw that or the platform alone said so."""

    at: datetime
    seen: bool


def gone_before(facts: Iterable[Fact]) -> Gone | None:
    """Give when a listing was gone before it last came back; nothing if it never was, or is not."""
    now, gone = Standing(), None
    for fact in sorted(facts, key=lambda fact: fact.at):
        if fact.kind == FactKind.BACK and (at := now.removed_at or now.said_removed_at):
            gone = Gone(at, seen=now.is_gone)
        now = _after(now, fact)
    return gone


def _after(now: Standing, fact: Fact) -> Standing:
    match fact.kind:
        case FactKind.SAID_REMOVED:
            return now._replace(said_removed_at=now.said_removed_at or fact.at)
        case FactKind.SEEN_GONE:
            return now._replace(seen_gone_at=now.seen_gone_at or fact.at)
        case FactKind.BACK:
            return Standing(back_at=fact.at)
        case FactKind.SEEN_UP:
            return Standing(back_at=now.back_at)
    return now
