"""What of a report is shown: rows of words and numbers, hidden beside all that was told before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings

from reports.disclosure import TOTAL, Key, Table, hidden_together
from reports.funder import laying, stored
from reports.funder.counting import Counted, counted
from reports.rules.counting import (
    BREAKDOWNS,
    CONTINUING,
    NEW,
    NOT_SAID,
    RELEASED,
    SERVED,
    VERSION,
)
from reports.rules.quarters import Quarter

INWARD = {"left_out"}  # people who did not agree to be counted are not counted outward


class Report(NamedTuple):
    """A report as it could be locked now."""

    counted: Counted
    inside: list[dict[str, Any]]  # never shown
    outside: dict[str, Any]
    left_out: str

    @property
    def seen(self) -> str:
        """Give the digest of what is shown; it tells nothing that is not."""
        return stored.digest(self.outside)


def report(quarter: Quarter, *, funder: str, now: datetime, hold: bool = False) -> Report:
    """Count and hide a quarter as it stands now, beside everything told of the year before."""
    found = counted(quarter, funder=funder, now=now, hold=hold)
    published = stored.beside(quarter)
    number = len({given.table.as_of for given in published})
    insides = laying.tables(found, as_of=f"{number:04d}")
    threshold = settings.PATTERN_FEWEST_CASES
    outsides = hidden_together(insides, threshold=threshold, published=published)
    left_out = outsides[-1].cells[("left_out",)].shown
    return Report(
        counted=found,
        inside=stored.inside(insides, outsides),
        outside=_outside(quarter, funder, outsides, threshold),
        left_out=left_out,
    )


def _outside(
    quarter: Quarter, funder: str, tables: Sequence[Table], threshold: int
) -> dict[str, Any]:
    named = {table.name: table for table in tables}
    return {
        "quarter": quarter.code,
        "funder": funder,
        "definitions": VERSION,
        "threshold": threshold,
        "tables": [_served(named["served"]), _year(named["year"], quarter), *_breakdowns(named)],
    }


def _served(table: Table) -> dict[str, Any]:
    words: dict[Key, str] = {
        (laying.NEW,): "New",
        (laying.CONTINUING,): "Continuing",
        (TOTAL,): "Served in the quarter",
    }
    return _told(table, "served", "People served", f"{SERVED} {NEW} {CONTINUING}", words)


def _year(table: Table, quarter: Quarter) -> dict[str, Any]:
    so_far, others = laying.year_so_far(quarter), f"{quarter.code}-others"
    words: dict[Key, str] = {}
    for key in table.cells:
        one = Quarter.from_code(key[0])
        words[key] = f"New in {one.words}" if one else "New in the other quarters"
    words |= {(so_far,): f"New in FFY {quarter.year} so far"} if (so_far,) in words else {}
    order = sorted(words, key=lambda key: (key[0] == so_far, key[0] == others, key))
    means = "Everyone once a federal fiscal year; other quarters as their latest locked reports."
    told = _told(table, "year", "New this fiscal year", means, {key: words[key] for key in order})
    return told | {"total": so_far}


def _breakdowns(named: dict[str, Table]) -> list[dict[str, Any]]:
    return [
        _told(
            named[one.slug],
            one.slug,
            one.title,
            one.means,
            {
                **{(bucket,): words for bucket, words in one.buckets.items()},
                (TOTAL,): "People new" if one.several else "New",
            },
        )
        | {"several": one.several}
        for one in BREAKDOWNS
    ]


def _told(table: Table, slug: str, title: str, means: str, words: dict[Key, str]) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": title,
        "means": means,
        "several": False,
        "total": TOTAL,
        "withheld": table.withheld,
        "rows": [
            {"key": key[0], "words": said, "count": table.cells[key].count,
             "shown": table.cells[key].shown}
            for key, said in words.items()
        ],
    }  # fmt: skip


NOTES = (NOT_SAID, RELEASED)
