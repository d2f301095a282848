"""What came back, hidden beside what the reports tell of the same requests.

Requests on time were all seen gone, so whoever holds both tables reads off how many late ones were
seen gone since, and how many are not: numbers as small as any, and guarded like one (ADR 0066).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings

from reports import figures
from reports.disclosure import (
    TOTAL,
    Cell,
    Given,
    Key,
    Place,
    Table,
    hidden_together,
    hidden_words,
)
from reports.figures import Recurrence, Scope
from reports.tables.counting import OF, Pair, at_one_moment, hidden_requests, within_of
from reports.tables.said import DECIDED, ON_TIME
from reports.tables.sheet import Column, Estimate, Row, Sheet

BACK = (
    "Of the requests received in these months whose listings were all seen gone: those where one"
    " was later seen up again. What nobody looked at again is not known to have stayed away, so"
    " the days until half were back are counted as the hours to removal are. No service can find"
    " every copy."
)
BACK_AGAIN, AWAY = "back", "away"
COLUMNS = (
    Column("gone", "All seen gone"),
    Column("came_back", "Came back"),
    Column("share", "Share that came back", "share"),
    Column("median", "Half back after", "days", lacking="Fewer than half came back"),
)


def recurrence(scope: Scope) -> Sheet:
    """Give what came back, by platform."""
    table, named = at_one_moment(lambda: _told(scope))
    rows = tuple(_row(table, member, label) for member, label in named)
    words = hidden_words(settings.PATTERN_FEWEST_CASES)
    return Sheet("recurrence", "What came back", "Platform", BACK, COLUMNS, rows, words)


def _told(scope: Scope) -> tuple[Table, list[tuple[str, str]]]:
    pairs, _ = hidden_requests(scope)
    every = [scope]
    if scope.platform or scope.channel:  # the unfiltered table, which the same reader can open
        every.append(replace(scope, platform="", channel=""))
    counted = [(_parts(one), within_of(one)) for one in every]
    tables = [back_table(parts, within, beside=pairs) for parts, within in counted]
    told = hidden_together(
        tables,
        threshold=settings.PATTERN_FEWEST_CASES,
        published=tuple(Given.of(*pair) for pair in pairs),
    )
    return told[0], [(member, one.label) for member, one in counted[0][0]]


def _parts(scope: Scope) -> list[tuple[str, Recurrence]]:
    parts = [(one.key, one) for one in figures.recurrence(scope, "platform")]
    whole = replace(figures.recurrence(scope)[0], label="All")
    return [*parts, (TOTAL, whole)]


def back_table(
    parts: Sequence[tuple[str, Recurrence]], within: dict[str, str], *, beside: Sequence[Pair]
) -> Table:
    """Lay those seen gone over the requests of which some of them were on time."""
    cells: dict[Key, Cell] = {}
    leans: dict[Key, Sequence[Key]] = {}
    for member, one in parts:
        share = Estimate(one.share, one.share_low, one.share_high)
        median = Estimate(one.median_days, None, None)
        cells[member, TOTAL] = Cell(one.gone, one.cases)
        cells[member, BACK_AGAIN] = Cell(
            one.came_back, one.cases_back, {"share": share, "median": median}
        )
        # How many cases stayed away is not counted apart: at least those not among the returned
        away = one.gone - one.came_back
        cells[member, AWAY] = Cell(away, min(away, max(one.cases - one.cases_back, 1)))
        leans[member, BACK_AGAIN] = ((member, TOTAL),)
    table = Table(
        "recurrence",
        ("platform", "ended"),
        cells,
        of=OF,
        within={**within, "seen": "gone"},
        leans=leans,
    )
    return replace(table, parts=_ties(table, beside))


def _ties(table: Table, beside: Sequence[Pair]) -> list[tuple[Place, Place]]:
    """Give who is among whom: those on time among those seen gone, and these among the decided."""
    found = []
    gone = [table.place(key) for key in table.cells if key[1] == TOTAL]
    known = {inside.place(key) for inside, _ in beside for key in inside.cells}
    for place in gone:
        decided = (place - {("seen", "gone")}) | {("settled", DECIDED)}
        on_time = decided | {("outcome", ON_TIME)}
        found += [(on_time, place)] if on_time in known else []
        found += [(place, decided)] if decided in known else []
    return found


def _row(table: Table, member: str, label: str) -> Row:
    gone, back = table.cells[member, TOTAL], table.cells[member, BACK_AGAIN]
    shut = {"gone"} if gone.is_hidden else set()
    shut |= {"came_back"} if back.is_hidden else set()
    shut |= set() if "share" in back.derived else {"share", "median"}
    values: dict[str, Any] = {"gone": gone.count, "came_back": back.count, **back.derived}
    return Row(member, label, values, frozenset(shut), is_all=member == TOTAL)
