"""A draft that cannot be made stops no other clock, is tried again, and is told."""

import pytest

from audit.rules import NotAllowed
from cases.models import Task
from complaints import services as complaints
from complaints.models import ComplaintDraft
from deadlines.models import Clock, Step
from deadlines.services import health, reconcile, sweep
from deadlines.services.drafting import draft_due
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR

pytestmark = pytest.mark.django_db
MINUTE = HOUR / 60


@pytest.fixture
def poisoned(advocate, supervisor, monkeypatch):
    """Give a clock whose draft fails half-way until `cure()`; another clock is fine."""
    poison = make.clock(by=advocate)
    real = complaints.draft

    def draft(*, request, **rest):
        made = real(request=request, **rest)
        if request.pk == poison.request_id:
            raise KeyError("words that may quote what is sealed")
        return made

    monkeypatch.setattr(complaints, "draft", draft)
    poison.cure = lambda: monkeypatch.setattr(complaints, "draft", real)
    return poison


def rungs(clock):
    return list(clock.steps.order_by("pk").values_list("rung", flat=True))


def test_one_poisoned_draft_stops_no_other_clock(poisoned, advocate):
    fine = make.clock(by=advocate)

    swept = sweep.run(now=DUE + 2 * HOUR)

    assert (swept.drafted, swept.held) == (1, 1)
    assert rungs(fine)[-1] == "complaint"
    assert fine.request.complaint_draft.status == "draft"
    assert rungs(poisoned)[-1] == "time-is-up"
    assert Step.objects.get(clock=poisoned, rung="time-is-up").state == "sent"


def test_what_failed_half_way_leaves_nothing_behind(poisoned, caplog):
    sweep.run(now=DUE + 2 * HOUR)

    assert not ComplaintDraft.objects.exists()
    assert not Task.objects.filter(kind="review_draft").exists()
    assert "KeyError" in caplog.text
    assert "sealed" not in caplog.text


def test_a_draft_that_the_database_refuses_stops_no_other_clock(advocate, supervisor, monkeypatch):
    clocks = [make.clock(by=advocate) for _ in range(2)]
    real = complaints.draft

    def draft(*, request, **rest):
        if request.pk == clocks[0].request_id:
            Step.objects.update(state="nonsense")
            Step.objects.create(clock_id=request.pk, rung="x", due_at=DUE, done_at=DUE, state="?")
        return real(request=request, **rest)

    monkeypatch.setattr(complaints, "draft", draft)

    swept = sweep.run(now=DUE + 2 * HOUR)

    assert (swept.drafted, swept.held) == (1, 1)
    assert rungs(clocks[1])[-1] == "complaint"


def test_it_is_tried_again_with_growing_pauses_and_a_code_for_why(poisoned):
    at = DUE + 2 * HOUR
    pauses = []

    for _ in range(8):
        sweep.run(now=at)
        poisoned.refresh_from_db()
        pauses.append((poisoned.wakes_at - at) / MINUTE)
        at = poisoned.wakes_at

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert (poisoned.attempts, poisoned.last_error) == (8, "KeyError")


def test_a_draft_put_off_puts_off_no_other_step(poisoned):
    Clock.objects.filter(pk=poisoned.pk).update(attempts=7)

    sweep.run(now=DUE + 24.5 * HOUR)

    poisoned.refresh_from_db()
    assert poisoned.wakes_at == DUE + 25 * HOUR


def test_what_failed_is_made_once_it_can_be(poisoned):
    sweep.run(now=DUE + 2 * HOUR)
    poisoned.cure()

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


def test_a_rules_refusal_is_kept_by_its_own_code(advocate, supervisor, monkeypatch):
    clock = make.clock(by=advocate)

    def refused(**asked):
        raise NotAllowed("Not this one.", code="not_draftable")

    monkeypatch.setattr(complaints, "draft", refused)

    made, held = draft_due(clock_ids=[clock.pk], now=DUE + HOUR)

    assert made == 0
    assert [one.code for one in held] == ["not_draftable"]


def test_more_drafts_than_a_batch_takes_are_made_by_the_next(advocate, supervisor, monkeypatch):
    monkeypatch.setattr(sweep, "DRAFTS_A_BATCH", 2)
    for _ in range(5):
        make.clock(by=advocate)

    first = sweep.advance(now=DUE + HOUR)
    assert (first.drafted, first.claimed) == (2, 2)

    sweep.run(now=DUE + HOUR)
    assert ComplaintDraft.objects.count() == 5
    assert Step.objects.filter(rung="complaint").count() == 5
