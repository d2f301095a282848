"""What a list and a page say of an item; nothing here opens an address."""

from typing import NamedTuple

from cases.rules import handled_as_minor
from evidence.models import Item, ListingFact
from evidence.rules.items import Fact, Standing, standing
from evidence.rules.places import is_only_a_host

# fmt: off
TONES = {
    "up":           "neutral",
    "said removed": "soon",
    "seen gone":    "good",
    "back":         "soon",
}
# fmt: on


class Known(NamedTuple):
    """One of the three facts, and the record that says so, if any does."""

    label: str
    fact: ListingFact | None


class Shown(NamedTuple):
    """An item with where it stands, and whether its address stays hidden."""

    item: Item
    standing: Standing
    tone: str
    hidden: bool
    where: str

    @property
    def word(self) -> str:
        return self.standing.word.capitalize()

    @property
    def only_a_host(self) -> bool:
        return bool(self.item.url) and is_only_a_host(self.item.url)


def standing_of(item: Item) -> Standing:
    """Give where a listing stands by the facts that were not taken back."""
    return standing(Fact(fact.kind, fact.at) for fact in _standing(item))


def shown(item: Item) -> Shown:
    now = standing_of(item)
    hidden = handled_as_minor(item.case.age_when_made, item.age_when_made)
    where = "" if hidden else item.host or item.handle or item.account_name
    return Shown(item, now, TONES[now.word], hidden, where)


def three_facts(item: Item) -> list[Known]:
    """Give the three facts since it was last up, each with who says so and how."""
    now = standing_of(item)
    return [
        Known("The platform said removed", _record(item, "said_removed", now.said_removed_at)),
        Known("A person saw it gone", _record(item, "seen_gone", now.seen_gone_at)),
        Known("It came back", _record(item, "back", now.back_at)),
    ]


def _standing(item: Item) -> list[ListingFact]:
    return [fact for fact in item.facts.all() if fact.retracted_at is None]


def _record(item: Item, kind: str, at: object) -> ListingFact | None:
    return next((fact for fact in _standing(item) if (fact.kind, fact.at) == (kind, at)), None)
