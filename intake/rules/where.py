"""What a place that was told of comes to, by what the directory says of its platform."""

from collections.abc import Mapping
from typing import NamedTuple

from intake.rules.words import PlaceKind, Where
from removal.rules.words import Coverage

CARRIES_ONLY = frozenset({"cdn"})  # hosts no content itself
ENCRYPTED_APPS = frozenset({"facetime", "imessage", "signal", "threema", "whatsapp", "wire"})

BY_COVERAGE: Mapping[str, Where] = {
    Coverage.COVERED.value: Where.COVERED,
    Coverage.UNCLEAR.value: Where.UNCLEAR,
    Coverage.EXCLUDED.value: Where.OUTSIDE,
}


class Row(NamedTuple):
    """What the directory says of a platform, as far as a plan asks."""

    slug: str
    kind: str
    coverage: str


def where_of(kind: str, *, name: str, on_a_site: bool, row: Row | None) -> Where:
    """Give what a place comes to; a site that the directory does not know is unclear, not unknown.

    An account of which nobody said what it is on is no place yet.
    """
    if kind == PlaceKind.SEARCH or (row is not None and row.kind == "search"):
        return Where.SEARCH
    if {name.casefold(), row.slug if row else ""} & ENCRYPTED_APPS:
        return Where.ENCRYPTED
    if row is not None:
        return Where.OUTSIDE if row.kind in CARRIES_ONLY else BY_COVERAGE[row.coverage]
    return Where.UNKNOWN if kind == PlaceKind.ACCOUNT and not on_a_site else Where.UNCLEAR
