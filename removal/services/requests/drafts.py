from collections.abc import Collection
from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases import overwritten
from cases.models import Case
from cases.rules import require_open
from cases.services.locked import locked_case
from evidence.models import Item
from evidence.rules.items import Identifiable
from removal import earlier
from removal.models import Platform, RemovalRequest
from removal.rules.moves import require_draft
from removal.rules.spoken import FIELDS
from removal.services.requests.given import Parts, fill, items_of, set_listings
from removal.services.requests.locked import locked_request

WRITTEN = {name: said for name, said in FIELDS.items() if name != "items"}


@transaction.atomic
def draft_request(
    *,
    case_id: UUID,
    platform_slug: str,
    item_ids: Collection[UUID],
    by: User,
    now: datetime,
    follows_id: UUID | None = None,
    **parts: Unpack[Parts],
) -> RemovalRequest:
    """Start a request to one platform; how the person can be recognised comes from its items."""
    require(by.role, Deed.WRITE_REQUEST)
    case = locked_case(case_id=case_id, by=by)
    require_open(case.status)
    items = items_of(case_id=case.pk, item_ids=item_ids)
    platform = _platform(platform_slug)
    request = RemovalRequest(
        case=case,
        platform=platform,
        number=next_number(case=case),
        follows=_earlier(case, follows_id)
        or earlier.request_for(case=case, platform=platform, items=items),
        identifiable_by=_recognised_by(items),
        created_at=now,
        created_by=by,
    )
    fill(request=request, parts=parts, now=now)
    request.save(force_insert=True)
    set_listings(request=request, items=items)
    items_named = [item.label for item in items] or "no item yet"
    _enter(request, "removal.drafted", by=by, items=items_named)
    return request


@transaction.atomic
def change_request(
    *,
    request_id: UUID,
    by: User,
    now: datetime,
    item_ids: Collection[UUID] | None = None,
    **parts: Unpack[Parts],
) -> RemovalRequest:
    """Change a draft; what a platform has been sent is never rewritten."""
    require(by.role, Deed.WRITE_REQUEST)
    request = locked_request(request_id=request_id, by=by)
    require_draft(request.status)
    place = f"request.{request.pk}"
    with overwritten.keeping(request, WRITTEN, place=place, of=request.label, by=by, now=now):
        changed = fill(request=request, parts=parts, now=now)
    if changed:
        request.save(update_fields=changed)
    if item_ids is not None:
        items = items_of(case_id=request.case_id, item_ids=item_ids)
        changed += ["items"] if set_listings(request=request, items=items) else []
    if not changed:
        raise NotAllowed("Nothing here differs from what is recorded.", code="nothing_changed")
    _enter(request, "removal.changed", by=by, changed=[FIELDS[name] for name in changed])
    return _fresh(request)


def _enter(request: RemovalRequest, action: str, *, by: User, **facts: str | list[str]) -> None:
    trail.record(
        by=by, action=action, subject=request, case=request.case, request=request.label, **facts
    )


def _fresh(request: RemovalRequest) -> RemovalRequest:
    """Give the row again: its listings were read before they were changed."""
    found: RemovalRequest = RemovalRequest.objects.for_display().get(pk=request.pk)
    return found


def _platform(slug: str) -> Platform:
    found = Platform.objects.filter(pk=slug).first()
    if found is None:
        raise NotAllowed(
            "Choose a platform of the directory, or “Other site”.",
            code="unknown_platform",
            field="platform",
        )
    return found


def next_number(*, case: Case) -> int:
    """Inner: give R1, R2…; the case's row is locked, so two drafts at once get two numbers."""
    highest = RemovalRequest.objects.filter(case=case).aggregate(top=Max("number"))["top"]
    return (highest or 0) + 1


def _earlier(case: Case, follows_id: UUID | None) -> RemovalRequest | None:
    if follows_id is None:
        return None
    found: RemovalRequest | None = RemovalRequest.objects.filter(case=case, pk=follows_id).first()
    if found is None:
        raise NotAllowed(
            "Choose an earlier request of this case.",
            code="not_in_this_case",
            field="follows_id",
        )
    return found


def _recognised_by(items: list[Item]) -> list[str]:
    known = {one for item in items for one in item.identifiable_by}
    return [kind.value for kind in Identifiable if kind.value in known]
