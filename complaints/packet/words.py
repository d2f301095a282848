"""A complaint's text, and who stands behind it, as a paper says them."""

from datetime import datetime

from cases.rules.release_words import SignedBy
from complaints.composing.opening import WHO_AGREED
from complaints.document import Document, Kind, Part, Sentence
from complaints.linking import Linked, link
from complaints.models import Addendum, ComplaintDraft
from complaints.packet.model import Line, Paper, Row, Section
from complaints.revisions import document_of, in_force
from complaints.rules.words import Status
from complaints.signing import standing_signs
from complaints.spoken import day, exact

HEADING = "Complaint to the Federal Trade Commission"
COMPLAINT = "a complaint to the Federal Trade Commission"
MARKS = {
    Status.DRAFT: "Draft: not signed off",
    Status.IN_REVIEW: "Draft: in review",
    Status.SIGNED_OFF: "Signed off",
    Status.FILED: "Filed",
    Status.SUPERSEDED: "Superseded: not to be filed",
}
UNSIGNED = (Status.DRAFT, Status.IN_REVIEW, Status.SUPERSEDED)
CAUTION = "Not signed off. This text may still change, and it is not to be filed."
LEGEND = (
    "“(inferred)” stands after what is drawn from facts. A line at the left marks what a person"
    " wrote. All else is told from the agency's record. Times are UTC; parts A to K set local time"
    " beside them."
)
WIDTHS = {"E": (5, 1.6, 3, 4, 2.2), "J": (1, 3.4, 5.4, 4.4, 4.4)}
LAW = Row("Law", "TAKE IT DOWN Act, Pub. L. 119-12, 47 U.S.C. 223a")
UNRELEASED = Row("Release at filing", "No release stood at that moment.")


def paper_of(draft: ComplaintDraft) -> Paper:
    """Read the revision in force and the acts around it."""
    revision, status = in_force(draft), Status(draft.status)
    document = document_of(revision)
    linked = link(document)
    return Paper(
        code=document.code,
        reference=document.request_code,
        heading=HEADING,
        mark=MARKS[status],
        is_draft=status in UNSIGNED,
        caution=CAUTION,
        legend=LEGEND,
        about=(
            Row("Our reference", draft.request.code),
            LAW,
            Row("Revision", f"{revision.number}, of {exact(revision.made_at)}"),
        ),
        sections=(*_sections(document, linked), *_addenda(known_addenda(draft))),
        closing_title="Sign-off",
        closing=(
            *_signed(draft),
            Row("Digest", f"SHA-256 {revision.sha256}", mono=True),
            *_filed(draft),
        ),
    )


def addenda_paper_of(draft: ComplaintDraft) -> Paper:
    """Give all that became known after filing, as a paper of its own beside the filed one."""
    return _beside(draft, f"Addenda to {COMPLAINT}", known_addenda(draft))


def addendum_paper_of(draft: ComplaintDraft, one: Addendum, number: int) -> Paper:
    """Give one addendum as a paper of its own, which names what it adds to by its digest."""
    return _beside(draft, f"Addendum {number} to {COMPLAINT}", [one])


def _beside(draft: ComplaintDraft, heading: str, added: list[Addendum]) -> Paper:
    revision = in_force(draft)
    return Paper(
        code=draft.case.code,
        reference=draft.request.code,
        heading=heading,
        mark="After filing",
        is_draft=False,
        caution="",
        legend="Each stands beside the text that was filed, which is as it was.",
        about=(
            Row("Our reference", draft.request.code),
            LAW,
            *_filed(draft),
            Row("Adds to", f"Revision {revision.number}, of {exact(revision.made_at)}"),
        ),
        sections=tuple(_addenda(added)),
        closing_title="What this adds to",
        closing=(Row("Digest", f"SHA-256 {revision.sha256}", mono=True),),
    )


def _sections(document: Document, linked: Linked) -> list[Section]:
    return [_section(part, linked) for part in document.parts]


def _section(part: Part, linked: Linked) -> Section:
    lines = [_line(one, linked) for one in part.sentences]
    return Section(
        letter=part.letter,
        title=part.title,
        lines=tuple(one for one in lines if not one.cells),
        columns=part.columns,
        widths=WIDTHS.get(part.letter, ()),
        rows=tuple(one for one in lines if one.cells),
        signed_by_hand=part.letter == "K",
    )


def _line(one: Sentence, linked: Linked) -> Line:
    kind = "blank_open" if one.is_open else one.kind.value
    text = one.shown if one.is_open or one.kind is Kind.INFERENCE else one.text
    return Line(linked.sentences[one.key], text, kind, one.key, linked.of(one), one.cells)


def _addenda(known: list[Addendum]) -> list[Section]:
    if not known:
        return []
    lines = (
        Line(
            f"{number}",
            f"{one.text} (Added at {exact(one.made_at)}.)",
            "fact",
            f"addendum.{number}",
        )
        for number, one in enumerate(known, start=1)
    )
    return [Section("", "Addenda, after filing", tuple(lines))]


def known_addenda(draft: ComplaintDraft) -> list[Addendum]:
    known = list(draft.addenda.order_by("made_at", "id"))
    for one in known:
        one.case = draft.case  # its key is loaded
    return known


def _signed(draft: ComplaintDraft) -> tuple[Row, ...]:
    signs = [_sign(one.signed_at, one.role, one.revision) for one in standing_signs(draft)]
    if not signs and draft.signed_off_at and draft.signed_off_by:  # before sign-offs had rows
        revision = draft.signed_off_revision or 0
        signs = [_sign(draft.signed_off_at, draft.signed_off_by.role, revision)]
    if not signs:
        return (Row("Signed off", "No"),)
    whole = () if draft.signed_off_at else (Row("Still wanted", "One sign-off"),)
    return (*signs, *whole, *_release_row(draft))


def _sign(at: datetime, role: str, revision: int) -> Row:
    article = "an" if role[0] in "aeiou" else "a"
    return Row("Signed off", f"{exact(at)}, by {article} {role} of the agency, revision {revision}")


def _release_row(draft: ComplaintDraft) -> tuple[Row, ...]:
    return (Row("Release", released_words(draft)),) if draft.signed_off_at else ()


def released_words(draft: ComplaintDraft) -> str:
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
