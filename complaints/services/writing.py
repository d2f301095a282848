"""Inner: a new revision of a draft's text; earlier ones stay as they are."""

from datetime import datetime

from accounts.models import User
from complaints.document import Document, sha256, to_json
from complaints.models import ComplaintDraft, Revision
from complaints.revisions import document_of, in_force
from complaints.rules.signing import EndedBecause
from complaints.rules.words import Ground
from complaints.standing import composed
from complaints.wording import keep_words

SIGNED = (
    "review_at", "review_by", "signed_off_at", "signed_off_by", "signed_off_revision",
    "release", "released_by_word",
)  # fmt: skip


def write(
    *, draft: ComplaintDraft, document: Document, number: int, by: User | None, now: datetime
) -> Revision:
    """Keep this text as the draft's revision of that number; the caller saves the draft."""
    if number > 1:
        end_signs(draft=draft, because=EndedBecause.CHANGED, by=by, now=now)
    draft.revision_number = number
    draft.grounds = [Ground(one).value for one in document.grounds]  # codes, not sealed texts
    revision: Revision = Revision.objects.create(  # type: ignore[misc]  # sealed names
        case=draft.case,
        draft=draft,
        number=number,
        document=to_json(document),
        sha256=sha256(document),
        blanks_left=len(document.open_blanks()),
        made_at=now,
        made_by=by,
    )
    return revision


def recompose(*, draft: ComplaintDraft, by: User | None, now: datetime) -> Revision:
    """Compose the text from today's facts, with every word that a person wrote in it."""
    _, _, document = composed(draft, now=now)
    kept = document
    if draft.has_text:
        kept = keep_words(document, earlier=document_of(in_force(draft)))
    return write(draft=draft, document=kept, number=draft.revision_number + 1, by=by, now=now)


def unsign(*, draft: ComplaintDraft) -> None:
    """Take review and sign-off back; the trail keeps who gave them, and for which revision."""
    draft.review_at = draft.review_by = None
    draft.signed_off_at = draft.signed_off_by = draft.signed_off_revision = None
    draft.release, draft.released_by_word = None, False


def end_signs(
    *, draft: ComplaintDraft, because: EndedBecause, by: User | None, now: datetime
) -> None:
    """End every sign-off that stands: each was of a text, and that one is gone or given back."""
    standing = draft.sign_offs.filter(ended_at=None)
    standing.update(ended_at=now, ended_by=by, ended_because=because.value)
