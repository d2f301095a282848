"""What the dated facts of one listing say about the hours that ran for it."""

from collections.abc import Iterable
from datetime import datetime

from evidence.rules.items import Fact, FactKind, standing

# A person looked; a platform's own word is no look.
LOOKS = frozenset({FactKind.SEEN_UP, FactKind.PARTIAL, FactKind.SEEN_GONE, FactKind.BACK})


def first_removed_at(facts: Iterable[Fact], *, since: datetime) -> datetime | None:
    """Give when it first came down after this moment, once a person saw it gone.

    What came back later was removed all the same: the Act asks nothing about re-uploads
    (law.md 1.6), so a reappearance is a new listing and a new request.
    """
    told = sorted(facts, key=lambda fact: fact.at)
    for upto, fact in enumerate(told, start=1):
        if fact.kind == FactKind.SEEN_GONE and fact.at >= since:
            return standing(told[:upto]).removed_at
    return None


def is_up(facts: Iterable[Fact]) -> bool:
    return not standing(facts).is_gone


def last_look(facts: Iterable[Fact]) -> Fact | None:
    looks = [fact for fact in facts if fact.kind in LOOKS]
    return max(looks, key=lambda fact: fact.at, default=None)
