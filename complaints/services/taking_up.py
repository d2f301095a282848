"""A complaint that was set aside, taken up again because a ground stands after all."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from complaints.models import ComplaintDraft
from complaints.rules.moves import require_set_aside
from complaints.rules.words import Status
from complaints.services.drafting import owe_review
from complaints.services.locked import locked_draft
from complaints.services.writing import SIGNED, recompose, unsign
from complaints.standing import require_ground


@transaction.atomic
def take_up(*, draft_id: UUID, by: User, now: datetime) -> ComplaintDraft:
    """Make a set-aside complaint a draft again, composed from today's facts with its own words."""
    require(by.role, Deed.REVISE_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by, wants_text=False)
    require_set_aside(draft.status)
    require_ground(draft, now=now)
    draft.status = Status.DRAFT.value
    draft.superseded_at = draft.superseded_by = None
    unsign(draft=draft)
    recompose(draft=draft, by=by, now=now)
    draft.save(
        update_fields=[
            *SIGNED, "status", "superseded_at", "superseded_by", "grounds", "revision_number",
        ]
    )  # fmt: skip
    owe_review(draft=draft, now=now)
    trail.record(
        by=by,
        action="complaints.taken_up",
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        revision=draft.revision_number,
    )
    return draft
