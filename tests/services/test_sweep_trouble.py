"""A draft or a step that the database refuses stops no other clock, is tried again, and is told."""

import pytest

from cases.models import Task
from complaints.models import ComplaintDraft
from deadlines.models import Clock, Step
from deadlines.services import health, reconcile, sweep
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR
from tests.services.refusing import allow, refuse_drafts, refuse_steps

pytestmark = pytest.mark.django_db
MINUTE = HOUR / 60


@pytest.fixture
def poisoned(advocate, supervisor):
    """Give a clock whose draft the database refuses until `allow()`; another clock is fine."""
    poison = make.clock(by=advocate)
    refuse_drafts(request_id=poison.request_id)
    return poison


def rungs(clock):
    return list(clock.steps.order_by("pk").values_list("rung", flat=True))


def test_one_poisoned_draft_stops_no_other_clock(poisoned, advocate):
    fine = [make.clock(by=advocate) for _ in range(4)]

    swept = sweep.run(now=DUE + 2 * HOUR)

    assert (swept.drafted, swept.held) == (4, 1)
    assert {rungs(clock)[-1] for clock in fine} == {"complaint"}
    assert set(ComplaintDraft.objects.values_list("status", "revision_number")) == {("draft", 1)}
    assert rungs(poisoned)[-1] == "time-is-up"
    assert Step.objects.get(clock=poisoned, rung="time-is-up").state == "sent"


def test_what_was_refused_leaves_nothing_behind(poisoned, caplog):
    sweep.run(now=DUE + 2 * HOUR)

    assert not ComplaintDraft.objects.exists()
    assert not Task.objects.filter(kind="review_draft").exists()
    assert "IntegrityError" in caplog.text
    assert "sealed" not in caplog.text


def test_a_clock_that_nothing_can_be_entered_for_stops_no_other(advocate, supervisor):
    poison, fine = make.clock(by=advocate), make.clock(by=advocate)
    refuse_steps(poison.pk)

    swept = sweep.run(now=DUE)

    poison.refresh_from_db()
    assert rungs(fine)[-1] == "time-is-up"
    assert (swept.claimed, swept.held, rungs(poison)) == (2, 1, [])
    assert (poison.wakes_at, poison.attempts) == (DUE + MINUTE, 1)
    assert poison.last_error == "IntegrityError"


def test_it_is_tried_again_with_growing_pauses_and_a_code_for_why(poisoned):
    at = DUE + 2 * HOUR
    pauses = []

    for _ in range(8):
        sweep.run(now=at)
        poisoned.refresh_from_db()
        pauses.append((poisoned.wakes_at - at) / MINUTE)
        at = poisoned.wakes_at

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert (poisoned.attempts, poisoned.last_error) == (8, "IntegrityError")


def test_a_draft_put_off_puts_off_no_other_step(poisoned):
    Clock.objects.filter(pk=poisoned.pk).update(attempts=7)

    sweep.run(now=DUE + 24.5 * HOUR)

    poisoned.refresh_from_db()
    assert poisoned.wakes_at == DUE + 25 * HOUR


def test_what_was_refused_is_made_once_it_can_be(poisoned):
    sweep.run(now=DUE + 2 * HOUR)
    allow()

    swept = sweep.run(now=DUE + 2 * HOUR + MINUTE)

    poisoned.refresh_from_db()
    assert swept.drafted == 1
    assert rungs(poisoned)[-1] == "complaint"
    assert (poisoned.attempts, poisoned.last_error) == (0, "")
    assert reconcile.differences(now=DUE + 3 * HOUR) == []


def test_a_clock_that_stays_stuck_is_told_by_health_and_by_reconcile(poisoned):
    Clock.objects.filter(pk=poisoned.pk).update(attempts=4)

    sweep.run(now=DUE + 2 * HOUR)

    found = health.deadlines_health()
    assert found.clocks_stuck == 1
    assert "clocks_stuck" in found.problems
    missing = reconcile.differences(now=DUE + 3 * HOUR)
    assert [(one.what, one.rung) for one in missing] == [("step_not_entered", "complaint")]


def test_more_than_a_batch_takes_is_done_by_the_next(advocate, supervisor):
    for _ in range(5):
        make.clock(by=advocate)

    first = sweep.advance(now=DUE + HOUR, limit=2)
    assert (first.drafted, first.claimed) == (2, 2)

    sweep.run(now=DUE + HOUR, limit=2)
    assert ComplaintDraft.objects.count() == 5
    assert Step.objects.filter(rung="complaint").count() == 5
