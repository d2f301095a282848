"""The sweep: each step once, however often, late or interrupted it runs."""

from datetime import timedelta

import pytest

from audit.models import Entry
from cases.models import Case
from complaints.models import ComplaintDraft
from deadlines.models import Clock, Heartbeat, Reminder, Step
from deadlines.services import exchange, reconcile, sweep
from tests.factories import cases as case_factory
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def ledger(clock=None):
    steps = Step.objects.filter(clock=clock) if clock else Step.objects.all()
    return [f"{step.rung}: {step.reason or step.state}" for step in steps.order_by("pk")]


def told(rung):
    people = Reminder.objects.filter(step__rung=rung).values_list("recipient__name", flat=True)
    return sorted(people)


def test_nothing_is_entered_before_its_second(advocate):
    clock = make.clock(by=advocate)
    assert clock.wakes_at == DUE - 24 * HOUR

    sweep.run(now=DUE - 24 * HOUR - SECOND)
    assert ledger() == []

    sweep.run(now=DUE - 24 * HOUR)
    assert ledger() == ["a-day-left: sent"]


def test_a_ladder_is_climbed_step_by_step_and_then_never_wakes(advocate, supervisor, attorney):
    clock = make.clock(by=advocate)
    case_factory.engage(case=clock.case, attorney=attorney, by=supervisor)

    for hours in (-24, -6, 0, 1, 25, 100):
        sweep.run(now=DUE + hours * HOUR)

    clock.refresh_from_db()
    assert ledger(clock) == [
        "a-day-left: sent",
        "six-hours-left: sent",
        "time-is-up: sent",
        "complaint: sent",
        "unreviewed-draft: sent",
    ]
    assert clock.wakes_at is None
    assert told("a-day-left") == told("six-hours-left") == ["Ada"]
    assert told("time-is-up") == ["Ada", "Sol"]
    assert told("complaint") == ["Ada", "Sol", "Tess"]
    assert told("unreviewed-draft") == ["Sol"]
    assert ComplaintDraft.objects.get().made_because == "ladder"


def test_a_second_sweep_changes_nothing(advocate, supervisor):
    make.clock(by=advocate)
    sweep.run(now=DUE + 2 * HOUR)
    before = (Step.objects.count(), Reminder.objects.count(), Entry.objects.count())

    again = sweep.run(now=DUE + 2 * HOUR)

    assert (again.claimed, again.sent, again.drafted) == (0, 0, 0)
    assert (Step.objects.count(), Reminder.objects.count(), Entry.objects.count()) == before
    assert ComplaintDraft.objects.count() == 1


def test_after_two_days_of_outage_all_is_entered_once_and_oldest_first(advocate, supervisor):
    clock = make.clock(by=advocate)

    swept = sweep.run(now=DUE + 24 * HOUR)

    assert ledger(clock) == [
        "a-day-left: overtaken",
        "six-hours-left: overtaken",
        "time-is-up: overtaken",
        "complaint: sent",
    ]
    assert (swept.sent, swept.skipped, swept.drafted) == (1, 3, 1)
    assert Reminder.objects.exclude(step__state="sent").count() == 0
    assert ComplaintDraft.objects.count() == 1
    clock.refresh_from_db()
    assert clock.wakes_at == DUE + 25 * HOUR


def test_a_resolved_request_is_told_of_nothing(advocate, supervisor):
    request = make.received(by=advocate)
    make.look(make.items_of(request)[0], by=advocate, at=DUE - 30 * HOUR)

    swept = sweep.run(now=DUE + 48 * HOUR)

    assert swept.claimed == 0
    assert not Step.objects.exists()
    assert not ComplaintDraft.objects.exists()


def test_a_withdrawn_request_is_told_of_nothing(advocate, supervisor):
    request = make.received(by=advocate)
    exchange.withdraw(
        request_id=request.pk, because="survivor_asked", by=advocate, now=DUE - 30 * HOUR
    )

    assert sweep.run(now=DUE + 48 * HOUR).claimed == 0
    assert not Step.objects.exists()


