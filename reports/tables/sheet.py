"""A table as a page, a file and the API give it; what is hidden has no value anywhere in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["words", "count", "share", "hours", "days"]


EXACT = 10  # below it a tenth is worth saying


class Estimate(NamedTuple):
    """A figure with the limits of its interval (95 %); None where it is not reached."""

    value: float | None
    low: float | None
    high: float | None


Value = str | int | Estimate | None


@dataclass(frozen=True)
class Column:
    key: str
    label: str
    kind: Kind = "count"
    lacking: str = "None"  # what stands where there is no figure, though nothing is hidden

    @property
    def is_estimate(self) -> bool:
        return self.kind in {"share", "hours", "days"}


@dataclass(frozen=True)
class Row:
    key: str
    label: str
    values: Mapping[str, Value]
    hidden: frozenset[str] = frozenset()  # the columns of this row that may not be told
    is_all: bool = False

    def estimate(self, column: str) -> Estimate:
        value = self.values.get(column)
        return value if isinstance(value, Estimate) else Estimate(None, None, None)

    def count(self, column: str) -> int | None:
        value = self.values.get(column)
        return value if isinstance(value, int) else None


class Said(NamedTuple):
    """One cell in words."""

    label: str
    words: str
    is_number: bool
    is_hidden: bool


@dataclass(frozen=True)
class Sheet:
    """Rows under one heading; `definition` says in plain words what is counted, and how."""

    key: str
    title: str
    first: str  # the heading of the rows' names
    definition: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    hidden_words: str = "Hidden"

    @property
    def hidden(self) -> int:
        return sum(len(row.hidden) for row in self.rows)

    @property
    def parts(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_all)

    @property
    def all(self) -> Row | None:
        return next((row for row in self.rows if row.is_all), None)

    def said(self) -> Iterator[tuple[Row, list[Said]]]:
        """Give each row with its cells in words, for a page."""
        for row in self.rows:
            yield row, [self._said(row, column) for column in self.columns]

    def _said(self, row: Row, column: Column) -> Said:
        if column.key in row.hidden:
            return Said(column.label, "Hidden", is_number=True, is_hidden=True)
        words = spoken(row.values.get(column.key), column)
        return Said(column.label, words, is_number=column.kind != "words", is_hidden=False)


def spoken(value: Value, column: Column) -> str:
    """Give a value in words: `87 % (79 to 92)`, `31 h (24 to 40)`."""
    if isinstance(value, Estimate):
        if value.value is None:
            return column.lacking
        limits = f" ({_bare(value.low, column)} to {_bare(value.high, column)})"
        shown = limits if value.low is not None or value.high is not None else ""
        return f"{_bare(value.value, column)}{UNITS[column.kind]}{shown}"
    if value is None:
        return column.lacking
    return f"{value:,}" if isinstance(value, int) else value


UNITS: dict[Kind, str] = {"words": "", "count": "", "share": " %", "hours": " h", "days": " days"}


def _bare(value: float | None, column: Column) -> str:
    if value is None:
        return "not reached"
    if column.kind == "share":
        return f"{100 * value:.0f}"
    return f"{value:.1f}" if value < EXACT else f"{value:.0f}"


def heads(sheet: Sheet) -> list[str]:
    """Give the heads of a file: an estimate has three columns, so that each holds one number."""
    found = [sheet.first]
    for column in sheet.columns:
        found.append(f"{column.label}{_unit(column)}")
        if column.is_estimate:
            found += [f"{column.label}: low (95 %)", f"{column.label}: high (95 %)"]
    return found


def lines(sheet: Sheet) -> Iterator[list[str | int | float | None]]:
    """Give the rows of a file; a hidden cell says that it is."""
    for row in sheet.rows:
        cells: list[str | int | float | None] = [row.label]
        for column in sheet.columns:
            cells += _cells(row, column, sheet.hidden_words)
        yield cells


def share_columns(sheet: Sheet) -> Sequence[int]:
    """Give the places of a file's columns that hold shares."""
    found, place = [], 1
    for column in sheet.columns:
        wide = 3 if column.is_estimate else 1
        if column.kind == "share":
            found += list(range(place, place + wide))
        place += wide
    return found


def _cells(row: Row, column: Column, hidden_words: str) -> list[str | int | float | None]:
    wide = 3 if column.is_estimate else 1
    if column.key in row.hidden:
        return [hidden_words] * wide
    value = row.values.get(column.key)
    if isinstance(value, Estimate):
        return [None if one is None else round(one, 4) for one in value]
    return [value] if wide == 1 else [None] * wide


def _unit(column: Column) -> str:
    return {"hours": " (hours)", "days": " (days)"}.get(column.kind, "")
