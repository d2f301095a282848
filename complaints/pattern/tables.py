"""The two tables of a pattern: by month, and by month and how late together."""

from collections.abc import Sequence
from typing import Any

from complaints.packet.model import Line, Section
from complaints.pattern.queries import QUERIES
from complaints.spoken import capital


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.0f} %)"


def numbers(key: str) -> tuple[str, ...]:
    """Give the number of the query behind a sentence."""
    return (QUERIES[key].number,) if key else ()


def by_month(figures: dict[str, Any]) -> Section:
    """Give late requests by period, and the share of all where what was in time may be told."""
    whole = all(one["in_time"] is not None for one in figures["periods"])
    if not whole:
        rows = [(capital(one["words"]), str(one["late"])) for one in figures["periods"]]
        return _table("B", "By month", "periods", {"Received in": 3.0, "Late": 2}, rows)
    rows_of_all = [
        (
            capital(one["words"]),
            str(one["late"] + one["in_time"]),
            str(one["late"]),
            share(one["late"], one["late"] + one["in_time"]),
        )
        for one in figures["periods"]
        if one["late"] + one["in_time"]
    ]
    columns = {"Received in": 3.0, "Requests": 2, "Late": 2, "Share late": 3}
    return _table("B", "By month", "periods", columns, rows_of_all)


def by_month_and_band(figures: dict[str, Any]) -> Section:
    rows = [
        (capital(one["period"]), capital(one["band"]), str(one["late"])) for one in figures["rows"]
    ]
    columns = {"Received in": 3.0, "Late by": 4, "Requests": 2}
    return _table("F", "Late requests by month and by how late", "rows", columns, rows)


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
