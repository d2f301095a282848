"""The packet on paper: a tagged PDF (PDF/UA-1), made here, with nothing fetched."""

from typing import Any

from cases import paper
from complaints.document import INFERRED, Part, Sentence
from complaints.models import ComplaintDraft
from complaints.packet.words import CAUTION, HEADING, Packet, packet_of

WIDTHS = {"E": (5, 1.6, 3, 4, 2.2), "J": (1, 3.4, 5.4, 4.4, 4.4)}
LEGEND = (
    "“(inferred)” stands after what is drawn from facts. A line at the left marks what a person"
    " wrote. All else is told from the agency's record."
)


def as_pdf(draft: ComplaintDraft) -> bytes:
    """Give the complaint as a tagged PDF; the same revision and acts give the same bytes.

    A character that the fonts inside do not have is printed as its code point, `[U+4E2D]`; the
    text export has it whole.
    """
    return paper.as_pdf("complaint.typ", _words(packet_of(draft)))


def _words(packet: Packet) -> dict[str, Any]:
    return {
        "code": packet.document.code,
        "request_code": packet.document.request_code,
        "heading": HEADING,
        "mark": packet.mark,
        "is_draft": packet.is_draft,
        "watermark": "DRAFT",
        "draft_words": CAUTION,
        "inferred": INFERRED,
        "legend": LEGEND,
        "about": [{"term": row.term, "words": row.words} for row in packet.about],
        "parts": [_part(part) for part in packet.document.parts],
        "signature_words": "Signature of the person who files",
        "date_words": "Date",
        "addenda_heading": "Addenda, after filing",
        "addenda": list(packet.addenda),
        "sign_off_heading": "Sign-off",
        "sign_off": [vars(row) for row in packet.sign_off],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "letter": part.letter,
        "title": part.title,
        "sentences": [_sentence(one) for one in part.sentences if not one.cells],
        "columns": list(part.columns),
        "widths": list(WIDTHS.get(part.letter, ())),
        "rows": [list(one.cells) for one in part.sentences if one.cells],
    }


def _sentence(sentence: Sentence) -> dict[str, str]:
    kind = "blank_open" if sentence.is_open else sentence.kind.value
    return {"kind": kind, "text": sentence.shown if sentence.is_open else sentence.text}
