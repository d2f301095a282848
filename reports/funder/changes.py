"""What changed since a report was locked, as far as it may be told."""

from typing import Any, NamedTuple

from reports.models import Snapshot

HIDDEN = "Hidden"


class Change(NamedTuple):
    table: str
    words: str
    was: str
    now: str
    by: str

    @property
    def is_hidden(self) -> bool:
        """Tell whether it was told and is not any longer: nothing to read in a row of its own."""
        return self.now == HIDDEN


def since(snapshot: Snapshot, outside: dict[str, Any]) -> tuple[list[Change], int]:
    """Give what is told differently now, and how many numbers are told alike.

    `outside` was hidden beside the locked report, so no difference here is a small one.
    """
    was = {
        (table["slug"], row["key"]): row
        for table in snapshot.outside["tables"]
        for row in table["rows"]
    }
    changes, alike = [], 0
    for table in outside["tables"]:
        for row in table["rows"]:
            before = was.get((table["slug"], row["key"]))
            if before is None or _stands_above(table, row):
                continue
            if before["shown"] == row["shown"]:
                alike += 1
            else:
                changes.append(_change(table["title"], row, before))
    return changes, alike


def _stands_above(table: dict[str, Any], row: dict[str, Any]) -> bool:
    """Tell whether a row is the number new, which every breakdown repeats."""
    return table["slug"] not in {"served", "year"} and row["key"] == table["total"]


def _change(title: str, row: dict[str, Any], before: dict[str, Any]) -> Change:
    moved = row["count"] - before["count"] if None not in (before["count"], row["count"]) else None
    return Change(
        table=title,
        words=row["words"],
        was=_shown(before),
        now=_shown(row),
        by=f"{moved:+,}" if moved is not None else "Not told",
    )


def _shown(row: dict[str, Any]) -> str:
    return HIDDEN if row["count"] is None else str(row["shown"])
