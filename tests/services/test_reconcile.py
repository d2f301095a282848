"""What the rules owe beside what the ledger holds: each kind of difference is found."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from complaints.models import ComplaintDraft
from deadlines.models import Clock, Heartbeat, Reminder, Rung, Step, Unclocked
from deadlines.services import health, outcomes, reconcile, sweep
from removal.models import Receipt, RemovalRequest
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
LATER = DUE + 26 * HOUR


@pytest.fixture
def clock(advocate, supervisor):
    """Give a clock whose whole ladder is climbed."""
    clock = make.clock(by=advocate)
    sweep.run(now=DUE + 25 * HOUR)
    return clock


def found(now=LATER):
    return sorted({one.what for one in reconcile.differences(now=now)})


def test_what_the_sweep_left_is_in_order(clock, advocate):
    make.clock(by=advocate, at=make.RECEIVED + 30 * HOUR)
    sweep.run(now=LATER)

    assert found() == []


def test_what_the_sweep_has_not_done_yet_is_a_difference_after_two_minutes(advocate, supervisor):
    make.clock(by=advocate)

    assert found(now=DUE - 24 * HOUR + HOUR / 60) == []
    assert found(now=DUE - 24 * HOUR + HOUR / 20) == ["step_not_entered"]


# Somebody's shell: each change keeps within the constraints and is wrong all the same.
# fmt: off
MEDDLING = [
    ("step_not_entered",             lambda: [
                                         rows.delete() for rows in (
                                             Reminder.objects.filter(step__rung="complaint"),
                                             Step.objects.filter(rung="complaint"))]),
    ("wakes_at_another_moment",      lambda: Clock.objects.update(wakes_at=LATER)),
    ("running_on_ended_request",     lambda: RemovalRequest.objects.update(
                                         status="resolved", resolved_at=DUE)),
    ("closed_on_running_request",    lambda: Clock.objects.update(
                                         closed_at=LATER, closed_as="withdrawn", wakes_at=None)),
    ("counts_from_another_receipt",  lambda: Receipt.objects.update(received_at=DUE)),
    ("step_of_no_ladder",            lambda: Rung.objects.filter(key="complaint").update(key="x")),
    ("step_told_nobody",             lambda: Reminder.objects.all().delete()),
    ("step_after_the_end",           lambda: Clock.objects.update(
                                         closed_at=DUE, closed_as="unclocked", wakes_at=None)),
]
# fmt: on


@pytest.mark.parametrize(("what", "meddle"), MEDDLING, ids=[what for what, _ in MEDDLING])
def test_each_meddling_is_found(clock, what, meddle):
    with as_owner():
        meddle()

    assert what in found()


def test_a_receipt_with_neither_clock_nor_reason_is_found(advocate):
    make.received(by=advocate)
    with as_owner():
        Clock.objects.all().delete()

    assert found() == ["receipt_without_clock_or_reason"]

    Unclocked.objects.create(
        case=RemovalRequest.objects.get().case,
        request=RemovalRequest.objects.get(),
        reason="parts_missing",
        decided_at=DUE,
    )
    assert found() == []


def test_a_drafting_step_without_its_draft_is_found(advocate, supervisor):
    clock = make.clock(by=advocate)
    Step.objects.create(clock=clock, rung="complaint", due_at=DUE, done_at=DUE + HOUR, state="sent")

    assert not ComplaintDraft.objects.exists()
    assert "step_without_its_draft" in found(now=DUE - 30 * HOUR)


def test_the_command_prints_differences_and_exits_with_one(clock, capsys):
    Clock.objects.update(wakes_at=LATER)

    with pytest.raises(SystemExit) as left:
        call_command("reconcile", json=True)

    assert left.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["ok"]
    assert told["differences"][0]["what"] == "wakes_at_another_moment"
    kept = Heartbeat.objects.get(name="reconcile").found
    assert (kept["differences"], kept["by_code"]) == (1, {"wakes_at_another_moment": 1})


def test_the_command_is_content_when_all_is_in_order(clock, capsys):
    call_command("reconcile", json=True)

    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["differences"], told["clocks"]) == (True, [], 1)
    assert (told["account"]["owed"], told["account"]["told"], told["account"]["missing"]) == (
        3,
        3,
        0,
    )


def test_the_view_shows_every_rung_of_a_running_clock(advocate, supervisor):
    clock = make.clock(by=advocate)
    sweep.run(now=DUE - 6 * HOUR)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT request_id, clock_id, rung, due_at, done_at, state"
            " FROM deadline_ledger ORDER BY due_at"
        )
        rows = cursor.fetchall()

    assert {row[:2] for row in rows} == {(clock.request_id, clock.pk)}
    assert [row[2:] for row in rows][:3] == [
        ("a-day-left", DUE - 24 * HOUR, DUE - 6 * HOUR, "skipped"),
        ("six-hours-left", DUE - 6 * HOUR, DUE - 6 * HOUR, "sent"),
        ("time-is-up", DUE, None, "owed"),
    ]


def test_the_view_owes_nothing_for_a_clock_that_has_ended(advocate, supervisor):
    request = make.received(by=advocate)
    sweep.run(now=DUE - 24 * HOUR)
    make.look(make.items_of(request)[0], by=advocate, at=DUE - HOUR)

    with connection.cursor() as cursor:
        cursor.execute("SELECT rung, state FROM deadline_ledger")
        assert cursor.fetchall() == [("a-day-left", "sent")]


def test_health_is_ill_until_something_sweeps_and_when_nothing_did_for_two_minutes(db):
    assert health.deadlines_health().problems == ["not_swept"]

    sweep.run()
    assert health.deadlines_health().ok

    Heartbeat.objects.update(at=relay_time() - HOUR / 60 * 2.1)
    assert health.deadlines_health().problems == ["not_swept"]


def relay_time():
    from deadlines.services.heartbeats import database_time

    return database_time()


def test_health_is_ill_when_a_step_is_five_minutes_late(advocate, supervisor):
    sweep.run()
    make.clock(by=advocate, at=relay_time() - 24 * HOUR - HOUR / 60 * 4)
    assert health.deadlines_health().ok

    make.clock(by=advocate, at=relay_time() - 24 * HOUR - HOUR / 60 * 6)
    assert health.deadlines_health().problems == ["steps_late"]


def test_a_receipt_told_late_makes_a_step_late_only_once_it_has_been_told(advocate, supervisor):
    sweep.run()
    make.clock(by=advocate, at=relay_time() - 30 * HOUR, now=relay_time())

    assert health.deadlines_health().ok
    assert found(now=relay_time()) == []

    Clock.objects.update(planned_at=relay_time() - HOUR / 10)

    assert health.deadlines_health().problems == ["steps_late"]
    assert found(now=relay_time()) == ["step_not_entered"]


def test_a_clock_that_runs_again_is_late_only_from_the_moment_it_did(advocate, supervisor):
    request = make.received(by=advocate, at=relay_time() - 30 * HOUR)
    gone = make.look(make.items_of(request)[0], by=advocate, at=relay_time() - 29 * HOUR)
    sweep.run()

    fact = gone.facts.get()
    outcomes.retract_outcome(fact_id=fact.pk, by=advocate, now=relay_time())

    assert health.deadlines_health().ok
    assert found(now=relay_time()) == []
