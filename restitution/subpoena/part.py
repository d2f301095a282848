"""One kind of information as it leaves: tables of plain cells, texts, and what of it stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cases.models import Case
from restitution.rules.subpoena import Withheld


class Code(str):
    """A code as the data keep it, with the words by which a paper says it."""

    __slots__ = ("words",)
    words: str

    @classmethod
    def of(cls, code: str, words: str) -> "Code":
        made = cls(code)
        made.words = words
        return made


@dataclass(frozen=True)
class Table:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]

    @classmethod
    def of(
        cls,
        title: str,
        columns: Sequence[tuple[str, float]],
        rows: Iterable[Sequence[object]],
    ) -> "Table":
        told = tuple(tuple(_said(one) for one in row) for row in rows)
        return cls(title, tuple(n for n, _ in columns), told, tuple(w for _, w in columns))


@dataclass(frozen=True)
class Part:
    """What is given of one category of a release."""

    information: str
    tables: tuple[Table, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)  # a file's name, and what it says
    withheld: tuple[Withheld, ...] = ()

    @property
    def count(self) -> int:
        return sum(len(table.rows) for table in self.tables) + len(self.texts)


def with_case(case: Case, rows: Iterable[Any]) -> Iterator[Any]:
    """Give rows with the case at hand, whose key is loaded."""
    for row in rows:
        row.case = case
        yield row


def _said(cell: object) -> str:
    if cell is None or cell == "":
        return "-"
    if isinstance(cell, Code):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return ", ".join(map(str, cell)) if isinstance(cell, list | tuple) else str(cell)
