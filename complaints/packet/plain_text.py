from collections.abc import Iterator

from complaints.packet.model import Paper, Section


def as_text(paper: Paper) -> str:
    """Give the paper as plain text with headings."""
    lines = [paper.heading, *(f"{row.term}: {row.words}" for row in paper.about), paper.mark]
    if paper.is_draft:
        lines.append(paper.caution)
    for section in paper.sections:
        lines += _section(section)
    closing = (f"{row.term}: {row.words}" for row in paper.closing)
    lines += ["", paper.closing_title.upper(), *closing]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield f"{section.letter}. {section.title.upper()}" if section.letter else section.title.upper()
    yield from (line.text for line in section.every())
