from collections.abc import Iterator

from complaints.document import Part
from complaints.models import ComplaintDraft
from complaints.packet.words import CAUTION, HEADING, packet_of


def as_text(draft: ComplaintDraft) -> str:
    """Give the complaint as plain text with part headings, for the regulator's own form."""
    packet = packet_of(draft)
    lines = [HEADING, *(f"{row.term}: {row.words}" for row in packet.about), packet.mark]
    if packet.is_draft:
        lines.append(CAUTION)
    for part in packet.document.parts:
        lines += _part(part)
    if packet.addenda:
        lines += ["", "ADDENDA, AFTER FILING", *packet.addenda]
    lines += ["", "SIGN-OFF", *(f"{row.term}: {row.words}" for row in packet.sign_off)]
    return "\n".join(lines) + "\n"


def _part(part: Part) -> Iterator[str]:
    yield ""
    yield f"{part.letter}. {part.title.upper()}"
    yield from (sentence.shown for sentence in part.sentences)
