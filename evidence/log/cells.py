"""Cells that no spreadsheet runs: a text that begins like a formula is led by an apostrophe."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")  # noqa: RUF001
LEADS = " \"'"


def as_csv(rows: Iterable[Mapping[str, object]], *, columns: Sequence[str]) -> bytes:
    """Give rows as a CSV in UTF-8, every cell quoted and none of them a formula."""
    written = io.StringIO(newline="")
    table = csv.writer(written, quoting=csv.QUOTE_ALL)
    table.writerow(columns)
    table.writerows([harmless(_text(row.get(name))) for name in columns] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def harmless(text: str) -> str:
    bare = text.lstrip(LEADS)
    return f"'{text}" if bare.startswith(STARTS_A_FORMULA) else text


def _text(held: object) -> str:
    if held is None:
        return ""
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, list | tuple):
        return "; ".join(map(str, held))
    return str(held)
