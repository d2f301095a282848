"""Named faults of the sweep, each caught by a named scenario that the real sweep passes."""

import pytest

from tests.faults import scenarios
from tests.faults.hands import Wrong

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house")]


def second_is_kept_waiting(stage, *, mutants=()):
    """A second sweeper must not wait for what the first has claimed."""
    wrongs, waits, meanwhile = scenarios.interleaved(stage, "before draft", mutants=mutants)
    return wrongs + ["it waited"] * waits + ["it did nothing meanwhile"] * (not meanwhile)


def killed_after_the_claim(stage, *, mutants=()):
    return scenarios.struck(stage, "killed", "advance", "before enter", mutants=mutants)


def an_hour_ahead(stage, *, mutants=()):
    return scenarios.by_a_wrong_clock(stage, 1, mutants=mutants)


def an_hour_behind(stage, *, mutants=()):
    return scenarios.by_a_wrong_clock(stage, -1, mutants=mutants)


CAUGHT = [
    (("no_skip_locked",), second_is_kept_waiting),
    (("split_transaction",), scenarios.beside_a_person),
    (("claim_first",), killed_after_the_claim),
    (("no_unique_constraint",), scenarios.behind_the_services),
    (("split_transaction", "no_unique_constraint"), scenarios.both_have_entered),
    (("workers_clock",), an_hour_ahead),
    (("workers_clock",), an_hour_behind),
    (("two_days",), scenarios.to_the_microsecond),
    (("two_days_when_planned",), scenarios.to_the_microsecond),
    (("less_than_in_the_claim",), scenarios.to_the_microsecond),
    (("less_than_in_the_draft",), scenarios.to_the_microsecond),
    (("less_than_in_the_ladder",), scenarios.to_the_microsecond),
]
NAMES = ["+".join(mutants) + " by " + scenario.__name__ for mutants, scenario in CAUGHT]


@pytest.mark.parametrize(("mutants", "scenario"), CAUGHT, ids=NAMES)
def test_a_mutant_is_caught(stage, mutants, scenario):
    try:
        wrongs = scenario(stage, mutants=mutants)
    except Wrong as refused:  # the database, or the sweep itself, would not have it
        wrongs = [str(refused)]

    assert wrongs != []


@pytest.mark.parametrize(
    "scenario",
    sorted({scenario for _, scenario in CAUGHT}, key=lambda one: one.__name__),
    ids=lambda one: one.__name__,
)
def test_the_sweep_itself_is_let_pass(stage, scenario):
    assert scenario(stage) == []
