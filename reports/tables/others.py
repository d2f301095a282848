"""What platforms disputed, what became of complaints, and what was reminded."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from audit.rules import NotAllowed
from reports import figures
from reports.disclosure import TOTAL, Cell, Key, Table, hidden, hidden_together, hidden_words
from reports.figures import Complaints, Scope
from reports.tables.sheet import Column, Row, Sheet

DISPUTED = (
    "Answers in these months by which a platform refused, called the notice incomplete or asked"
    " for more, by what they called wrong. The first four are the four parts of a notice that the"
    " Act asks for (47 U.S.C. 223a(a)(1)(B)). One answer may dispute several, so the rows do not"
    " add up."
)
DRAFTED = (
    "Complaints by what happened to them in these months: a draft made by the ladder or by hand, a"
    " sign-off that stands, a filing that a person made and recorded. The system files nothing. A"
    " complaint may be made in one month and filed in another."
)
OWED = (
    "Reminders that the ladder owed to people in these months, against those it told them in the"
    " app; the letters by mail follow. Counted of the machine and of nobody's case, whatever the"
    " platform or channel, so nothing here is hidden."
)
EVENTS = (
    ("made", "Drafts made"), ("signed", "Signed off"), ("filed", "Filed by a person"),
    ("waiting", "Made, neither filed nor set aside"), ("set_aside", "Set aside"),
)  # fmt: skip
KINDS = (
    Column("answers", "Answers"), Column("requests", "Requests disputed"),
)  # fmt: skip


def refusals(scope: Scope) -> Sheet:
    """Give what platforms called wrong with notices."""
    found = figures.refusals(scope)
    cells: dict[Key, Cell] = {
        (one.key,): Cell(one.answers, one.cases, {"requests": one.requests}) for one in found
    }
    several = frozenset({"element"})
    table = _hidden(Table("refusals", ("element",), cells, of="answers", several=several))
    rows = []
    for one in found:
        cell = table.cells[one.key,]
        values: dict[str, Any] = {"answers": cell.count, **cell.derived}
        shut = frozenset({"answers", "requests"}) if cell.is_hidden else frozenset[str]()
        rows.append(Row(one.key, one.label, values, shut))
    return _sheet("refusals", "What platforms disputed", "Disputed", DISPUTED, KINDS, rows)


def complaints(scope: Scope) -> Sheet:
    """Give what became of complaints."""
    (one,) = figures.complaints(scope)
    happened, ended = hidden_together(
        (_happened(one), _ended(one)), threshold=settings.PATTERN_FEWEST_CASES
    )
    cells = {**happened.cells, ("waiting",): ended.cells["waiting",]}
    rows = [
        Row(
            name,
            label,
            {"complaints": cells[name,].count},
            frozenset({"complaints"}) if cells[name,].is_hidden else frozenset(),
        )
        for name, label in EVENTS
    ]
    columns = (Column("complaints", "Complaints"),)
    return _sheet("complaints", "Complaints", "What happened", DRAFTED, columns, rows)


def _happened(one: Complaints) -> Table:
    cells: dict[Key, Cell] = {
        (name,): Cell(getattr(one, name), getattr(one, f"cases_{name}"))
        for name, _ in EVENTS
        if name != "waiting"
    }
    return Table("complaints", ("event",), cells, of="complaints", several=frozenset({"event"}))


def _ended(one: Complaints) -> Table:
    """Give those made as waiting or not: a row told beside its whole tells what is left over."""
    rest = one.made - one.waiting
    people = min(rest, max(one.cases_made - one.cases_waiting, 1))
    cells: dict[Key, Cell] = {
        ("waiting",): Cell(one.waiting, one.cases_waiting),
        ("ended",): Cell(rest, people),
        (TOTAL,): Cell(one.made, one.cases_made),
    }
    return Table("ended", ("end",), cells, of="complaints", within={"event": "made"})


def reminders(scope: Scope) -> Sheet:
    """Give reminders owed against sent; no rows where there are more than a page can count."""
    columns = (
        Column("owed", "Owed"), Column("told", "Told in the app"), Column("missing", "Never told"),
        Column("mailed", "Mailed"), Column("waiting", "Wait for the mail"),
        Column("dead", "Not taken by the mail server"),
    )  # fmt: skip
    try:
        found = figures.reminders(scope)
    except NotAllowed:
        found = ()
    rows = [
        Row("", "All", {column.key: getattr(one, column.key) for column in columns}, is_all=True)
        for one in found
    ]
    return _sheet("reminders", "Reminders owed and sent", "Reminders", OWED, columns, rows)


def _hidden(table: Table) -> Table:
    return hidden(table, threshold=settings.PATTERN_FEWEST_CASES)


def _sheet(  # noqa: PLR0917 - a table's parts in the order in which they are read
    key: str, title: str, first: str, says: str, columns: Sequence[Column], rows: Sequence[Row]
) -> Sheet:
    words = hidden_words(settings.PATTERN_FEWEST_CASES)
    return Sheet(key, title, first, says, tuple(columns), tuple(rows), words)
