"""The sheet on paper: black on white, in the size that was asked for."""

from typing import Any

from cases import paper
from handouts.rules import plain
from handouts.sheet import Section, Sheet

FILE_NAME = "notes.pdf"  # neither a code nor a word of what it is


def as_pdf(sheet: Sheet) -> bytes:
    """Give the sheet as a tagged PDF (PDF/UA-1)."""
    words = {
        "title": sheet.title,
        "language": plain.LANGUAGE,
        "is_large": sheet.is_large,
        "about": [row for row in (sheet.name, sheet.made_on, f"Times are in {sheet.zone} time.")
                  if row],
        "opening": list(sheet.opening),
        "sections": [_section(one) for one in sheet.sections],
    }  # fmt: skip
    return paper.as_pdf("sheet.typ", words)


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "sentences": list(section.sentences),
        "points": list(section.points),
        "write_in": list(section.write_in),
    }
