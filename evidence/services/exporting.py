from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case, Release
from cases.rules.moves import require_reason
from cases.rules.releases import holds, taken_back_at_once
from cases.services import require_release
from cases.services.locked import locked_case
from evidence.log import bundle
from evidence.log.rows import is_hidden
from evidence.models import Item

TOLD = frozenset({"locations", "exchange"})  # what the log tells, as releases name it
CONTENT_TYPE = "application/zip"


class Exported(NamedTuple):
    name: str  # the case code and nothing else tells what it is
    content_type: str
    content: bytes
    manifest: str


@transaction.atomic
def open_log(*, case: Case, by: User) -> None:
    """Enter that someone opened the evidence log of a case."""
    labels = [item.label for item in Item.objects.filter(case=case).order_by("number")]
    trail.record(by=by, action="evidence.opened_log", subject=case, case=case, items=labels)


@transaction.atomic
def export_log(
    *,
    case_id: UUID,
    release_id: UUID,
    hidden_too: bool = False,
    reason: str = "",
    by: User,
    now: datetime,
) -> Exported:
    """Give the evidence log to take away, under a release that lets its recipient be told.

    The entry keeps the digest of the manifest: what was given can be told from what was not.
    """
    require(by.role, Deed.EXPORT_PACKET)
    case = locked_case(case_id=case_id, by=by)
    release = _release(case, release_id, by=by, now=now)
    if hidden_too:
        require(by.role, Deed.REVEAL)
        require_reason(by.role, reason)
    items = _items(case)
    made = bundle.pack(
        case=case, items=items, release=release, hidden_too=hidden_too, role=by.role, now=now
    )
    trail.record(
        by=by,
        action="evidence.exported_log",
        subject=case,
        case=case,
        items=[item.label for item in items],
        recipient=release.recipient_kind,
        recipient_ref=release.recipient_ref,
        release=str(release.pk),
        manifest=made.manifest,
        kept_back=sum(map(is_hidden, items)) if not hidden_too else 0,
        **({"reason": reason} if hidden_too else {}),
    )
    return Exported(f"{case.code}-evidence.zip", CONTENT_TYPE, made.packed, made.manifest)


def _items(case: Case) -> Collection[Item]:
    """Give the items with the case at hand, whose key opens them."""
    items = list(Item.objects.filter(case=case).for_display().order_by("number"))
    if not items:
        raise NotAllowed("There is no item yet, so there is no log.", code="no_item")
    for item in items:
        item.case = case
    return items


def _release(case: Case, release_id: UUID, *, by: User, now: datetime) -> Release:
    """Give the release that was chosen, if it lets its recipient have the log at this moment."""
    mine = Release.objects.visible_to(by).filter(case=case)
    chosen: Release | None = mine.filter(pk=release_id).first()
    if chosen is None:
        raise NotAllowed(
            "Choose a release of this case.", code="not_in_this_case", field="release_id"
        )
    if chosen.recipient_ref:
        return require_release(
            case=case,
            recipient_kind=chosen.recipient_kind,
            recipient_ref=chosen.recipient_ref,
            purpose=chosen.purpose,
            information=TOLD,
            now=now,
        )
    return _held_by_name(chosen, now=now)


def _held_by_name(chosen: Release, *, now: datetime) -> Release:
    """Ask of a release to someone without a code: no other release can be meant."""
    release: Release = Release.objects.select_for_update(of=("self",), no_key=True).get(
        pk=chosen.pk
    )
    if not holds(taken_back_at_once(release.terms, now), now):
        raise NotAllowed("This release has ended or was revoked.", code="release_needed")
    if TOLD - release.terms.information:
        raise NotAllowed(
            "This release does not cover where the image is, or what platforms were sent and"
            " answered. Ask the survivor whether they release that too.",
            code="release_needed",
        )
    return release
