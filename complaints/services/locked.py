"""A draft under a lock, as far as the person may see it; a stranger's draft is not there."""

from uuid import UUID

from accounts.models import User
from audit.rules import NotAllowed
from complaints.models import ComplaintDraft


def locked_draft(
    *, draft_id: UUID, by: User, on_revision: int | None = None, wants_text: bool = True
) -> ComplaintDraft:
    """Give the draft for a change; refuse when the person read an earlier text, or there is none.

    What changes the text first calls `composed_draft`; one without a text cannot be composed now.
    """
    mine = ComplaintDraft.objects.visible_to(by).for_display()
    draft: ComplaintDraft = mine.select_for_update(of=("self",), no_key=True).get(pk=draft_id)
    if wants_text and not draft.has_text:
        raise NotAllowed(
            "The text of this draft is still being written. Try again in a minute.",
            code="text_waits",
        )
    if on_revision is not None and on_revision != draft.revision_number:
        raise NotAllowed(
            f"The text has moved on: you read revision {on_revision}, and revision"
            f" {draft.revision_number} is in force. Read that one first.",
            code="revision_moved",
            field="revision",
        )
    return draft
