"""A spreadsheet of rows as they come: text stays text, and nothing is a formula."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from cases.paper.cells import cell_text, harmless

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, NARROWEST = 60, 9
OPTIONS = {
    "in_memory": True,  # else sheets wait in the system's directory for temporary files
    "strings_to_formulas": False,  # directory for temporary files, and go when the book is closed
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "default_date_format": "yyyy-mm-dd hh:mm",
    "remove_timezone": True,  # the heads say UTC
}


class Book:
    """A workbook in the making: sheets are written one after another, from the top down."""

    def __init__(self) -> None:
        self._held = BytesIO()
        self._book: Any = xlsxwriter.Workbook(self._held, OPTIONS)
        self._book.set_properties({"title": "Reclaim", "comments": "Figures and codes; no names."})
        self._head = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._plain = self._book.add_format({"valign": "top"})
        # As a person would type a text that begins like a formula: the sign is kept with the cell
        self._quoted = self._book.add_format({"quote_prefix": True, "valign": "top"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"})
        self._share = self._book.add_format({"num_format": "0.0%", "valign": "top"})

    def sheet(
        self,
        name: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        widths: Sequence[int] = (),
        shares: Sequence[int] = (),
    ) -> None:
        """Write one sheet with its heads standing still; `shares` are columns of per cents."""
        page = self._book.add_worksheet(name[:31])
        for place, head in enumerate(heads):
            wide = widths[place] if place < len(widths) else len(head) + 4
            page.set_column(place, place, max(NARROWEST, min(WIDEST, wide)))
        page.freeze_panes(1, 0)
        for place, head in enumerate(heads):
            page.write_string(0, place, head, self._head)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                self._write(page, number, place, cell, is_share=place in shares)

    def closed(self) -> bytes:
        self._book.close()
        return self._held.getvalue()

    def _write(
        self, page: Any, row: int, column: int, cell: object, *, is_share: bool = False
    ) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, datetime):
            page.write_datetime(row, column, cell, self._moment)
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            page.write_number(row, column, cell, self._share if is_share else self._plain)
        else:
            text = cell_text(cell)
            page.write_string(
                row, column, text, self._plain if harmless(text) == text else self._quoted
            )
