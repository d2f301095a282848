"""To review, and back to whoever works on it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases.rules import TaskKind
from cases.services import owe_task, settle_task
from complaints.models import ComplaintDraft
from complaints.rules.moves import require_move
from complaints.rules.signing import EndedBecause
from complaints.rules.words import Status
from complaints.services.locked import locked_draft
from complaints.services.writing import SIGNED, end_signs, unsign


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
    end_signs(draft=draft, because=EndedBecause.RETURNED, by=by, now=now)
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


def _record(draft: ComplaintDraft, by: User, action: str) -> None:
    trail.record(
        by=by,
        action=action,
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        revision=draft.revision_number,
    )