def test_a_draft_that_is_being_reviewed_needs_no_reminder(advocate, supervisor):
    clock = make.clock(by=advocate)
    sweep.run(now=DUE + HOUR)
    ComplaintDraft.objects.update(status="in_review", review_at=DUE, review_by=advocate)

    sweep.run(now=DUE + 25 * HOUR)

    assert ledger(clock)[-1] == "unreviewed-draft: reviewed"
    assert told("unreviewed-draft") == []


def test_nobody_on_the_case_means_every_supervisor(advocate, supervisor):
    clock = make.clock(by=advocate)
    clock.case.assignments.update(ended_at=DUE - 40 * HOUR)

    sweep.run(now=DUE - 24 * HOUR)

    assert told("a-day-left") == ["Sol"]


@pytest.mark.parametrize("gone", [{"is_active": False}, {"role": "administrator"}])
def test_who_cannot_see_the_case_any_more_is_not_told(advocate, supervisor, gone):
    make.clock(by=advocate)
    type(advocate).objects.filter(pk=advocate.pk).update(**gone)

    sweep.run(now=DUE - 24 * HOUR)

    assert told("a-day-left") == ["Sol"]


def test_a_step_that_reaches_nobody_is_counted_and_reported(advocate):
    clock = make.clock(by=advocate)
    clock.case.assignments.update(ended_at=DUE - 40 * HOUR)

    swept = sweep.run(now=DUE - 24 * HOUR)

    assert swept.told_nobody == 1
    found = reconcile.differences(now=DUE - 24 * HOUR)
    assert [one.what for one in found] == ["step_told_nobody"]


def test_each_step_stands_in_the_trail_of_its_case(advocate, supervisor):
    clock = make.clock(by=advocate)

    sweep.run(now=DUE)

    entries = Entry.objects.filter(chain=str(clock.case_id), action="deadlines.took_step")
    assert entries.count() == 3
    assert set(entries.values_list("actor", flat=True)) == {""}


def test_the_oldest_debts_are_paid_first_and_a_batch_at_a_time(advocate, supervisor):
    for late in (1, 3, 2):
        make.clock(by=advocate, at=make.RECEIVED - late * HOUR)

    first = sweep.advance(now=DUE - 20 * HOUR, limit=1)

    assert first.claimed == 1
    assert Step.objects.get().due_at == DUE - 27 * HOUR
    assert sweep.run(now=DUE - 20 * HOUR, limit=1).claimed == 2


def test_a_round_that_has_used_its_time_leaves_the_rest_to_the_next(advocate, supervisor):
    for _ in range(3):
        make.clock(by=advocate)

    first = sweep.run(now=DUE - 20 * HOUR, limit=1, seconds=0)

    assert first.claimed == 1
    assert sweep.run(now=DUE - 20 * HOUR, limit=1).claimed == 2


def test_the_heartbeat_is_the_databases_own_moment(advocate, supervisor):
    make.clock(by=advocate)

    sweep.run(now=DUE + 999 * HOUR)

    beat = Heartbeat.objects.get(name="sweep_work")
    assert beat.found["sent"] == 2
    assert beat.at < DUE + 999 * HOUR


def test_a_rehearsal_tells_everything_and_keeps_nothing(advocate, supervisor):
    clock = make.clock(by=advocate)

    swept = sweep.rehearse(now=DUE + 2 * HOUR)

    assert [step["rung"] for step in swept.steps][-1] == "complaint"
    assert swept.drafted == 1
    clock.refresh_from_db()
    assert clock.wakes_at == DUE - 24 * HOUR
    assert not Step.objects.exists()
    assert not ComplaintDraft.objects.exists()
    assert not Heartbeat.objects.exists()


def test_without_a_moment_the_database_says_what_time_it_is(advocate, supervisor):
    from django.utils import timezone

    now = timezone.now()
    make.clock(by=advocate, at=now - 49 * HOUR - SECOND)
    make.clock(by=advocate, at=now - 23 * HOUR)

    swept = sweep.run()

    assert abs(swept.as_of - timezone.now()) < timedelta(minutes=1)
    assert ComplaintDraft.objects.count() == 1
    assert Clock.objects.filter(steps=None).count() == 1
    assert Case.objects.count() == 2
