"""Items as a list shows them: where, found by whom, custody, state, fingerprints, copies."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from evidence import custody
from evidence.custody import Event
from evidence.models import Fingerprint, Item
from evidence.rules.fingerprints import names
from evidence.shown import Shown, shown


class Listed(NamedTuple):
    """One row; `kin` says of which item it is a copy or a return, and which are of it."""

    item: Item
    shown: Shown
    custody: Event | None
    fingerprints: list[str]
    kin: list[str]


def listed(items: Iterable[Item], *, reader: User) -> list[Listed]:
    """Give the rows of a list in a number of questions that never grows with it."""
    rows = list(items)
    last = custody.latest(rows, reader=reader)
    prints, kin = _fingerprints(rows), _of_it(rows)
    return [
        Listed(
            item,
            shown(item),
            last.get(str(item.pk)),
            prints.get(item.pk, []),
            [*_it_is(item), *kin.get(item.pk, [])],
        )
        for item in rows
    ]


def _fingerprints(rows: list[Item]) -> dict[UUID, list[str]]:
    kept = Fingerprint.objects.filter(item__in=rows).kept()
    found: dict[UUID, set[str]] = defaultdict(set)
    for pk, algorithm in kept.values_list("item_id", "algorithm"):
        found[pk].add(algorithm)
    return {pk: names(sorted(algorithms)) for pk, algorithms in found.items()}


def _it_is(item: Item) -> list[str]:
    told = [("Copy", item.copy_of), ("Return", item.follows)]
    return [f"{word} of {other.label}" for word, other in told if other is not None]


def _of_it(rows: list[Item]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    kin = Item.objects.filter(Q(copy_of__in=rows) | Q(follows__in=rows)).order_by("number")
    for number, copy_of, follows in kin.values_list("number", "copy_of_id", "follows_id"):
        if copy_of:
            found[copy_of].append(f"Copied as E{number}")
        if follows:
            found[follows].append(f"Back as E{number}")
    return found
