from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, Role, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case, Release, ReleaseQuerySet
from cases.rules.release_words import COVERS, Information, Purpose
from cases.rules.releases import holds, taken_back_at_once
from cases.services.locked import locked_case
from restitution.rules.subpoena import (
    ALWAYS,
    GIVEN,
    RECIPIENTS,
    Notified,
    Withheld,
    not_given,
    require_chosen,
    require_decided,
)
from restitution.subpoena.gathering import gathered
from restitution.subpoena.pack import pack
from restitution.subpoena.part import Part

CONTENT_TYPE = "application/zip"


class Exported(NamedTuple):
    name: str  # the case code and nothing else tells what it is
    content_type: str
    content: bytes
    manifest: str


class Preview(NamedTuple):
    """What would leave, and what stays."""

    parts: list[Part]
    withheld: list[Withheld]


@transaction.atomic
def open_subpoena(*, case: Case, by: User) -> None:
    """Enter that someone looked at what a subpoena would be given."""
    require(by.role, Deed.ANSWER_SUBPOENA)
    trail.record(by=by, action="restitution.previewed_subpoena", subject=case, case=case)


def releases_for(*, case: Case) -> ReleaseQuerySet:
    """Give the releases in force that are for answering a subpoena, whoever asks in the house."""
    return (
        Release.objects.filter(
            case=case,
            purpose=Purpose.SUBPOENA.value,
            recipient_kind__in=[one.value for one in RECIPIENTS],
        )
        .holding()
        .for_display()
    )


def preview(*, case: Case, release: Release, chosen: Collection[str]) -> Preview:
    """Give what the release lets go, category by category, and every reason for what stays."""
    parts = gathered(case, chosen)
    inside = [one for part in parts for one in part.withheld]
    return Preview(parts, [*not_given(release.information, chosen), *inside, *ALWAYS])


def require_told_of(*, case: Case, release: Release, by: User) -> None:
    """Inner: an attorney gives on nothing that their own release does not let them read."""
    if by.role != Role.ATTORNEY:
        return
    lacking = [
        COVERS[one]
        for one in GIVEN
        if one.value in release.information
        and not Case.objects.visible_to(by).told_of(by, one.value).filter(pk=case.pk).exists()
    ]
    if lacking:
        raise NotAllowed(
            f"Your own release does not cover {' or '.join(lacking)}, which this one does. A"
            " supervisor gives it out, once you have decided.",
            code="release_needed",
        )


@transaction.atomic
def export_subpoena(
    *,
    case_id: UUID,
    release_id: UUID,
    parts: Collection[str],
    notified: str,
    decided: bool = False,
    within_limits: bool = False,
    by: User,
    now: datetime,
) -> Exported:
    """Give exactly the released part; the release is asked again at this moment, and locked.

    The entry keeps what went by kind, how the survivor came to know, and the manifest's digest.
    """
    require(by.role, Deed.ANSWER_SUBPOENA)
    case = locked_case(case_id=case_id, by=by)
    release = _release(case, release_id, now=now)
    require_told_of(case=case, release=release, by=by)
    chosen = require_chosen(parts, release.information)
    limited = bool(release.information_words)
    require_decided(decided=decided, within_limits=within_limits, limited=limited)
    given = preview(case=case, release=release, chosen=chosen)
    made = pack(case, release=release, parts=given.parts, withheld=given.withheld, now=now)
    trail.record(
        by=by,
        action="restitution.exported_subpoena",
        subject=case,
        case=case,
        recipient=release.recipient_kind,
        release=str(release.pk),
        parts=[COVERS[Information(one)] for one in chosen],
        left_out=sorted(set(release.information) - set(chosen)),
        notified=Notified(notified).value,
        withheld=len(given.withheld),
        files=len(made.parts),
        sha256=made.manifest,
    )
    return Exported(f"{case.code}-released.zip", CONTENT_TYPE, made.packed, made.manifest)


def _release(case: Case, release_id: UUID, *, now: datetime) -> Release:
    known = Release.objects.filter(case=case, purpose=Purpose.SUBPOENA.value)
    locked = known.select_for_update(of=("self",), no_key=True).filter(pk=release_id)
    release: Release | None = locked.first()
    if release is None or release.recipient_kind not in RECIPIENTS:
        raise NotAllowed(
            "Choose a release of this case that is for answering a subpoena.",
            code="not_in_this_case",
            field="release_id",
        )
    release.case = case
    if not holds(taken_back_at_once(release.terms, now), now):
        raise NotAllowed(
            "This release has ended or was revoked. Nothing leaves under it.",
            code="release_needed",
        )
    return release
