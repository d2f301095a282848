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
from cases.models import Case, Release, ReleaseQuerySet
from cases.rules.releases import Needed, lets, taken_back_at_once, why_not
from cases.services.locked import locked_case
from cases.services.signing import enter_release


@transaction.atomic
def revoke_release(*, release_id: UUID, reason: str = "", by: User, now: datetime) -> Release:
    """End a release now: the survivor's word is enough, spoken too, and needs no reason.

    What it renewed, and what renewed it, says the same: a yes that is taken back ends all of them.
    """
    require(by.role, Deed.WORK_CASE)
    case_id = Release.objects.visible_to(by).get(pk=release_id).case_id
    case = locked_case(case_id=case_id, by=by)  # nobody renews it meanwhile
    same = {one.pk: one for one in _locked(Release.objects.filter(pk__in=_line(case, release_id)))}
    release = same[release_id]
    release.case = case
    if release.revoked_at is not None:
        raise NotAllowed("This release was revoked already.", code="release_revoked")
    release.revoked_at, release.revoked_by = now, by
    release.revoked_because = reason.strip()
    release.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
    rest = Release.objects.filter(pk__in=same, revoked_at=None)
    rest.update(revoked_at=now, revoked_by=by)
    enter_release(release=release, action="cases.revoked_release", by=by)
    return release


def _line(case: Case, release_id: UUID) -> list[UUID]:
    """Give the rows of the same yes: this one, what it renewed, and what renewed it."""
    renewed = dict(Release.objects.filter(case=case).values_list("pk", "follows_id"))
    renews = {earlier: later for later, earlier in renewed.items() if earlier}
    line = [release_id]
    for way in (renewed, renews):
        at = way.get(release_id)
        while at:
            line.append(at)
            at = way.get(at)
    return line


def _locked(rows: ReleaseQuerySet) -> list[Release]:
    """Lock a set in the order of its keys, as whoever else locks several does."""
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


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
    found = sorted(_locked(meant), key=lambda one: one.expires_at, reverse=True)
    known = [one.terms if happened else taken_back_at_once(one.terms, now) for one in found]
    for release, terms in zip(found, known, strict=True):
        if lets(terms, needed, now):
            return release
    why = why_not(known, needed, now, timezone.get_current_timezone())
    raise NotAllowed(why, code="release_needed")


def locked_release(*, release_id: UUID, by: User) -> Release:
    """Inner: give a release for a change, with its case locked first."""
    mine = Release.objects.visible_to(by).select_related("case__key")
    locked_case(case_id=mine.get(pk=release_id).case_id, by=by)
    release: Release = mine.select_for_update(of=("self",), no_key=True).get(pk=release_id)
    return release
