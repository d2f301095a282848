"""What a paper says, before it is a PDF, a Word file or plain text: all of them print this."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    term: str
    words: str
    mono: bool = False


@dataclass(frozen=True)
class Line:
    """One sentence as it is printed; `facts` are the numbers of what it rests on."""

    number: str
    text: str
    kind: str  # "fact", "inference", "blank", "blank_open" or "own"
    key: str = ""
    facts: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def by_person(self) -> bool:
        return self.kind in {"own", "blank"}


@dataclass(frozen=True)
class Section:
    letter: str
    title: str
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    rows: tuple[Line, ...] = ()
    signed_by_hand: bool = False

    def every(self) -> Iterator[Line]:
        yield from self.lines
        yield from self.rows

    def labelled(self) -> Iterator[list[tuple[str, str]]]:
        """Give each row's cells under their heads."""
        for row in self.rows:
            yield list(zip(self.columns, row.cells, strict=True))


@dataclass(frozen=True)
class Paper:
    code: str  # what the file's own title says, and nothing else does
    reference: str
    heading: str
    mark: str
    is_draft: bool
    caution: str  # said under the heading while it is a draft
    legend: str
    about: tuple[Row, ...]
    sections: tuple[Section, ...]
    closing_title: str
    closing: tuple[Row, ...]

    def lines(self) -> Iterator[Line]:
        for section in self.sections:
            yield from section.every()
