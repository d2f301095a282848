"""A revision's row as the text that it holds."""

from complaints.document import Document, from_json
from complaints.models import ComplaintDraft, Revision


def in_force(draft: ComplaintDraft) -> Revision:
    """Give the revision that a draft stands at, under the draft's own key."""
    revision: Revision = Revision.objects.get(draft=draft, number=draft.revision_number)
    revision.draft, revision.case = draft, draft.case
    return revision


def document_of(revision: Revision) -> Document:
    return from_json(revision.document)


def blanks_of(revision: Revision) -> dict[str, str]:
    """Give the blanks that are still open: key to what a person must write there."""
    return {one.key: one.prompt for one in document_of(revision).open_blanks()}
