"""The sweep at the command line, the statutes it needs, and the nudge after a write."""

import json
import threading
from argparse import ArgumentTypeError

import pytest
from django.core.management import CommandError, call_command

from audit.models import Entry
from audit.rules import NotAllowed
from complaints.models import ComplaintDraft
from deadlines import nudge, tasks
from deadlines.management.moments import moment
from deadlines.models import Clock, Heartbeat, Ladder, Rung, Statute, Step
from deadlines.services import loading
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db


def told(capsys):
    return json.loads(capsys.readouterr().out)


def test_it_prints_what_it_did_as_json(advocate, supervisor, capsys):
    clock = make.clock(by=advocate)

    call_command("sweep", now=DUE + HOUR)

    did = told(capsys)
    assert (did["sent"], did["skipped"], did["drafted"], did["dry_run"]) == (1, 3, 1, False)
    assert did["as_of"] == "2026-11-02T15:00:00+00:00"
    assert did["steps"][-1] == {
        "clock": str(clock.pk),
        "request": clock.request.code,
        "rung": "complaint",
        "due_at": "2026-11-02T15:00:00+00:00",
        "state": "sent",
        "reason": "",
        "told": 2,
    }


def test_a_dry_run_prints_the_same_and_does_nothing(advocate, supervisor, capsys):
    make.clock(by=advocate)
    entries = Entry.objects.count()

    call_command("sweep", now=DUE + HOUR, dry_run=True)

    did = told(capsys)
    assert (did["sent"], did["drafted"], did["dry_run"]) == (1, 1, True)
    assert not Step.objects.exists()
    assert not ComplaintDraft.objects.exists()
    assert not Heartbeat.objects.exists()
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("text", ["2026-11-02T15:00:00Z", "2026-11-02T10:00:00-05:00"])
def test_a_moment_is_read_with_its_offset(text):
    assert moment(text) == DUE + HOUR


@pytest.mark.parametrize("text", ["2026-11-02T15:00:00", "yesterday"])
def test_a_moment_without_an_offset_is_refused(text):
    with pytest.raises(ArgumentTypeError):
        moment(text)
    with pytest.raises(CommandError):
        call_command("sweep", f"--now={text}")


def test_the_tasks_sweep_relay_and_reconcile(advocate, supervisor, mailoutbox):
    from django.utils import timezone

    make.clock(by=advocate, at=timezone.now() - 30 * HOUR)

    tasks.sweep()
    tasks.relay()
    tasks.reconcile()

    assert Step.objects.get().rung == "a-day-left"
    assert len(mailoutbox) == 1
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {
        "sweep", "sweep_work", "relay", "reconcile",
    }  # fmt: skip


def test_statutes_and_ladder_load_once_however_often(db):
    first = loading.load_statutes(rows=loading.shipped_rows())
    again = loading.load_statutes(rows=loading.shipped_rows())

    assert first.created == Statute.objects.count() >= 10
    assert (again.created, again.updated, again.kept) == (0, 0, first.created)
    ladders = Ladder.objects.values_list("applies_to", flat=True)
    assert sorted(ladders) == sorted(set(ladders))
    assert Rung.objects.filter(ladder__applies_to="US-TIDA").count() == 5
    assert list(Statute.objects.filter(starts_clocks=True).values_list("code", "hours")) == [
        ("US-TIDA", 48)
    ]
    assert Entry.objects.filter(action="deadlines.loaded_statutes").count() == 1


def test_a_better_source_is_taken_over_and_hours_that_count_are_not(advocate):
    make.clock(by=advocate)
    rows = loading.shipped_rows()
    tida = next(row for row in rows if row["code"] == "US-TIDA")

    tida["note"] = "Read again."
    assert loading.load_statutes(rows=rows).updated == 1

    tida["hours"] = 24
    with pytest.raises(NotAllowed) as no:
        loading.load_statutes(rows=rows)
    assert no.value.code == "statute_has_clocks"
    assert Statute.objects.get(code="US-TIDA").hours == 48


@pytest.fixture
def nudged(monkeypatch):
    """Give a list of nudges sent; what each does is set by the test."""
    sent = []
    monkeypatch.setattr(nudge.current_app, "send_task", lambda name, **how: sent.append(name))
    return sent


def settled():
    for thread in threading.enumerate():
        if thread.name == "nudge":
            thread.join(5)


def test_a_write_wakes_the_sweep_once_it_is_kept(
    advocate, nudged, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make.received(by=advocate)
        assert nudged == []
    settled()

    assert nudged == [tasks.sweep.name]


def test_a_dead_broker_neither_fails_nor_slows_a_write(
    advocate, monkeypatch, django_capture_on_commit_callbacks
):
    gave_up = threading.Event()

    def dead(name, **how):
        gave_up.wait(30)
        raise ConnectionError("nobody there")

    monkeypatch.setattr(nudge.current_app, "send_task", dead)
    request = make.submitted(by=advocate)

    with django_capture_on_commit_callbacks(execute=True):
        make.receipt(request, by=advocate, at=RECEIVED, now=RECEIVED)
        make.receipt(
            request, by=advocate, at=RECEIVED + HOUR, now=DUE, change_reason="wrong_moment"
        )

    assert Clock.objects.get().due_at == DUE + HOUR
    assert nudge._under_way.locked()  # both writes are kept while the broker is still silent
    gave_up.set()
    settled()
    assert nudge._under_way.acquire(blocking=False)
    nudge._under_way.release()
