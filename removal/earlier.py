"""What came back, and the request that had it removed: the fresh notice cites the earlier one."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from cases.models import Case
from evidence.models import Item
from evidence.rules.items import Fact, Gone, gone_before
from removal.models import Platform, RemovalRequest
from removal.rules.words import Status

SENT = (Status.SUBMITTED.value, Status.RECEIVED.value, Status.RESOLVED.value)


class Cited(NamedTuple):
    """The earlier request as a fresh notice names it; `gone` is nothing where no one saw it go."""

    code: str
    sent_at: datetime
    reference: str
    gone: Gone | None


def request_for(
    *, case: Case, platform: Platform, items: Collection[Item]
) -> RemovalRequest | None:
    """Give the last request to this platform that one of these came back after, if any did."""
    returned = {item.follows_id or item.pk for item in items if _came_back(item)}
    if not returned:
        return None
    sent = RemovalRequest.objects.filter(case=case, platform=platform, status__in=SENT)
    found: RemovalRequest | None = (
        sent.filter(listings__item__in=returned).order_by("-number", "-version").first()
    )
    return found


def cited(request: RemovalRequest) -> Cited | None:
    """Give what a notice says of the request that it follows; nothing if that was never sent."""
    earlier = request.follows
    submission = getattr(earlier, "submission", None)
    if earlier is None or submission is None:
        return None
    submission.case = request.case  # its key is loaded
    return Cited(
        code=f"{request.case.code}-{earlier.label}",
        sent_at=submission.submitted_at,
        reference=" ".join(submission.reference.split()),
        gone=_last_gone(listing.item for listing in request.listings.all()),
    )


def _came_back(item: Item) -> bool:
    return item.follows_id is not None or gone_before(_facts(item)) is not None


def _last_gone(items: Iterable[Item]) -> Gone | None:
    """Give when the last of these was gone: itself before it came back, or what it is back as."""
    known = [gone for item in items if (gone := _gone(item)) is not None]
    return max(known, key=lambda gone: gone.at) if known else None


def _gone(item: Item) -> Gone | None:
    return gone_before(_facts(item)) or (
        gone_before([*_facts(item.follows), Fact("back", item.first_seen_at)])
        if item.follows
        else None
    )


def _facts(item: Item) -> list[Fact]:
    return [Fact(one.kind, one.at) for one in item.facts.all() if one.retracted_at is None]
