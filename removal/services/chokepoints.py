"""Who stands behind a site: noted by a person who found it out, asked by a request of its own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules import require_open, require_past
from cases.rules.moves import require_known
from removal import behind
from removal.directory import rungs
from removal.models import Chokepoint, Listing, NoneFound, Platform, RemovalRequest
from removal.rules.desk_spoken import CHOKEPOINTS, FOUND_HOW
from removal.rules.desk_words import Chokepoint as Kind
from removal.rules.words import Coverage, Process
from removal.services.changing import require_web_address
from removal.services.platforms import new_row
from removal.services.requests.drafts import next_number
from removal.services.requests.locked import locked_request

# What a request to a chokepoint takes over: who asks, and why; not the process of the site.
COPIED = (
    "signer_role",
    "signer_name",
    "signed_at",
    "signature_method",
    "authority",
    "identifiable_by",
    "good_faith_basis",
    "good_faith_statement",
    "contact",
)
ROW_KIND = {Kind.NETWORK: "cdn"}  # where the directory's own word differs


@transaction.atomic
def note_chokepoint(
    *,
    request_id: UUID,
    kind: str,
    platform_slug: str = "",
    name: str = "",
    contact_url: str = "",
    found_how: str,
    found_at: datetime,
    note: str = "",
    by: User,
    now: datetime,
) -> Chokepoint:
    """Note who stands behind the site, as somebody found it on their own device (ADR 0003).

    One that the directory lacks gets a row there; how it is reached waits for a second person.
    """
    require(by.role, Deed.WRITE_REQUEST)
    require_known(kind, CHOKEPOINTS, field="kind")
    require_known(found_how, FOUND_HOW, field="found_how")
    require_past(found_at, now, field="found_at")
    request = locked_request(request_id=request_id, by=by)
    require_open(request.case.status)
    platform = _row(kind, platform_slug, name, contact_url, by=by, now=now)
    if behind.noted_of(request).filter(kind=kind, platform=platform).exists():
        raise NotAllowed("This is noted already.", code="chokepoint_noted", field="platform_slug")
    noted: Chokepoint = Chokepoint.objects.create(  # type: ignore[misc]  # sealed names
        case=request.case,
        request=request,
        kind=kind,
        platform=platform,
        found_how=found_how,
        found_at=found_at,
        note=note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    _enter("removal.noted_chokepoint", noted, request, by=by)
    return noted


@transaction.atomic
def note_none(*, request_id: UUID, kind: str, by: User, now: datetime) -> NoneFound:
    """Note that a person looked for one of this kind and found none, so that the next is proposed.

    One that is found later is noted all the same.
    """
    require(by.role, Deed.WRITE_REQUEST)
    require_known(kind, CHOKEPOINTS, field="kind")
    request = locked_request(request_id=request_id, by=by)
    require_open(request.case.status)
    if behind.noted_of(request).filter(kind=kind).exists():
        raise NotAllowed("One of this kind is noted already.", code="chokepoint_noted")
    looked, is_new = NoneFound.objects.update_or_create(
        case=request.case,
        request=request,
        kind=kind,
        defaults={"looked_at": now, "recorded_by": by},
    )
    if is_new:
        trail.record(
            by=by,
            action="removal.found_no_chokepoint",
            subject=looked,
            case=request.case,
            request=request.label,
            kind=CHOKEPOINTS[Kind(kind)].lower(),
        )
    return looked


@transaction.atomic
def ask_chokepoint(*, chokepoint_id: UUID, by: User, now: datetime) -> RemovalRequest:
    """Draft the request to it, linked to the first: a request under its terms, with no hours.

    Sending it asks for a release that names it, as any request does.
    """
    require(by.role, Deed.WRITE_REQUEST)
    mine = Chokepoint.objects.visible_to(by).select_related("platform")
    noted: Chokepoint = mine.select_for_update(of=("self",), no_key=True).get(pk=chokepoint_id)
    first = locked_request(request_id=noted.request_id, by=by)
    require_open(first.case.status)
    if noted.asked_id is not None:
        raise NotAllowed("It is asked already: go on with that request.", code="already_asked")
    asked = RemovalRequest(
        case=first.case,
        platform=noted.platform,
        number=next_number(case=first.case),
        asked_as=noted.kind,
        process=Process.NOT_LOOKED.value,
        created_at=now,
        created_by=by,
        **{name: getattr(first, name) for name in COPIED},
    )
    asked.save(force_insert=True)
    Listing.objects.bulk_create(
        Listing(request=asked, item_id=one.item_id) for one in first.listings.all()
    )
    noted.asked = asked
    noted.save(update_fields=["asked"])
    _enter("removal.asked_chokepoint", noted, asked, by=by, behind=first.label)
    return asked


def _row(kind: str, slug: str, name: str, contact_url: str, *, by: User, now: datetime) -> Platform:
    """Give the directory's row of it, or a new one whose address a second person confirms."""
    if slug:
        known = Platform.objects.filter(
            pk=slug, kind__in=rungs.kinds()[kind].directory_kinds
        ).first()
        if known is None:
            raise NotAllowed(
                "Choose one of this kind from the directory, or give its name.",
                code="unknown_platform",
                field="platform_slug",
            )
        return known
    if not name.strip():
        raise NotAllowed("Choose it above, or give its name.", code="empty", field="name")
    require_web_address(written=contact_url, field="contact_url")
    told: dict[str, Any] = {
        "name": " ".join(name.split())[:100],
        "kind": ROW_KIND.get(Kind(kind), kind),
        "coverage": Coverage.UNCLEAR.value,
        "coverage_reason": rungs.kinds()[kind].why,
    }
    return new_row(fields=told, domains=(), report_url=contact_url, by=by, now=now)


def _enter(
    action: str, noted: Chokepoint, request: RemovalRequest, *, by: User, **told: str
) -> None:
    trail.record(
        by=by,
        action=action,
        subject=noted,
        case=request.case,
        request=request.label,
        kind=CHOKEPOINTS[Kind(noted.kind)].lower(),
        platform=noted.platform_id,
        **told,
    )
