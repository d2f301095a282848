"""What tables tell when they stand side by side: no remainder, and the totals before the parts."""

from datetime import date
from types import SimpleNamespace

import pytest

from reports import figures
from reports.disclosure import TOTAL, Cell, Given, Table, hidden_together
from reports.figures import Complaints, Scope
from reports.tables import others, returns

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


MONTHS = {"months": "2025-12..2026-11"}


def seen_gone(gone, *, on_time=20, late=15):
    """Give the table of returns, every request a case of its own, beside what was kept."""
    decided = on_time + late
    cells = {
        (member, key): Cell(count, count)
        for member in ("chirp", TOTAL)
        for key, count in ((TOTAL, decided), ("on_time", on_time), ("late", late))
    }
    kept = Table(
        "platform", ("platform", "outcome"), cells, of="requests",
        within={**MONTHS, "settled": "decided"},
    )  # fmt: skip
    told = hidden_together((kept,), threshold=5)[0]
    back = {"share": 0.5, "share_low": 0.3, "share_high": 0.7, "median_days": None}
    one = SimpleNamespace(gone=gone, cases=gone, came_back=gone // 2, cases_back=gone // 2, **back)
    table = returns.back_table(
        [("chirp", one), (TOTAL, one)], MONTHS, beside=[(kept, told)]
    )  # fmt: skip
    published = [Given.of(kept, told)]
    return told, hidden_together((table,), threshold=5, published=published)[0]


@pytest.mark.parametrize(
    ("late_gone", "is_told"),
    [(2, False), (4, False), (5, True), (25, True), (26, False), (28, False)],
)
def test_a_few_late_requests_gone_since_or_not_are_no_difference_of_what_is_told(
    late_gone, is_told
):
    kept, back = seen_gone(20 + late_gone, late=30)

    assert kept.cells["chirp", "on_time"].count == 20
    assert (back.cells["chirp", TOTAL].count is not None) is is_told
    assert ("share" in back.cells["chirp", "back"].derived) is is_told, (
        "its interval tells of how many"
    )


def test_when_everything_late_is_gone_as_well_all_of_it_is_told():
    _, back = seen_gone(35)

    assert back.cells["chirp", TOTAL].count == 35
