"""A pattern as papers, and as a packet with a manifest."""

from pathlib import Path
from typing import Any

from complaints.models import Pattern
from complaints.packet import as_docx, as_pdf, as_text, bundle, check, codes
from complaints.packet.model import Paper, Row
from complaints.packet.words import LAW
from complaints.pattern import composing
from complaints.pattern.queries import QUERIES
from complaints.spoken import exact

HEADING = "Report of a pattern to the Federal Trade Commission"
README = Path(__file__).with_name("README.txt")
LEGEND = (
    "Figures of many requests to one platform, and of no one person. Each sentence names the query"
    " it comes from, as [Q1]; part G says what each asks. “(inferred)” stands after what is drawn"
    " from figures."
)


def paper_of(pattern: Pattern) -> Paper:
    return Paper(
        code=pattern.code,
        reference=pattern.code,
        heading=HEADING,
        mark="Filed" if pattern.filed_at else "For a person to read, sign and file",
        is_draft=False,
        caution="",
        legend=LEGEND,
        about=(
            Row("Our reference", pattern.code),
            LAW,
            Row("Made", exact(pattern.made_at)),
        ),
        sections=composing.with_queries(composing.sections(pattern.told)),
        closing_title="What stands behind it",
        closing=(
            Row("Made by", "A supervisor of the agency"),
            Row("Digest", f"SHA-256 {pattern.sha256}", mono=True),
            *_filed(pattern),
        ),
    )


def pack(pattern: Pattern) -> bundle.Bundle:
    """Give the packet; the same pattern gives the same bytes."""
    paper = paper_of(pattern)
    files = {
        **bundle.printed("pattern", "the report", paper),
        "figures.json": ("figures and the directory's row", codes.as_json(pattern.told)),
        "queries.json": ("each sentence with its query", codes.as_json(_queries(paper))),
        "README.txt": ("what this is", README.read_bytes()),
        "check.py": ("the check", Path(check.__file__).read_bytes()),
    }
    about = {
        "format": check.FORMATS[1],
        "about": pattern.code,
        "says": f"{HEADING}. {paper.mark}. Figures SHA-256 {pattern.sha256}.",
        "platform": pattern.platform_id,
        "number": pattern.number,
        "sha256": pattern.sha256,
    }
    return bundle.zipped(about, files)


def in_form(pattern: Pattern, form: str) -> bytes:
    paper = paper_of(pattern)
    made = {"pdf": as_pdf, "docx": as_docx}
    return made[form](paper) if form in made else as_text(paper).encode()


def _queries(paper: Paper) -> dict[str, Any]:
    return {
        "schema": 1,
        "sentences": [
            {"number": line.number, "queries": list(line.facts)} for line in paper.lines()
        ],
        "queries": {query.number: query.words for query in QUERIES.values()},
    }


def _filed(pattern: Pattern) -> tuple[Row, ...]:
    if pattern.filed_at is None:
        return ()
    return (Row("Filed", f"{exact(pattern.filed_at)}, number {pattern.filing_number}"),)
