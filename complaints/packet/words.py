"""What stands in a packet besides the text itself: what it is, and who stands behind it."""

from dataclasses import dataclass

from cases.rules.release_words import SignedBy
from complaints.document import Document
from complaints.models import ComplaintDraft
from complaints.revisions import document_of, in_force
from complaints.rules.words import Status
from complaints.spoken import day, exact

HEADING = "Complaint to the Federal Trade Commission"
MARKS = {
    Status.DRAFT: "Draft: not signed off",
    Status.IN_REVIEW: "Draft: in review",
    Status.SIGNED_OFF: "Signed off",
    Status.FILED: "Filed",
    Status.SUPERSEDED: "Superseded: not to be filed",
}
UNSIGNED = (Status.DRAFT, Status.IN_REVIEW, Status.SUPERSEDED)
CAUTION = "Not signed off. This text may still change, and it is not to be filed."


@dataclass(frozen=True)
class Row:
    term: str
    words: str
    mono: bool = False


WHO_AGREED = {
    SignedBy.SELF: "The depicted person",
    SignedBy.AUTHORITY: "A person who may act for the depicted person",
}
UNRELEASED = Row("Release at filing", "No release stood at that moment.")


@dataclass(frozen=True)
class Packet:
    document: Document
    mark: str
    is_draft: bool
    about: tuple[Row, ...]
    sign_off: tuple[Row, ...]
    addenda: tuple[str, ...]


def packet_of(draft: ComplaintDraft) -> Packet:
    """Read the revision in force and the acts around it."""
    revision = in_force(draft)
    status = Status(draft.status)
    return Packet(
        document=document_of(revision),
        mark=MARKS[status],
        is_draft=status in UNSIGNED,
        about=(
            Row("Our reference", draft.request.code),
            Row("Law", "TAKE IT DOWN Act, Pub. L. 119-12, 47 U.S.C. 223a"),
            Row("Revision", f"{revision.number}, of {exact(revision.made_at)}"),
        ),
        sign_off=(
            *_signed(draft),
            Row("Digest", f"SHA-256 {revision.sha256}", mono=True),
            *_filed(draft),
        ),
        addenda=tuple(str(one.text) for one in draft.addenda.all()),
    )


def _signed(draft: ComplaintDraft) -> tuple[Row, ...]:
    if draft.signed_off_at is None or draft.signed_off_by is None:
        return (Row("Signed off", "No"),)
    role = draft.signed_off_by.role
    return (
        Row(
            "Signed off",
            f"{exact(draft.signed_off_at)}, by {'an' if role[0] in 'aeiou' else 'a'} {role} of the"
            f" agency, revision {draft.signed_off_revision}",
        ),
        Row("Release", _released(draft)),
    )


def _released(draft: ComplaintDraft) -> str:
    """Say who agreed, until when; what was signed on a word alone says whose word it was."""
    if draft.release is None:
        return (
            "The signer stated that a signed, unexpired release named the FTC; it was not recorded."
        )
    who = WHO_AGREED[SignedBy(draft.release.signed_by_kind)]
    return (
        f"{who} agreed in writing, on {day(draft.release.signed_on)}, that the Federal Trade"
        f" Commission is told this, until {exact(draft.release.expires_at)}."
    )


def _filed(draft: ComplaintDraft) -> tuple[Row, ...]:
    if draft.filed_at is None:
        return ()
    row = Row("Filed", f"{exact(draft.filed_at)}, number {draft.filing_number}")
    return (row, UNRELEASED) if draft.filed_unreleased else (row,)
