"""The text of a complaint, composed from facts alone (law.md 9.3)."""

from collections.abc import Callable, Iterator

from complaints.composing import closing, conduct, exposed, opening, request, service, state
from complaints.document import Document, Part, Sentence
from complaints.rules.grounds import Found
from complaints.told import Told

# fmt: off
PARTS: dict[str, Callable[[Told, tuple[Found, ...]], Iterator[Sentence]]] = {
    "A": opening.summary,
    "B": opening.who,
    "C": service.service,
    "D": request.sent,
    "E": request.clock,
    "F": conduct.did,
    "G": state.present,
    "H": exposed.harm,
    "I": closing.other_reports,
    "J": closing.evidence,
    "K": closing.statement,
}

COLUMNS = {
    "E": request.COLUMNS,
    "J": closing.COLUMNS,
}
# fmt: on


def compose(told: Told, found: tuple[Found, ...]) -> Document:
    """Give parts A to K; the same facts give the same text, whenever it is composed."""
    return Document(
        code=told.request.case.code,
        request_code=told.request.code,
        grounds=tuple(str(one.ground) for one in found),
        parts=tuple(_part(letter, told, found) for letter in PARTS),
    )


def _part(letter: str, told: Told, found: tuple[Found, ...]) -> Part:
    sentences = tuple(PARTS[letter](told, found))
    in_rows = any(one.cells for one in sentences)
    return Part(letter, sentences, COLUMNS[letter] if in_rows else ())
