"""A year of a funder's reports, with a correction, attacked by who holds all of them."""

import os
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.disclosure import Given, hidden_together
from reports.funder import laying, stored
from reports.funder.counting import Counted
from reports.rules.counting import Person
from reports.rules.quarters import Quarter
from tests.oracle.attacker import Attacker, leaks

FIVE = 5
FIRST, SECOND = Quarter(2026, 1), Quarter(2026, 2)
MANY = int(os.environ.get("RECLAIM_EXAMPLES", "12")) // 4
SLUGS = ("extortion", "outcome")  # each is attacked with what stands beside it


def people(draw, count):
    return {
        number: Person(
            extortion=draw.choice(("yes", "no", "no", "")),
            outcome=draw.choice(("all_down", "all_down", "some_down", "not_asked")),
            services=frozenset({"support"}),
        )
        for number in range(count)
    }


def year(seed):
    """Give three locked reports, each hidden beside those before: two quarters, a correction."""
    draw = Random(seed)  # noqa: S311 - drawn again from the same seed, and no secret
    first = people(draw, draw.randrange(6, 30))
    mended = {**first, **dict.fromkeys(range(100, 100 + draw.randrange(0, 8)), Person())}
    for number in draw.sample(sorted(first), draw.randrange(0, 3)):
        del mended[number]
    again = frozenset(draw.sample(sorted(first), draw.randrange(0, len(first))))
    second = people(draw, draw.randrange(4, 25))
    told = (
        Counted(FIRST, first, frozenset(), 0, {}),
        Counted(SECOND, second, again, 3, {FIRST.code: len(first)}),
        Counted(FIRST, mended, frozenset(), 3, {SECOND.code: len(second)}),
    )
    insides, outsides, published = [], [], []
    for number, counted in enumerate(told):
        tables = laying.tables(counted, as_of=f"{number:04d}")
        shown = hidden_together(tables, threshold=FIVE, published=published)
        kept = stored.inside(tables, shown)
        published += [stored.given(one) for one in kept]
        insides += tables
        outsides += shown
    return insides, outsides


def known_of(slug, insides, outsides):
    pairs = [
        (inside, outside)
        for inside, outside in zip(insides, outsides, strict=True)
        if inside.name in {"served", "year", slug}
    ]
    attacker = Attacker(*zip(*pairs, strict=True))
    for inside, _ in pairs:  # who continues was new in the other quarter
        if inside.parts:
            [whole] = [key for key in inside.cells if inside.place(key) == inside.parts[0][1]]
            served = next(t for t in insides if t.name == "served" and t.as_of == inside.as_of)
            row = attacker.row(inside, whole) - attacker.row(served, (laying.CONTINUING,))
            left = inside.cells[whole].count - served.cells[laying.CONTINUING,].count
            attacker.learns(row, 0)
            yield from [attacker.range(row, "left", left)] if 0 < left < FIVE else []
    yield from attacker.hidden()
    yield from attacker.changes(FIVE)


@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000))
def test_nobody_is_found_between_the_reports_of_a_year(seed):
    insides, outsides = year(seed)

    for slug in SLUGS:
        assert leaks(known_of(slug, insides, outsides), FIVE) == []


def test_what_was_locked_reads_back_as_it_was():
    insides, outsides = year(7)

    for inside, outside in zip(insides, outsides, strict=True):
        [kept] = stored.inside([inside], [outside])
        assert stored.given(kept) == Given.of(inside, outside)
