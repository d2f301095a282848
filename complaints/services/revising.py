"""A person's words in a text; what the record says changes only by composing it anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from complaints.models import ComplaintDraft, Revision
from complaints.revisions import document_of, in_force
from complaints.rules.moves import require_writable
from complaints.services.locked import locked_draft
from complaints.services.writing import recompose, write
from complaints.told import names_of
from complaints.wording import Pen, add, fill


@transaction.atomic
def revise(
    *,
    draft_id: UUID,
    blanks: Mapping[str, str],
    added: Mapping[str, Sequence[str]],
    by: User,
    now: datetime,
    on_revision: int | None = None,
) -> Revision:
    """Fill blanks, and set a person's own sentences; nothing that the record says is touched.

    `added` holds, for each part's letter, all own sentences of that part; parts that are not named
    keep theirs. Raises NotAllowed when nothing changes.
    """
    require(by.role, Deed.REVISE_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by, on_revision=on_revision)
    require_writable(draft.status)
    before = document_of(in_force(draft))
    pen = Pen(by=str(by.pk), at=now, names=names_of(draft.request))
    document = add(fill(before, blanks, pen), added, pen)
    if document == before:
        raise NotAllowed("Nothing was changed.", code="nothing_changed")
    number = draft.revision_number + 1
    revision = write(draft=draft, document=document, number=number, by=by, now=now)
    _keep(draft, revision, by, "complaints.revised")
    return revision


@transaction.atomic
def refresh(*, draft_id: UUID, by: User, now: datetime) -> Revision:
    """Compose the text from today's facts, keeping filled blanks and own sentences."""
    require(by.role, Deed.REVISE_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by, wants_text=False)
    require_writable(draft.status)
    revision = recompose(draft=draft, by=by, now=now)
    _keep(draft, revision, by, "complaints.refreshed")
    return revision


def _keep(draft: ComplaintDraft, revision: Revision, by: User, action: str) -> None:
    draft.save(update_fields=["revision_number", "grounds"])
    trail.record(
        by=by,
        action=action,
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        revision=revision.number,
        blanks_left=revision.blanks_left,
    )
