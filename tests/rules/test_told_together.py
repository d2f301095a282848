"""What tables tell when they stand side by side: no remainder, and the totals before the parts."""

from datetime import date
from types import SimpleNamespace

from reports import figures
from reports.disclosure import TOTAL, Cell, Table, hidden_together
from reports.figures import Complaints, Scope
from reports.tables import others

YEAR = Scope(date(2025, 12, 1), date(2026, 11, 1))


def counted(**found):
    names = ("made", "signed", "filed", "set_aside", "waiting")
    told = {name: found.get(name, 0) for name in names}
    return SimpleNamespace(**told, **{f"cases_{name}": told[name] for name in names})


def said(monkeypatch, **found):
    one: Complaints = counted(**found)
    monkeypatch.setattr(figures, "complaints", lambda scope: (one,))
    return {row.key: row.count("complaints") for row in others.complaints(YEAR).rows}


def test_those_that_no_longer_wait_cannot_be_had_by_taking_the_waiting_from_the_made(monkeypatch):
    told = said(monkeypatch, made=13, filed=3, waiting=10)

    assert told["filed"] is None
    assert None in {told["made"], told["waiting"]}, "13 made and 10 waiting are 3 that are filed"


def test_many_that_were_filed_are_told_with_those_that_wait(monkeypatch):
    told = said(monkeypatch, made=30, signed=12, filed=11, waiting=19)

    assert told == {"made": 30, "signed": 12, "filed": 11, "set_aside": 0, "waiting": 19}


def test_a_few_undecided_hide_their_sum_and_not_all_that_rests_on_the_decided():
    settled = {("decided",): Cell(71, 40), ("open",): Cell(2, 2), (TOTAL,): Cell(73, 40)}
    kept = {(TOTAL,): Cell(71, 40), ("on_time",): Cell(38, 30), ("late",): Cell(33, 20)}
    tables = (
        Table("settled", ("settled",), settled, spare=frozenset({("open",), (TOTAL,)})),
        Table("kept", ("outcome",), kept, within={"settled": "decided"}),
    )

    first, second = hidden_together(tables, threshold=5)

    assert [key for key, cell in first.cells.items() if cell.is_hidden] == [("open",), (TOTAL,)]
    assert not any(cell.is_hidden for cell in second.cells.values())


def test_counts_of_answers_and_of_complaints_hide_nothing_of_requests_in_one_call_or_in_several():
    """A scorecard hides them apart (ADR 0066); that is sound only while no sum ties them."""
    kept = {(TOTAL,): Cell(20, 20), ("on_time",): Cell(17, 17), ("late",): Cell(3, 3)}
    disputed = {("sworn",): Cell(2, 2), ("where",): Cell(9, 9)}
    tables = (
        Table("kept", ("outcome",), kept, of="requests", within={"platform": "chirp"}),
        Table("refusals", ("element",), disputed, of="answers", several=frozenset({"element"})),
        Table(
            "demands", ("demand",), {("id",): Cell(3, 3), ("court",): Cell(12, 12)}, of="answers",
            several=frozenset({"demand"}), within={"platform": "chirp"},
        ),
        others._ended(counted(made=14, waiting=3)),
    )  # fmt: skip

    together = hidden_together(tables, threshold=5)

    alone = tuple(hidden_together((one,), threshold=5)[0] for one in tables)
    assert together == alone
    assert all(any(cell.is_hidden for cell in one.cells.values()) for one in together)
