"""A paper as a tagged PDF (PDF/UA-1), made here, with nothing fetched."""

from typing import Any

from cases import paper as setting
from complaints.document import INFERRED
from complaints.packet.model import Line, Paper, Row, Section


def as_pdf(paper: Paper) -> bytes:
    """Give the paper as a tagged PDF; the same words give the same bytes.

    A character that the fonts inside do not have is printed as its code point, `[U+4E2D]`; the
    text export has it whole.
    """
    return setting.as_pdf("complaint.typ", _words(paper))


def _words(paper: Paper) -> dict[str, Any]:
    return {
        "code": paper.code,
        "request_code": paper.reference,
        "heading": paper.heading,
        "mark": paper.mark,
        "is_draft": paper.is_draft,
        "watermark": "DRAFT",
        "draft_words": paper.caution,
        "inferred": INFERRED,
        "legend": paper.legend,
        "about": [_row(row) for row in paper.about],
        "parts": [_section(section) for section in paper.sections],
        "signature_words": "Signature of the person who files",
        "date_words": "Date",
        "closing_heading": paper.closing_title,
        "closing": [_row(row) for row in paper.closing],
    }


def _row(row: Row) -> dict[str, Any]:
    return {"term": row.term, "words": row.words, "mono": row.mono}


def _section(section: Section) -> dict[str, Any]:
    return {
        "letter": section.letter,
        "title": section.title,
        "sentences": [_sentence(one) for one in section.lines],
        "columns": list(section.columns),
        "widths": list(section.widths),
        "rows": [list(one.cells) for one in section.rows],
        "signed_by_hand": section.signed_by_hand,
    }


def _sentence(line: Line) -> dict[str, str]:
    text = line.text.removesuffix(f" {INFERRED}") if line.kind == "inference" else line.text
    return {"number": line.number, "kind": line.kind, "text": text}
