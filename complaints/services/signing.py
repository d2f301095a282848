"""Sign-offs: of one revision, by other people than its writers, as many as the gate asks for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases.models import Release
from cases.rules import TaskKind
from cases.services import require_release, settle_task
from complaints import released
from complaints.models import ComplaintDraft, SignOff
from complaints.rules.completeness import State
from complaints.rules.moves import require_complete, require_move, require_signed
from complaints.rules.signing import EndedBecause, require_own, require_signer, still_wanted
from complaints.rules.words import Status
from complaints.services.drafting import owe_review
from complaints.services.locked import locked_draft
from complaints.services.writing import SIGNED
from complaints.signing import Signing, has_words_in
from complaints.standing import standing_of


@transaction.atomic
def sign_off(
    *,
    draft_id: UUID,
    by: User,
    now: datetime,
    on_revision: int | None = None,
) -> ComplaintDraft:
    """Sign the revision in force, under the release that stands; the last one wanted completes it.

    Where coverage is unclear, the operator is abroad or content is disputed, an attorney and a
    second person sign, neither of whom wrote in the text (ADR 0054).
    """
    require(by.role, Deed.SIGN_OFF_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by, on_revision=on_revision)
    require_move(draft.status, Status.SIGNED_OFF)
    standing = standing_of(draft, now=now)
    signing = standing.signing
    _require_signer(draft, signing, by)
    require_complete(check for check in standing.checks if check.state is State.MISSING)
    release = require_release(case=draft.case, now=now, **released.needed(draft))
    SignOff.objects.create(
        case=draft.case,
        draft=draft,
        revision=draft.revision_number,
        sha256=standing.revision.sha256,
        signed_by=by,
        role=by.role,
        signed_at=now,
        release=release,
    )
    still = still_wanted(signing.wants.people, (*signing.roles, by.role))
    draft.signs_wanted = signing.wants.people
    if not still:
        _complete(draft, release, by, now)
    draft.save(update_fields=["signs_wanted", "status", *SIGNED])
    given = len(signing.given) + 1
    _record(
        draft,
        by,
        "complaints.signed_off",
        sha256=standing.revision.sha256,
        release=str(release.pk),
        which=f"{given} of {signing.wants.people}",
    )
    return draft


@transaction.atomic
def withdraw_sign_off(*, draft_id: UUID, by: User, now: datetime) -> ComplaintDraft:
    """Take one's own sign-off back before the filing; the text is in review again."""
    require(by.role, Deed.SIGN_OFF_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by)
    require_signed(draft.status)
    own = draft.sign_offs.filter(signed_by=by, ended_at=None)
    require_own(signed=draft.signed_off_by_id == by.pk or own.exists())
    own.update(ended_at=now, ended_by=by, ended_because=EndedBecause.WITHDRAWN.value)
    draft.status = Status.IN_REVIEW.value
    draft.signed_off_at = draft.signed_off_by = draft.signed_off_revision = None
    draft.release, draft.released_by_word = None, False
    draft.save(update_fields=["status", *SIGNED])
    owe_review(draft=draft, now=now)
    _record(draft, by, "complaints.withdrew_sign_off")
    return draft


def _require_signer(draft: ComplaintDraft, signing: Signing, by: User) -> None:
    require_signer(
        sent=draft.review_by_id == by.pk,
        wrote=has_words_in(draft, by),
        signed=any(one.signed_by_id == by.pk for one in signing.given),
        role=by.role,
        count=signing.wants.people,
        given=signing.roles,
    )


def _complete(draft: ComplaintDraft, release: Release, by: User, now: datetime) -> None:
    draft.status = Status.SIGNED_OFF.value
    draft.signed_off_at, draft.signed_off_by = now, by
    draft.signed_off_revision = draft.revision_number
    draft.release, draft.released_by_word = release, False
    settle_task(kind=TaskKind.REVIEW_DRAFT, subject_id=draft.pk, by=by, now=now)


def _record(draft: ComplaintDraft, by: User, action: str, **more: str) -> None:
    trail.record(
        by=by,
        action=action,
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        revision=draft.revision_number,
        **more,
    )
