"""Named faults of the sweep, each caught by a named scenario that the real sweep passes."""

import pytest

from tests.faults import scenarios
from tests.faults.hands import Wrong
from tests.faults.mutants import MUTANTS

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


CAUGHT = [  # the mutants, who catches them, and by which words: for the right reason, that is
    (("no_skip_locked",), second_is_kept_waiting, "it waited"),
    (("split_transaction",), scenarios.beside_a_person, "the person did not wait"),
    (("claim_first",), killed_after_the_claim, "step_not_entered"),
    (("no_unique_constraint",), scenarios.behind_the_services, "Step twice"),
    (("no_unique_constraint",), scenarios.behind_the_services, "Reminder twice"),
    (("no_unique_draft",), scenarios.behind_the_services, "ComplaintDraft twice"),
    (("split_transaction", "no_unique_constraint"), scenarios.both_have_entered, "steps_twice: 4"),
    (("workers_clock",), an_hour_ahead, "drafts: 3 and not 2"),
    (("workers_clock",), an_hour_behind, "drafts: 0 and not 2"),
    (("two_days",), scenarios.to_the_microsecond, "time-is-up at 2026-11-02 14:00"),
    (("two_days_when_planned",), scenarios.to_the_microsecond, "clock_counts_elapsed_hours"),
    (("less_than_in_the_claim",), scenarios.to_the_microsecond, "entered, drafted: [False, False]"),
    (("less_than_in_the_draft",), scenarios.to_the_microsecond, "entered, drafted: [True, False]"),
    (("less_than_in_the_ladder",), scenarios.to_the_microsecond, "entered, drafted: [False, True]"),
]  # fmt: skip
NAMES = [
    f"{'+'.join(mutants)} by {scenario.__name__}: {words}" for mutants, scenario, words in CAUGHT
]


def test_each_mutant_is_among_them():
    assert {mutant for mutants, _, _ in CAUGHT for mutant in mutants} == set(MUTANTS)


@pytest.mark.parametrize(("mutants", "scenario", "words"), CAUGHT, ids=NAMES)
def test_a_mutant_is_caught(stage, mutants, scenario, words):
    try:
        wrongs = scenario(stage, mutants=mutants)
    except Wrong as refused:  # the database would not have it
        wrongs = [str(refused)]

    assert [wrong for wrong in wrongs if words in wrong] != []


@pytest.mark.parametrize("scenario", [scenarios.behind_the_services, scenarios.both_have_entered])
def test_the_sweep_itself_is_let_pass(stage, scenario):
    """The other scenarios are let pass by it in test_sweep_broken, by their own names."""
    assert scenario(stage) == []
