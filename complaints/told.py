"""The rows that a complaint is told from, read once and under one key."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from cases.models import CaseOwned, Release, Survivor
from cases.rules import handled_as_minor
from complaints import released
from complaints.models import ComplaintDraft
from complaints.naming import Names, without_addresses
from evidence.models import Item, ListingFact
from evidence.rules.hosts import registered_domain
from removal import facts
from removal.models import Answer, Receipt, RemovalRequest, Submission
from removal.rules.parts import Part, parts
from removal.rules.words import SignerRole


@dataclass(frozen=True)
class Identical:
    """An item on the same platform that is recorded as identical to listings of the request."""

    item: Item
    same_as: tuple[Item, ...]
    told_by: Submission | None  # the notice that told the platform of it
    in_this_request: bool


@dataclass(frozen=True)
class Told:
    draft: ComplaintDraft
    request: RemovalRequest
    submission: Submission | None
    receipt: Receipt | None
    answers: tuple[Answer, ...]
    items: tuple[Item, ...]
    identical: tuple[Identical, ...]
    parts: tuple[Part, ...]
    names: Names
    release: Release | None = None  # for this regulator, the last that was not taken back

    @property
    def minor(self) -> bool:
        """Tell whether no address may be printed: anyone under 18 or unsure (law.md R2)."""
        shown = (*self.items, *(one.item for one in self.identical))
        ages = (item.age_when_made for item in shown)
        return handled_as_minor(self.request.case.age_when_made, *ages)

    @property
    def zone(self) -> str:
        """Give the zone in which the first listing was told, for local times."""
        return self.items[0].source_zone if self.items else "UTC"

    def clean(self, text: str) -> str:
        """Give somebody's words without the person's name, or a possible minor's places."""
        words = self.names.withhold(" ".join(text.split()))
        return without_addresses(words) if self.minor else words


def gather(draft: ComplaintDraft) -> Told:
    """Read everything that the draft's text is told from; about a dozen queries, no more a row."""
    request = RemovalRequest.objects.for_display().get(pk=draft.request_id)
    items = tuple(one.item for one in request.listings.all())
    directory = facts.domains()
    answers = tuple(Answer.objects.filter(request=request).order_by("answered_at", "recorded_at"))
    submission = Submission.objects.filter(request=request).first()
    receipt = Receipt.objects.filter(request=request, replaced_at=None).first()
    identical = _identical(request, items, directory)
    told = [*answers, *(one for one in (submission, receipt) if one), *items]
    _under_one_key(request, [*told, *(one.item for one in identical)])
    return Told(
        draft=draft,
        request=request,
        submission=submission,
        receipt=receipt,
        answers=answers,
        items=items,
        identical=identical,
        parts=parts(facts.of(request, directory=directory)),
        names=names_of(request),
        release=released.latest(draft),
    )


def standing_facts(item: Item) -> list[ListingFact]:
    """Give an item's facts that were not retracted, in the order they happened."""
    held = (fact for fact in item.facts.all() if fact.retracted_at is None)
    return sorted(held, key=lambda fact: (fact.at, fact.recorded_at))


def _under_one_key(request: RemovalRequest, rows: Iterable[CaseOwned]) -> None:
    for row in rows:
        row.case = request.case  # its key is loaded; each row would ask for it again


def names_of(request: RemovalRequest) -> Names:
    """Give the names that must stand in no complaint on this request."""
    survivor = Survivor.objects.filter(case=request.case).first()
    names = [survivor.name if survivor else ""]
    if request.signer_role == SignerRole.SELF:
        names.append(request.signer_name)
    return Names(tuple(dict.fromkeys(str(name) for name in names if name.strip())))


def _identical(
    request: RemovalRequest, items: tuple[Item, ...], directory: dict[str, str]
) -> tuple[Identical, ...]:
    """Find what copy links tie to a listing, on the same platform."""
    related = list(
        Item.objects.filter(Q(copy_of__isnull=False) | Q(copies__isnull=False), case=request.case)
        .distinct()
        .order_by("number")
        .prefetch_related("facts", Prefetch("listings__request__submission"))
    )
    _under_one_key(request, related)
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
