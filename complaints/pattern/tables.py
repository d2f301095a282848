"""The two tables of a pattern: by month, and each late request in a row of week and band."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from complaints.packet.model import Line, Section
from complaints.pattern.queries import QUERIES
from complaints.spoken import capital, day


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.0f} %)"


def numbers(key: str) -> tuple[str, ...]:
    """Give the number of the query behind a sentence."""
    return (QUERIES[key].number,) if key else ()


def by_month(figures: dict[str, Any]) -> Section:
    rows = [
        (one["words"], str(one["received"]), str(one["late"]), share(one["late"], one["received"]))
        for one in figures["periods"]
    ]
    columns = {"Received in": 3.0, "Requests": 2, "Late": 2, "Share late": 3}
    return _table("B", "By month", "periods", columns, rows)


def one_by_one(figures: dict[str, Any]) -> Section:
    rows = [
        (
            str(one["ordinal"]),
            day(date.fromisoformat(one["week_of"])),
            capital(one["band"]),
            "Yes" if one["came_down"] else "Not yet",
        )
        for one in figures["rows"]
    ]
    columns = {"No.": 1.0, "Received in the week of": 4, "Late by": 4, "Came down": 2}
    return _table("F", "Late requests one by one", "rows", columns, rows)


def _table(
    letter: str, title: str, key: str, columns: dict[str, float], rows: Sequence[tuple[str, ...]]
) -> Section:
    """Give a table; `columns` are its heads, each with its share of the width."""
    lines = (
        Line(
            f"{letter}.{place}",
            f"{'; '.join(f'{head}: {cell}' for head, cell in zip(columns, row, strict=True))}.",
            "fact",
            f"{letter}.{place}",
            numbers(key),
            row,
        )
        for place, row in enumerate(rows, start=1)
    )
    return Section(letter, title, (), tuple(columns), tuple(columns.values()), tuple(lines))
