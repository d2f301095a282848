"""What a new request begins from: the case's items by platform, and what was said before."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from cases.models import Case
from evidence.models import Item
from removal import facts, withheld
from removal.models import Listing, Platform, RemovalRequest
from removal.rules.directory import OTHER_SITE
from removal.rules.words import Status


class Choice(NamedTuple):
    """One item, whether it is chosen to begin with, and why not."""

    item: Item
    chosen: bool
    is_hidden: bool
    note: str


class Group(NamedTuple):
    platform: Platform
    is_known: bool
    choices: list[Choice]


LIVE = (Status.DRAFT.value, Status.SUBMITTED.value, Status.RECEIVED.value)


def groups(case: Case) -> dict[str, Any]:
    """Give the case's items under the platform that certainly holds them, or other-site."""
    known, platforms = facts.domains(), {one.slug: one for one in Platform.objects.all()}
    asked = _asked(case)
    found: dict[str, list[Choice]] = {}
    for item in items_of(case):
        slug = facts.slug_of(item.host, known) if item.host else ""
        found.setdefault(slug or OTHER_SITE, []).append(_choice(item, asked.get(item.pk, "")))
    ordered = sorted(found, key=lambda slug: (slug == OTHER_SITE, platforms[slug].name))
    return {
        "groups": [Group(platforms[slug], slug != OTHER_SITE, found[slug]) for slug in ordered],
        "platforms": sorted(platforms.values(), key=lambda one: one.name.casefold()),
    }


def items_of(case: Case) -> list[Item]:
    """Give the case's items, each with the case at hand whose key opens it."""
    items = list(case.items.prefetch_related("facts"))
    for item in items:
        item.case = case
    return items


def latest(case: Case) -> RemovalRequest | None:
    """Give the case's last request: who signs and why is mostly the same for the next."""
    rows = RemovalRequest.objects.filter(case=case).for_display()
    found: RemovalRequest | None = rows.order_by("-created_at").first()
    return found


def recognised_by(case: Case, item_ids: Collection[str]) -> list[str]:
    chosen: Iterable[Item] = (item for item in items_of(case) if str(item.pk) in item_ids)
    return sorted({one for item in chosen for one in item.identifiable_by})


def _choice(item: Item, asked_in: str) -> Choice:
    gone = facts.is_gone(item)
    note = "seen gone" if gone else f"in {asked_in}" if asked_in else ""
    return Choice(item, not note, withheld.hides(item), note)


def _asked(case: Case) -> dict[Any, str]:
    """Give, for each item under way, the request that asks for it."""
    rows = Listing.objects.filter(request__case=case, request__status__in=LIVE)
    return {row.item_id: row.request.label for row in rows.select_related("request")}
