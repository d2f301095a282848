"""What a list and a page say of two items whose fingerprints are near."""

from typing import NamedTuple

from accounts.models import User
from evidence.models import Fingerprint, Item, Match
from evidence.rules.fingerprints import KINDS, NEAR, Algorithm
from evidence.rules.turns import TURNS, Turn, seen_from_the_other
from evidence.shown import Shown, shown

NO_MATCH = (
    "No match never means that there is no copy. A crop, a frame, a caption or an edit is enough"
    " for a fingerprint to miss it."
)
BITS = {Algorithm.PDQ: 256, Algorithm.PHASH: 64}


class Pair(NamedTuple):
    """Two items, the earlier recorded first, and what speaks for one image."""

    match: Match
    first: Shown
    second: Shown
    algorithm: str
    tells: str
    near: str
    lies: str
    may_link: bool

    @property
    def word(self) -> str:
        if self.match.decided_at is None:
            return "To decide"
        return "Same image" if self.match.same else "Not the same"

    @property
    def tone(self) -> str:
        if self.match.decided_at is None:
            return "soon"
        return "accent" if self.match.same else "quiet"


def pair(match: Match) -> Pair:
    first, second = match.in_order
    kind = KINDS[Algorithm(match.algorithm)]
    return Pair(
        match,
        shown(first),
        shown(second),
        kind.name,
        kind.tells,
        _near(match),
        _lies(match, first),
        match.may_be_linked,
    )


def to_decide(reader: User, item: Item) -> int:
    """Count the pairs of an item that wait for a decision and that this person may see."""
    return Match.objects.visible_to(reader).on_item(item).to_decide().count()


class Digits(NamedTuple):
    """A fingerprint on its item's page; withdrawn, it has no digits left."""

    row: Fingerprint
    name: str
    note: str


def digits_of(item: Item) -> list[Digits]:
    rows = Fingerprint.objects.filter(item=item).for_display()
    return [Digits(row, KINDS[Algorithm(row.algorithm)].name, _note(row)) for row in rows]


def _note(row: Fingerprint) -> str:
    if row.withdrawn_at is None and not row.is_compared:
        return "Too plain to be compared with others."
    return ""


def _near(match: Match) -> str:
    if match.algorithm not in NEAR:
        return "Equal"
    bits = BITS[Algorithm(match.algorithm)]
    return f"{match.distance} of {bits} bits differ"


def _lies(match: Match, first: Item) -> str:
    turn = Turn(match.variant)
    return TURNS[turn if first.pk == match.item_a_id else seen_from_the_other(turn)]
