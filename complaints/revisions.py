"""A revision's row as the text that it holds."""

from audit.rules import NotAllowed
from complaints.document import Document, from_json, sha256
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


def is_as_signed(draft: ComplaintDraft) -> bool:
    """Tell whether the text in force still has the digest that it was kept and signed under."""
    revision = in_force(draft)
    signed = set(draft.sign_offs.filter(ended_at=None).values_list("sha256", flat=True))
    return sha256(document_of(revision)) == revision.sha256 and signed <= {revision.sha256}


def require_as_signed(draft: ComplaintDraft) -> None:
    """Pass if the filed text is the one that was signed; nothing goes out beside another."""
    if not is_as_signed(draft):
        raise NotAllowed(
            "The filed text does not have the digest that was signed. Tell an administrator;"
            " nothing goes out beside it until that is seen to.",
            code="digest_differs",
        )
