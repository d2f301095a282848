"""Cells that no spreadsheet runs: a text that begins like a formula is led by an apostrophe."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001
LEADS = " \"'"
MARK = b"\xef\xbb\xbf"  # by which a spreadsheet knows UTF-8


def as_csv(rows: Iterable[Mapping[str, object]], *, columns: Sequence[str]) -> bytes:
    """Give rows as a CSV in UTF-8, every cell quoted and none of them a formula."""
    cells = ([row.get(name) for name in columns] for row in rows)
    return b"".join(csv_pieces(cells, heads=columns))


def csv_pieces(
    rows: Iterable[Sequence[object]], *, heads: Sequence[str], at_once: int = 500
) -> Iterator[bytes]:
    """Give the same a stretch of rows at a time, so that a long one is never held whole."""
    written = io.StringIO(newline="")
    table = csv.writer(written, quoting=csv.QUOTE_ALL)
    table.writerow([harmless(head) for head in heads])
    yield MARK
    for place, row in enumerate(rows, start=1):
        table.writerow([harmless(cell_text(cell)) for cell in row])
        if place % at_once == 0:
            yield _taken(written)
    yield _taken(written)


def harmless(text: str) -> str:
    bare = text.lstrip(LEADS)
    return f"'{text}" if bare.startswith(STARTS_A_FORMULA) else text


def cell_text(held: object) -> str:
    if held is None:
        return ""
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, list | tuple):
        return "; ".join(map(str, held))
    return str(held)


def _taken(written: io.StringIO) -> bytes:
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text.encode()
