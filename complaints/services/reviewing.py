"""From draft to sign-off: two people, one revision, and nothing missing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases.rules import TaskKind
from cases.services import owe_task, require_release, settle_task
from complaints import released
from complaints.models import ComplaintDraft
from complaints.revisions import in_force
from complaints.rules.completeness import State
from complaints.rules.moves import (
    require_complete,
    require_move,
    require_second_person,
)
from complaints.rules.words import Status
from complaints.services.locked import locked_draft
from complaints.services.writing import SIGNED, unsign
from complaints.standing import standing_of


@transaction.atomic
def send_to_review(*, draft_id: UUID, by: User, now: datetime) -> ComplaintDraft:
    """Ask a second person to read it; blanks may still be open."""
    require(by.role, Deed.REVISE_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by)
    require_move(draft.status, Status.IN_REVIEW)
    draft.status = Status.IN_REVIEW.value
    draft.review_at, draft.review_by = now, by
    draft.save(update_fields=["status", "review_at", "review_by"])
    settle_task(kind=TaskKind.REVIEW_DRAFT, subject_id=draft.pk, by=by, now=now)
    _record(draft, by, "complaints.sent_to_review")
    return draft


@transaction.atomic
def return_to_draft(*, draft_id: UUID, by: User, now: datetime) -> ComplaintDraft:
    """Give it back to whoever works on it; a sign-off falls with it."""
    require(by.role, Deed.REVISE_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by)
    require_move(draft.status, Status.DRAFT)
    draft.status = Status.DRAFT.value
    unsign(draft=draft)
    draft.save(update_fields=["status", *SIGNED])
    owe_task(
        case=draft.case,
        kind=TaskKind.REVIEW_DRAFT,
        subject_id=draft.pk,
        assigned_to=draft.assigned_to,
        now=now,
    )
    _record(draft, by, "complaints.returned")
    return draft


@transaction.atomic
def sign_off(
    *,
    draft_id: UUID,
    by: User,
    now: datetime,
    on_revision: int | None = None,
) -> ComplaintDraft:
    """Sign the revision in force, as a second person, under the release that stands."""
    require(by.role, Deed.SIGN_OFF_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by, on_revision=on_revision)
    require_move(draft.status, Status.SIGNED_OFF)
    wrote = in_force(draft).made_by_id == by.pk
    require_second_person(sent=draft.review_by_id == by.pk, wrote=wrote)
    standing = standing_of(draft, now=now)
    require_complete(check for check in standing.checks if check.state is State.MISSING)
    release = require_release(case=draft.case, now=now, **released.needed(draft))
    draft.status = Status.SIGNED_OFF.value
    draft.signed_off_at, draft.signed_off_by = now, by
    draft.signed_off_revision = draft.revision_number
    draft.release, draft.released_by_word = release, False
    draft.save(update_fields=["status", *SIGNED])
    told = {"sha256": standing.revision.sha256, "release": str(release.pk)}
    _record(draft, by, "complaints.signed_off", **told)
    return draft


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
