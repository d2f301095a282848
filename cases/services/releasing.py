"""Asking for a release at the moment of an outward act, and taking one back."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import Deed, require
from audit.rules import NotAllowed
from cases import recipients
from cases.models import Case, Release
from cases.rules.releases import Needed, lets, taken_back_at_once, why_not
from cases.services.locked import locked_case
from cases.services.signing import enter_release


@transaction.atomic
def revoke_release(*, release_id: UUID, reason: str = "", by: User, now: datetime) -> Release:
    """End a release now: the survivor's word is enough, spoken too, and needs no reason.

    What it renewed, and what renewed it, says the same: a yes that is taken back ends all of them.
    """
    require(by.role, Deed.WORK_CASE)
    release = locked_release(release_id=release_id, by=by)
    if release.revoked_at is not None:
        raise NotAllowed("This release was revoked already.", code="release_revoked")
    release.revoked_at, release.revoked_by = now, by
    release.revoked_because = reason.strip()
    release.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
    same = Release.objects.filter(pk__in=_renewals(release), revoked_at=None)
    same.update(revoked_at=now, revoked_by=by)
    enter_release(release=release, action="cases.revoked_release", by=by)
    return release


def _renewals(release: Release) -> list[UUID]:
    """Give the rows of the same yes: what this one renewed, and what renewed it."""
    rows = Release.objects.filter(case_id=release.case_id).values_list("pk", "follows_id")
    renewed = dict(rows)
    renews = {earlier: later for later, earlier in renewed.items() if earlier}
    line: list[UUID] = []
    for way in (renewed, renews):
        at = way.get(release.pk)
        while at:
            line.append(at)
            at = way.get(at)
    return line


def require_release(
    *,
    case: Case,
    recipient_kind: str,
    recipient_ref: str,
    purpose: str,
    information: Collection[str],
    now: datetime,
    happened: bool = False,
) -> Release:
    """Inner: give the release that lets this be told at this moment, locked until the act is done.

    Whoever revokes it meanwhile waits, so that nothing goes out under a release that is gone. What
    `happened` before it was recorded is asked for as of then: a later revocation undoes nothing.
    """
    needed = Needed(
        who=recipients.name_of(recipient_kind, recipient_ref),
        recipient_kind=recipient_kind,
        recipient_ref=recipient_ref,
        purpose=purpose,
        information=frozenset(information),
    )
    meant = Release.objects.filter(case=case).to_recipient(recipient_kind, recipient_ref)
    found: list[Release] = list(
        meant.select_for_update(of=("self",), no_key=True).order_by("-expires_at", "pk")
    )
    known = [one.terms if happened else taken_back_at_once(one.terms, now) for one in found]
    for release, terms in zip(found, known, strict=True):
        if lets(terms, needed, now):
            return release
    why = why_not(known, needed, now, timezone.get_current_timezone())
    raise NotAllowed(why, code="release_needed")


def locked_release(*, release_id: UUID, by: User, whole_case: bool = False) -> Release:
    """Inner: give a release for a change; with its case locked first where people matter too."""
    mine = Release.objects.visible_to(by).select_related("case__key")
    if whole_case:
        locked_case(case_id=mine.get(pk=release_id).case_id, by=by)
    release: Release = mine.select_for_update(of=("self",), no_key=True).get(pk=release_id)
    return release
