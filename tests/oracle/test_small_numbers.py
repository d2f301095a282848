"""Small numbers attacked with an integer solver by someone who knows all that was told."""

import os
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.disclosure import TOTAL, Cell, Given, Table, hidden, hidden_together
from tests.oracle.attacker import Attacker, leaks

FIVE = 5
COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 60), st.just(0))
MANY = int(os.environ.get("RECLAIM_EXAMPLES", "12"))  # raise it for a long attack
searched = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))


def crossed(atoms, dimensions, name="people", **more):
    """Give the table of these atoms with every total."""
    cells = {}
    for atom, count in atoms.items():
        for keep in product((True, False), repeat=len(atom)):
            key = tuple(m if kept else TOTAL for m, kept in zip(atom, keep, strict=True))
            cells[key] = cells.get(key, 0) + count
    return Table(name, dimensions, {key: Cell(count) for key, count in cells.items()}, **more)


def shapes(*sizes):
    names = [[f"{'abc'[at]}{n}" for n in range(size)] for at, size in enumerate(sizes)]
    atoms = list(product(*names))
    counts = st.lists(COUNTS, min_size=len(atoms), max_size=len(atoms))
    return counts.map(lambda drawn: dict(zip(atoms, drawn, strict=True)))


def summed(atoms, *places):
    """Give the atoms of fewer dimensions."""
    found = {}
    for atom, count in atoms.items():
        key = tuple(atom[at] for at in places)
        found[key] = found.get(key, 0) + count
    return found


def found_leaks(insides, outsides, *, grows=False):
    attacker = Attacker(insides, outsides)
    if grows:
        attacker.knows_it_only_grows()
    return leaks([*attacker.hidden(), *attacker.changes(FIVE)], FIVE)


@searched
@given(shapes(6))
def test_nothing_comes_back_from_a_list_and_its_total(atoms):
    table = crossed(atoms, ("a",))

    assert found_leaks([table], [hidden(table, threshold=FIVE)]) == []


@searched
@given(st.one_of(shapes(3, 4), shapes(4, 4), shapes(2, 5)))
def test_nothing_comes_back_from_rows_and_columns(atoms):
    table = crossed(atoms, ("a", "b"))

    assert found_leaks([table], [hidden(table, threshold=FIVE)]) == []


@settings(searched, max_examples=MANY // 2)
@given(st.one_of(shapes(5), shapes(3, 3)))
def test_nothing_comes_back_from_knowing_why_numbers_are_hidden(atoms):
    table = crossed(atoms, ("a", "b")[: len(next(iter(atoms)))])
    outside = hidden(table, threshold=FIVE)
    attacker = Attacker([table], [outside])
    attacker.knows_why_any_is_hidden(FIVE)

    assert leaks(attacker.hidden(), FIVE) == []


@settings(searched, max_examples=MANY // 3)
@given(st.one_of(shapes(2, 3, 2), shapes(3, 3, 2)))
def test_nothing_comes_back_from_three_dimensions(atoms):
    table = crossed(atoms, ("a", "b", "c"))

    assert found_leaks([table], [hidden(table, threshold=FIVE)]) == []


@searched
@given(shapes(3, 3, 3))
def test_nothing_comes_back_from_tables_that_share_their_people(atoms):
    insides = [
        crossed(summed(atoms, 0, 1), ("a", "b"), "by a and b"),
        crossed(summed(atoms, 1, 2), ("b", "c"), "by b and c"),
        crossed(summed(atoms, 2), ("c",), "by c"),
    ]

    outsides = hidden_together(insides, threshold=FIVE)

    assert found_leaks(insides, outsides) == []


@searched
@given(shapes(4, 3))
def test_nothing_comes_back_from_a_filter_within_the_whole(atoms):
    whole = crossed(summed(atoms, 0), ("a",), "whole")
    one = crossed(
        summed({k: v for k, v in atoms.items() if k[0] == "a0"}, 1),
        ("b",),
        "one",
        within={"a": "a0"},
    )

    outsides = hidden_together([whole, one], threshold=FIVE)

    assert found_leaks([whole, one], outsides) == []


@searched
@given(shapes(6, 2))
def test_nothing_comes_back_from_quarters_and_their_months(atoms):
    quarters = {"q1": ("a0", "a1", "a2"), "q2": ("a3", "a4", "a5")}
    months = crossed(atoms, ("a", "b"), "months")
    cells = dict(months.cells)
    for (quarter, parts), b in product(quarters.items(), ("b0", "b1", TOTAL)):
        cells[quarter, b] = Cell(sum(cells[month, b].count for month in parts))
    table = Table("months", ("a", "b"), cells, nested=quarters)

    assert found_leaks([table], [hidden(table, threshold=FIVE)]) == []


GROWTH = st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 6, 15]), min_size=8, max_size=8)


@settings(searched, max_examples=MANY // 2)
@given(shapes(4, 2), GROWTH, GROWTH)
def test_nothing_comes_back_from_snapshots_that_grow(atoms, first, second):
    insides, outsides = _told_in_turn(atoms, first, second)

    assert found_leaks(insides, outsides, grows=True) == []


FALLS = st.lists(st.sampled_from([0, 0, 0, 1, -1, 2, -2, -7, 9]), min_size=8, max_size=8)


@settings(searched, max_examples=MANY // 2)
@given(shapes(4, 2), FALLS, FALLS)
def test_nothing_comes_back_from_corrections_that_go_either_way(atoms, first, second):
    insides, outsides = _told_in_turn(atoms, first, second)

    assert found_leaks(insides, outsides) == []


def _told_in_turn(atoms, *changes):
    insides, outsides, told = [], [], []
    for number, change in enumerate([[0] * len(atoms), *changes]):
        moved = zip(atoms.items(), change, strict=True)
        atoms = {key: max(0, count + by) for (key, count), by in moved}
        table = crossed(atoms, ("a", "b"), as_of=f"{number}")
        outside = hidden(table, threshold=FIVE, published=told)
        told.append(Given.of(table, outside))
        insides.append(table)
        outsides.append(outside)
    return insides, outsides


def test_the_attack_finds_what_hiding_the_small_ones_alone_would_give_away():
    table = crossed(
        {("a0", "b0"): 2, ("a0", "b1"): 9, ("a1", "b0"): 8, ("a1", "b1"): 7}, ("a", "b")
    )
    alone = table.shown(frozenset({("a0", "b0")}), "Hidden", withheld=False)

    assert [one.true for one in found_leaks([table], [alone])] == [2]


def test_the_attack_finds_one_person_who_came_between_two_snapshots():
    was, came = crossed({("a0",): 9, ("a1",): 8}, ("a",)), crossed({("a0",): 9, ("a1",): 9}, ("a",))
    both = [was, Table("people", ("a",), came.cells, as_of="later")]

    assert found_leaks(both, both, grows=True)
    told = Given.of(both[0], hidden(both[0], threshold=FIVE))
    assert not found_leaks(both, [both[0], hidden(both[1], threshold=FIVE, published=[told])])


@pytest.mark.parametrize("counts", [(2, 3), (1, 1, 1), (4, 1, 0), (1, 4, 4), (3, 0, 0, 0)])
def test_awkward_rows_give_nothing_away(counts):
    table = crossed({(f"a{n}",): count for n, count in enumerate(counts)}, ("a",))

    assert found_leaks([table], [hidden(table, threshold=FIVE)]) == []
