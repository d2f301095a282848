"""Requests under a lock, all that share a listing at once and in one order."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from deadlines.models import Clock
from deadlines.services import complaining
from deadlines.services.settling import settle
from removal.models import RemovalRequest
from removal.rules.words import Status
from removal.services import exchange


def lock_kin(*, item_ids: Collection[UUID]) -> None:
    """Lock every request that lists one of these items, by key, before any is changed.

    Their clocks too: a sweep holds a clock and then asks for the case's chain, so that whoever
    wrote in the chain first, and asked for the clock of a second request after, would wait in a
    ring with it.
    """
    listing = RemovalRequest.objects.filter(listings__item__in=item_ids).values("pk")
    kin = RemovalRequest.objects.filter(pk__in=listing).order_by("pk")
    list(kin.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    clocks = Clock.objects.filter(request__in=listing).order_by("pk")
    list(clocks.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def settle_kin(*, item_ids: Collection[UUID], now: datetime) -> list[RemovalRequest]:
    """Resolve, open again and settle each request that lists one of these items; give them all.

    They are read anew, so that a fact added a moment ago counts.
    """
    listing = RemovalRequest.objects.filter(listings__item__in=item_ids).values("pk")
    kin = RemovalRequest.objects.for_display().filter(pk__in=listing).order_by("pk")
    kin = kin.exclude(status=Status.DRAFT.value)
    for request in kin:
        resolved = exchange.resolve_if_gone(request=request, now=now)
        if not resolved:
            exchange.reopen_if_up(request=request, now=now)
        settle(request=request, now=now)
        complaining.tell_what_followed(request=request, now=now)
    return list(kin)
