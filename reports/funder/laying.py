"""The tables of a funder's report, as they are counted inside."""

from collections import Counter

from reports.disclosure import TOTAL, Cell, Key, Table
from reports.funder.counting import Counted
from reports.rules.counting import BREAKDOWNS, Breakdown
from reports.rules.quarters import Quarter

PEOPLE, LEFT_OUT = "people", "left out"
NEW, CONTINUING = "new", "continuing"


def year_so_far(quarter: Quarter) -> str:
    return f"{quarter.year:04d}-year"


def tables(counted: Counted, *, as_of: str) -> tuple[Table, ...]:
    """Give every table of the report; they are about the same people, and hidden together."""
    within = {"period": counted.quarter.code}
    return (
        _served(counted, within, as_of),
        _year(counted, as_of),
        *(_breakdown(one, counted, within, as_of) for one in BREAKDOWNS),
        Table(
            "left_out",
            ("counted",),
            {("left_out",): Cell(counted.left_out)},
            of=LEFT_OUT,
            within=within,
            as_of=as_of,
        ),
    )


def _served(counted: Counted, within: dict[str, str], as_of: str) -> Table:
    new, continuing = len(counted.new), len(counted.continuing)
    cells: dict[Key, Cell] = {
        (NEW,): Cell(new),
        (CONTINUING,): Cell(continuing),
        (TOTAL,): Cell(new + continuing),
    }
    return Table("served", ("counted",), cells, within=within, as_of=as_of)


def _year(counted: Counted, as_of: str) -> Table:
    """Lay the new of each quarter side by side: who continues was new in another of them."""
    code, so_far = counted.quarter.code, year_so_far(counted.quarter)
    others = dict(counted.new_elsewhere)
    news = {**others, code: len(counted.new)}
    cells: dict[Key, Cell] = {(one,): Cell(count) for one, count in sorted(news.items())}
    nested: dict[str, tuple[str, ...]] = {}
    whole = next(iter(others), "")
    if len(others) > 1:
        whole = f"{code}-others"
        nested[whole] = tuple(others)
        cells[(whole,)] = Cell(sum(others.values()))
    if others:
        nested[so_far] = (code, whole)
        cells[(so_far,)] = Cell(sum(news.values()))
    table = Table("year", ("period",), cells, within={"counted": NEW}, nested=nested, as_of=as_of)
    continuing = frozenset({("counted", CONTINUING), ("period", code)})
    parts = ((continuing, table.place((whole,))),) if whole else ()
    return Table(
        "year", ("period",), cells, within={"counted": NEW}, nested=nested, parts=parts, as_of=as_of
    )


def _breakdown(one: Breakdown, counted: Counted, within: dict[str, str], as_of: str) -> Table:
    found = Counter(bucket for person in counted.new.values() for bucket in one.of(person))
    cells: dict[Key, Cell] = {(bucket,): Cell(found[bucket]) for bucket in one.buckets}
    return Table(
        one.slug,
        (one.slug,),
        {**cells, (TOTAL,): Cell(len(counted.new))},
        within={**within, "counted": NEW},
        several=frozenset({one.slug} if one.several else ()),
        as_of=as_of,
    )
