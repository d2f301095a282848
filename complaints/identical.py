"""Items on the same platform that are recorded as copies of what a request lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from cases.models import CaseOwned
from evidence.models import Item
from evidence.rules.hosts import registered_domain
from removal import facts
from removal.models import RemovalRequest, Submission


@dataclass(frozen=True)
class Identical:
    """An item on the same platform that is recorded as identical to listings of the request."""

    item: Item
    same_as: tuple[Item, ...]
    told_by: Submission | None  # the notice that told the platform of it
    in_this_request: bool


def identical_to(
    request: RemovalRequest, items: tuple[Item, ...], directory: dict[str, str]
) -> tuple[Identical, ...]:
    """Find what copy links tie to a listing, on the same platform."""
    related = list(
        Item.objects.filter(Q(copy_of__isnull=False) | Q(copies__isnull=False), case=request.case)
        .distinct()
        .order_by("number")
        .prefetch_related("facts", Prefetch("listings__request__submission"))
    )
    under_one_key(request, related)
    families = _families(related)
    here = _Here(request, items, directory)
    found = []
    for item in related:
        same_as = tuple(
            one for one in items if one.pk != item.pk and families.get(one.pk) == families[item.pk]
        )
        if same_as and here.holds(item):
            found.append(Identical(item, same_as, here.told_by(item), here.lists(item)))
    return tuple(found)


def _families(related: list[Item]) -> dict[Any, Any]:
    """Give each item's family: the item at the end of its copy links."""
    above = {item.pk: item.copy_of_id for item in related}

    def root(pk: Any) -> Any:
        seen = set()
        while above.get(pk) and pk not in seen:
            seen.add(pk)
            pk = above[pk]
        return min(seen | {pk}) if pk in seen else pk  # links in a ring: any one of them

    return {pk: root(pk) for pk in above}


@dataclass(frozen=True)
class _Here:
    """What counts as the same platform, and as having told it."""

    request: RemovalRequest
    items: tuple[Item, ...]
    directory: dict[str, str]

    def lists(self, item: Item) -> bool:
        return any(one.pk == item.pk for one in self.items)

    def holds(self, item: Item) -> bool:
        if self.lists(item) or self.told_by(item):
            return True
        slug = facts.slug_of(item.host, self.directory) if item.host else ""
        return slug == self.request.platform_id if slug else self._shares_a_site(item)

    def told_by(self, item: Item) -> Submission | None:
        sent = [
            listing.request.submission
            for listing in item.listings.all()
            if listing.request.platform_id == self.request.platform_id
            and hasattr(listing.request, "submission")
        ]
        return min(sent, key=lambda one: one.submitted_at, default=None)

    def _shares_a_site(self, item: Item) -> bool:
        site = registered_domain(item.host) if item.host else ""
        return bool(site) and any(
            one.host and registered_domain(one.host) == site for one in self.items
        )


def under_one_key(request: RemovalRequest, rows: Iterable[CaseOwned]) -> None:
    for row in rows:
        row.case = request.case  # its key is loaded; each row would ask for it again
