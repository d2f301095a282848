"""Which steps are due, sent or overtaken; what wakes the clock next; who is told."""

from datetime import UTC, datetime, timedelta

import pytest

from deadlines.rules.ladder import LADDER, Draft, next_wake, steps_reached
from deadlines.rules.told import who_is_told

DUE = datetime(2026, 11, 2, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
KEYS = [rung.key for rung in LADDER]


def reached(hours_past_due, *, entered=(), draft=Draft.UNREVIEWED, **more):
    steps = steps_reached(
        rungs=LADDER,
        due_at=DUE,
        now=DUE + hours_past_due * HOUR,
        entered=entered,
        draft=draft,
        **more,
    )
    return [f"{step.rung}: {step.reason or step.state}" for step in steps]


# fmt: off
MOMENTS = [
    (-25, (),        []),
    (-24, (),        ["a-day-left: sent"]),
    (-7,  KEYS[:1],  []),
    (-6,  KEYS[:1],  ["six-hours-left: sent"]),
    (0,   KEYS[:2],  ["time-is-up: sent"]),
    (1,   KEYS[:3],  ["complaint: sent"]),
    (25,  KEYS[:4],  ["unreviewed-draft: sent"]),
    (99,  KEYS,      []),
    # Overslept: what is overtaken is entered as that, the draft is made all the same
    (-5,  (),        ["a-day-left: overtaken", "six-hours-left: sent"]),
    (0,   (),        ["a-day-left: overtaken", "six-hours-left: overtaken", "time-is-up: sent"]),
    (2,   KEYS[:2],  ["time-is-up: overtaken", "complaint: sent"]),
    (48,  (),        ["a-day-left: overtaken", "six-hours-left: overtaken",
                      "time-is-up: overtaken", "complaint: sent", "unreviewed-draft: sent"]),
]
# fmt: on


@pytest.mark.parametrize(("hours_past_due", "entered", "steps"), MOMENTS)
def test_each_moment_has_its_steps_oldest_first(hours_past_due, entered, steps):
    assert reached(hours_past_due, entered=entered) == steps


def test_a_step_is_due_at_its_second_and_not_one_before():
    at = DUE - 24 * HOUR

    for now, count in ((at - SECOND, 0), (at, 1)):
        steps = steps_reached(rungs=LADDER, due_at=DUE, now=now, entered=(), draft=Draft.NONE)
        assert len(steps) == count


# fmt: off
DRAFTS = [
    (Draft.NONE,       ["unreviewed-draft: sent"]),  # no draft at all is worse, so it is told
    (Draft.UNREVIEWED, ["unreviewed-draft: sent"]),
    (Draft.REVIEWED,   ["unreviewed-draft: reviewed"]),
]
# fmt: on


@pytest.mark.parametrize(("draft", "steps"), DRAFTS)
def test_the_supervisor_hears_of_a_draft_only_while_nobody_reviews_it(draft, steps):
    assert reached(25, entered=KEYS[:4], draft=draft) == steps


def test_a_step_that_is_not_needed_overtakes_nothing():
    ladder = (*LADDER[:3], LADDER[4])

    steps = steps_reached(
        rungs=ladder, due_at=DUE, now=DUE + 30 * HOUR, entered=KEYS[:2], draft=Draft.REVIEWED
    )

    assert [(step.rung, step.reason or step.state) for step in steps] == [
        ("time-is-up", "sent"),
        ("unreviewed-draft", "reviewed"),
    ]


def test_a_draft_that_cannot_be_made_is_held_and_stops_no_other_step():
    assert reached(2, entered=KEYS[:2], cannot_draft=True) == ["time-is-up: sent"]
    assert reached(2, entered=KEYS[:3]) == ["complaint: sent"]


def test_a_ladder_in_any_order_is_climbed_in_the_order_of_time():
    steps = steps_reached(
        rungs=LADDER[::-1], due_at=DUE, now=DUE + 9 * HOUR, entered=(), draft=Draft.NONE
    )

    assert [step.due_at for step in steps] == sorted(step.due_at for step in steps)


# fmt: off
WAKINGS = [
    ((),       -24),
    (KEYS[:1],  -6),
    (KEYS[:2],   0),
    (KEYS[:3],   1),
    (KEYS[:4],  25),
]
# fmt: on


@pytest.mark.parametrize(("entered", "hours_past_due"), WAKINGS)
def test_a_clock_wakes_for_its_next_step(entered, hours_past_due):
    woken = next_wake(rungs=LADDER, due_at=DUE, entered=entered)

    assert woken == DUE + hours_past_due * HOUR


def test_a_climbed_ladder_never_wakes():
    assert next_wake(rungs=LADDER, due_at=DUE, entered=KEYS) is None


def test_a_failed_draft_is_tried_again_without_putting_off_the_next_step():
    climbed = KEYS[:3]
    soon, afterwards = DUE + 2 * HOUR, DUE + 40 * HOUR

    for again, woken in ((soon, soon), (afterwards, DUE + 25 * HOUR)):
        assert next_wake(rungs=LADDER, due_at=DUE, entered=climbed, draft_again_at=again) == woken


PEOPLE = {"advocate": ["ada"], "attorney": ["tess", "theo"]}


# fmt: off
TOLD = [
    (["advocate"],                           PEOPLE, {"ada"}),
    (["advocate", "supervisor"],             PEOPLE, {"ada", "sol", "sue"}),
    (["advocate", "attorney"],               PEOPLE, {"ada", "tess", "theo"}),
    (["supervisor"],                         PEOPLE, {"sol", "sue"}),
    (["attorney", "advocate"],               {"advocate": ["ada"]}, {"ada"}),
    (["advocate"],                           {},     {"sol", "sue"}),  # nobody has the case
    (["attorney"],                           {"advocate": ["ada"]}, {"sol", "sue"}),
    (["advocate", "supervisor"], {"advocate": ["sol"]}, {"sol", "sue"}),  # once a person
]
# fmt: on


@pytest.mark.parametrize(("tells", "assigned", "told"), TOLD)
def test_a_step_reaches_its_people_and_never_nobody(tells, assigned, told):
    assert who_is_told(tells=tells, assigned=assigned, supervisors=["sol", "sue"]) == told


def test_the_first_ladder_is_the_one_that_was_agreed():
    assert [(rung.key, rung.from_due / HOUR, list(rung.tells)) for rung in LADDER] == [
        ("a-day-left", -24, ["advocate"]),
        ("six-hours-left", -6, ["advocate"]),
        ("time-is-up", 0, ["advocate", "supervisor"]),
        ("complaint", 1, ["advocate", "supervisor", "attorney"]),
        ("unreviewed-draft", 25, ["supervisor"]),
    ]
    assert [rung.key for rung in LADDER if rung.drafts_complaint] == ["complaint"]
    assert [rung.key for rung in LADDER if rung.unless_reviewed] == ["unreviewed-draft"]
