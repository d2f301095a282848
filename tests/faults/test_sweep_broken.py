"""The sweep, broken before and after each statement that it runs, and crossed by another."""

import pytest

from deadlines.sweep_sql import STATEMENTS
from tests.faults import caseload
from tests.faults.scenarios import (
    Stage,
    beside_a_person,
    by_a_wrong_clock,
    by_a_wrong_database,
    interleaved,
    moments,
    pairs,
    struck,
    to_the_microsecond,
    two_days_out,
)

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house")]
SEED, PAIRS = 4, 3
OWN = {"limits", "now", "claim", "draft", "enter", "beat", "COMMIT"}
APART = {"attempts", "put_off"}  # what else a batch runs in which the database refuses something


@pytest.fixture(scope="module")
def poisoned(ground):
    """One clock whose draft the database refuses, one whose every step; two that are whole."""
    return Stage(
        ground, "poisoned", seconds=[-40, -30, -20, 3600], then=[caseload.poison], poisoned=True
    )


def before_each(stage, **given):
    """Give the moments before each statement; after one is before the next."""
    every = enumerate(moments(stage, "advance", **given))
    return [(at, what) for at, what in every if what.startswith("before")]


def around(names):
    return {f"{when} {name}" for name in names for when in ("before", "after")}


def test_every_statement_is_broken_at(stage, poisoned):
    """A statement that no break knows of would be one that nothing here tries."""
    seen = set(moments(stage, "advance"))

    assert around(OWN) <= seen
    assert around(OWN | APART) <= set(moments(poisoned, "advance"))
    assert set(STATEMENTS) <= OWN | APART | {"enter_one_by_one"}


def test_a_sweeper_that_is_killed_at_any_statement_leaves_all_or_nothing(stage):
    seen = moments(stage, "advance")

    wrongs = {
        f"{at} {what}": struck(stage, "killed", "advance", at) for at, what in enumerate(seen)
    }

    assert {what: wrong for what, wrong in wrongs.items() if wrong} == {}
    assert len(wrongs) >= 2 * len(OWN)


@pytest.mark.parametrize("name", ["before enter_one_by_one", "after enter_one_by_one"])
def test_one_that_tells_of_each_step_leaves_all_or_nothing_too(stage, name):
    assert struck(stage, "killed", "advance", name, steps=True) == []


@pytest.mark.parametrize("name", sorted(around(APART) | {"after COMMIT"}))
def test_one_that_puts_off_what_the_database_refuses_leaves_all_or_nothing_too(poisoned, name):
    assert struck(poisoned, "killed", "advance", name) == []


def test_a_sweeper_whose_connection_is_cut_at_any_statement_does_it_all_the_next_time(stage):
    seen = before_each(stage)

    wrongs = {what: struck(stage, "cut", "advance", at) for at, what in seen}

    assert {what: wrong for what, wrong in wrongs.items() if wrong} == {}


def test_a_second_sweeper_at_any_moment_of_the_first_does_the_rest_and_nothing_twice(stage):
    found = {what: interleaved(stage, at) for at, what in before_each(stage, limit=2)}

    assert {what: wrong for what, (wrong, _, _) in found.items() if wrong} == {}
    _, waits, meanwhile = found["before draft"]
    assert not waits, "the second waited for what the first had claimed"
    assert meanwhile > 0, "the second did nothing meanwhile"


@pytest.mark.parametrize(("first", "second"), pairs(PAIRS, SEED, of=14))
def test_two_sweepers_that_stop_at_two_moments(stage, first, second):
    wrongs, _, _ = interleaved(stage, first, second)

    assert wrongs == []


def test_a_person_and_a_sweeper_come_one_after_the_other(stage):
    assert beside_a_person(stage) == []


def test_no_step_comes_a_microsecond_early_or_late_over_the_night_of_the_clocks(stage):
    assert to_the_microsecond(stage) == []


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_worker_whose_clock_is_wrong_does_the_right_thing(stage, hours):
    assert by_a_wrong_clock(stage, hours) == []


@pytest.mark.parametrize(("hours", "drafts"), [(-1, 0), (1, 3)])
def test_a_database_whose_clock_was_stepped_leaves_nothing_twice_and_nothing_out(
    stage, hours, drafts
):
    """Its clock is the one that counts; once it is right again, all is as if it had always been."""
    wrongs, meanwhile, found = by_a_wrong_database(stage, hours)

    assert wrongs == []
    assert meanwhile["drafts"] == drafts
    assert found["drafts"] == max(drafts, stage.whole["drafts"])


def test_two_days_without_a_sweep_are_made_up_by_two_at_once(stage):
    assert two_days_out(stage) == []
