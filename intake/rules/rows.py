"""Reading a table of intakes: one row a person, columns by the fields of the questions."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from audit.rules import NotAllowed
from intake.rules.answers import fields
from intake.rules.questions import QUESTIONS

MOST_ROWS = 200
MOST_CHARACTERS = 100_000
LONGEST_KEY = 100
ROW_KEY, ADVOCATE = "row_key", "advocate"
COLUMNS = (ROW_KEY, ADVOCATE, *(name for question in QUESTIONS for name in fields(question)))
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
DELIMITERS = ",;\t"

MORE_CELLS = "This row has more cells than the table has columns. Put quotes round a comma."


class Row(NamedTuple):
    """One row as it was written: its answers by column, and its own key and advocate."""

    number: int  # as a spreadsheet counts, the heads being row 1
    given: Mapping[str, str]
    row_key: str
    advocate: str
    errors: Mapping[str, str]
    cells: tuple[str, ...]


class Table(NamedTuple):
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(text: str) -> Table:
    """Give the rows of a table in CSV; NotAllowed when it is no table, with what to mend."""
    if len(text) > MOST_CHARACTERS:
        raise _no(f"A table takes at most {MOST_CHARACTERS:,} characters. Send it in parts.")
    lines = _lines(text.removeprefix("\ufeff"))
    if not lines:
        raise _no("Paste a table: its first line names the columns.")
    heads = tuple(head.strip().lower() for head in lines[0][1])
    _require_heads(heads)
    rows = tuple(_row(number, cells, heads) for number, cells in lines[1:])
    if not rows:
        raise _no("The table has columns and no row.")
    if len(rows) > MOST_ROWS:
        raise _no(f"A table takes at most {MOST_ROWS} rows. Send it in parts.")
    return Table(heads, rows)


def table_of(heads: tuple[str, ...], rows: list[Row]) -> str:
    """Give rows as a table again, for what was refused to be mended and sent once more."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([[_neutral(cell) for cell in row.cells] for row in rows])
    return out.getvalue()


def _lines(text: str) -> list[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        read = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as wrong:
        raise _no(f"This is not a table that can be read: {wrong}.") from wrong
    return [(n, cells) for n, cells in enumerate(read, 1) if any(cell.strip() for cell in cells)]


def _require_heads(heads: tuple[str, ...]) -> None:
    odd = [head for head in heads if head not in COLUMNS]
    if odd:
        named = ", ".join(f"“{head[:40]}”" for head in odd[:5])
        raise _no(f"No column has this name: {named}. The first line names the columns.")
    twice = [head for head, times in Counter(heads).items() if times > 1]
    if twice:
        raise _no(f"The column “{twice[0]}” stands there twice.")


def _row(number: int, cells: list[str], heads: tuple[str, ...]) -> Row:
    errors: dict[str, str] = {}
    if any(cell.strip() for cell in cells[len(heads) :]):
        errors["row"] = MORE_CELLS
    plain = {head: _plain(cell) for head, cell in zip(heads, cells, strict=False) if cell.strip()}
    for head, cell in plain.items():
        if cell.startswith("="):
            errors[head] = "This is a formula of the spreadsheet. Give its value."
    key = plain.pop(ROW_KEY, "")
    if len(key) > LONGEST_KEY:
        errors[ROW_KEY] = f"A key takes at most {LONGEST_KEY} characters."
    return Row(number, plain, key, plain.pop(ADVOCATE, ""), errors, tuple(cells))


def _plain(cell: str) -> str:
    """Take off the mark by which a spreadsheet is told that a cell is text."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(STARTS_A_FORMULA) else text


def _neutral(cell: str) -> str:
    return f"'{cell}" if cell.startswith(STARTS_A_FORMULA) else cell


def _no(sentence: str) -> NotAllowed:
    return NotAllowed(sentence, code="not_a_table", field="table")
