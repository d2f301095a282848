"""What is counted, and what may be shown of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

Key = tuple[str, ...]  # one member a dimension
Place = frozenset[tuple[str, str]]  # who is counted, whatever table says it

TOTAL = ""  # as a member of a dimension: all of it


def hidden_words(threshold: int) -> str:
    """Give what stands where a number is hidden; the small one and its neighbour look alike."""
    return f"Hidden: fewer than {threshold}, or needed to hide one"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, the distinct people behind it, and what was worked out from it.

    `people` is None where the count is of people. A hidden cell has neither.
    """

    count: int | None
    people: int | None = None
    derived: Mapping[str, object] = field(default_factory=dict)
    shown: str = ""

    @property
    def is_hidden(self) -> bool:
        return self.count is None

    def is_small(self, threshold: int) -> bool:
        """Tell whether fewer people than the threshold, and not nobody, stand behind it."""
        if not self.count:
            return False
        return min(self.count, self.count if self.people is None else self.people) < threshold


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by one dimension or several, with as many of their totals as are told.

    Two cells that count the same (`of`, `within`, and the members they stand under) are one
    number: tables that share a margin are seen to share it, and a filtered table to be a row of
    the one it was filtered from. `several` names dimensions in which one person may stand under
    more than one member, `nested` members that are the sum of others (a quarter of its months).
    `leans` says which further cells a cell's derived values were worked out from.
    """

    name: str
    dimensions: tuple[str, ...]
    cells: Mapping[Key, Cell]
    of: str = "people"
    within: Mapping[str, str] = field(default_factory=dict)
    several: frozenset[str] = frozenset()
    nested: Mapping[str, Sequence[str]] = field(default_factory=dict)
    leans: Mapping[Key, Sequence[Key]] = field(default_factory=dict)
    parts: Sequence[tuple[Place, Place]] = ()  # further: all of the first are among the second
    as_of: str = ""  # which snapshot; the same place in two of them is two numbers
    withheld: bool = False
    spare: frozenset[Key] = frozenset()  # better hidden than others, for little hangs on them

    def place(self, key: Key) -> Place:
        """Give who is counted under this key."""
        own = zip(self.dimensions, key, strict=True)
        return frozenset({*((d, m) for d, m in own if m != TOTAL), *self.within.items()})

    def shown(self, hidden: frozenset[Key], words: str, *, withheld: bool) -> "Table":
        """Give the table as it may be told, with these cells hidden."""
        cells = {
            key: Cell(None, shown=words) if key in hidden else self._bare(key, hidden)
            for key in self.cells
        }
        return replace(self, cells=cells, withheld=withheld)

    def _bare(self, key: Key, hidden: frozenset[Key]) -> Cell:
        cell = self.cells[key]
        leant = hidden.intersection(self.leans.get(key, ()))
        said = cell.shown or f"{cell.count:,}"
        return replace(cell, shown=said, derived={} if leant else cell.derived)


@dataclass(frozen=True, slots=True)
class Given:
    """A table that was told before: as it was counted inside, and what of it was hidden."""

    table: Table
    hidden: frozenset[Key]

    @classmethod
    def of(cls, inside: Table, outside: Table) -> "Given":
        return cls(inside, frozenset(k for k, cell in outside.cells.items() if cell.is_hidden))
