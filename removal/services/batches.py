"""Sending to one platform in a row: the order of work; each submission is its request's own."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules.moves import require_known
from removal import batching
from removal.models import Batch, BatchEntry, RemovalRequest
from removal.rules.desk_spoken import SKIPPED
from removal.rules.desk_words import Skipped
from removal.rules.directory import OTHER_SITE
from removal.services.locked import locked_platform


@transaction.atomic
def begin_batch(*, slug: str, by: User, now: datetime) -> Batch:
    """Put in a row all that this person could send this platform now; one batch at a time."""
    require(by.role, Deed.WRITE_REQUEST)
    platform = locked_platform(slug=slug, by=by)
    if slug == OTHER_SITE:
        raise NotAllowed(
            "Other sites have no form in common. Send these one by one.", code="no_one_form"
        )
    if Batch.objects.visible_to(by).open().filter(platform=platform).exists():
        raise NotAllowed(
            "You have a batch for this platform already. Go on with that one.", code="batch_open"
        )
    ready = batching.submittable(by, platform, now=now)
    if not ready:
        raise NotAllowed(
            "No request to this platform is complete and unsent.", code="nothing_to_send"
        )
    batch = Batch.objects.create(platform=platform, made_by=by, made_at=now)
    BatchEntry.objects.bulk_create(
        BatchEntry(batch=batch, request=offered.request, place=place)
        for place, offered in enumerate(ready, start=1)
    )
    _enter("removal.began_batch", batch, by=by, requests=len(ready))
    return batch


@transaction.atomic
def skip_in_batch(
    *, batch_id: UUID, request_id: UUID, because: str, by: User, now: datetime
) -> BatchEntry:
    """Pass over a request of the batch, and say why; the request itself stays as it is."""
    require(by.role, Deed.WRITE_REQUEST)
    require_known(because, SKIPPED, field="because")
    batch = _open_batch(batch_id, by)
    in_sight = batch.entries.filter(request__in=RemovalRequest.objects.visible_to(by))
    entry = in_sight.select_related("request__case").get(request_id=request_id)
    entry.skipped_because, entry.skipped_at = because, now
    entry.save(update_fields=["skipped_because", "skipped_at"])
    request = entry.request
    trail.record(
        by=by,
        action="removal.skipped_in_batch",
        subject=request,
        case=request.case,
        request=request.label,
        because=SKIPPED[Skipped(because)].lower(),
    )
    return entry


@transaction.atomic
def take_up_in_batch(*, batch_id: UUID, by: User, now: datetime) -> Batch:
    """Put back in the row what was passed over."""
    require(by.role, Deed.WRITE_REQUEST)
    batch = _open_batch(batch_id, by)
    again = batch.entries.exclude(skipped_at=None).update(skipped_at=None, skipped_because="")
    _enter("removal.took_up_skipped", batch, by=by, requests=again)
    return batch


@transaction.atomic
def end_batch(*, batch_id: UUID, by: User, now: datetime) -> Batch:
    """Put the batch away; what was not sent stays a draft on its own page."""
    require(by.role, Deed.WRITE_REQUEST)
    batch = _open_batch(batch_id, by)
    batch.ended_at = now
    batch.save(update_fields=["ended_at"])
    _enter("removal.ended_batch", batch, by=by, requests=batch.entries.count())
    return batch


def _open_batch(batch_id: UUID, by: User) -> Batch:
    mine = Batch.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    batch: Batch = mine.get(pk=batch_id)
    if batch.ended_at is not None:
        raise NotAllowed("This batch was put away. Begin another.", code="batch_ended")
    return batch


def _enter(action: str, batch: Batch, *, by: User, requests: int) -> None:
    trail.record(by=by, action=action, subject=batch, platform=batch.platform_id, requests=requests)
