"""What the sweep writes by sets: the trail's own words, and whoever covers told in their place."""

import json
from datetime import timedelta

import pytest

from audit.chain import verify_all
from audit.models import Entry
from audit.rules import canonical
from deadlines.models import Reminder, Step
from deadlines.services import sweep
from tests.factories import cases as case_factory
from tests.factories import cover as covering
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR, RECEIVED

pytestmark = pytest.mark.django_db
DAY_LEFT = DUE - 24 * HOUR


def told(rung):
    people = Reminder.objects.filter(step__rung=rung).values_list("recipient__name", flat=True)
    return sorted(people)


def test_an_entry_of_a_step_is_as_python_would_write_it(advocate, supervisor):
    clock = make.clock(by=advocate)

    sweep.run(now=DUE + 2 * HOUR)

    entries = Entry.objects.filter(action="deadlines.took_step").order_by("seq")
    assert [entry.facts for entry in entries] == [
        canonical(json.loads(entry.facts)) for entry in entries
    ]
    step = Step.objects.get(rung="complaint")
    last = json.loads(entries.last().facts)
    assert last == {
        "due_at": "2026-11-02T15:00:00.000000Z",
        "request": clock.request.code,
        "rung": "complaint",
        "state": "sent",
        "step": "complaint draft",
        "told": 2,
        "what": "told",
    }
    assert (entries.last().subject_type, entries.last().subject_id) == (
        step._meta.label_lower, str(step.pk),
    )  # fmt: skip


def test_several_steps_and_clocks_of_one_case_stand_in_its_chain_in_order(advocate, supervisor):
    first = make.clock(by=advocate)
    make.clock(by=advocate, case=first.case)

    sweep.run(now=DUE + 26 * HOUR)

    assert all(verdict.holds for verdict in verify_all())
    entries = Entry.objects.filter(chain=str(first.case_id), action="deadlines.took_step")
    due = [json.loads(entry.facts)["due_at"] for entry in entries.order_by("seq")]
    assert (len(due), due) == (10, sorted(due))


def test_whoever_covers_is_told_in_place_of_the_advocate(advocate, colleague, supervisor):
    clock = make.clock(by=advocate)
    covering.active(
        case=clock.case, giver=advocate, taker=colleague, now=RECEIVED,
        starts_at=DAY_LEFT - HOUR, ends_at=DAY_LEFT + HOUR,
    )  # fmt: skip

    sweep.run(now=DAY_LEFT)
    sweep.run(now=DUE)

    assert told("a-day-left") == ["Cleo"]
    assert told("time-is-up") == ["Ada", "Sol"]  # the cover was over


def test_a_cover_that_was_not_accepted_or_whose_taker_left_changes_nothing(
    advocate, colleague, supervisor
):
    clock, other = make.clock(by=advocate), make.clock(by=advocate)
    span = {"now": RECEIVED, "starts_at": DAY_LEFT - HOUR, "ends_at": DAY_LEFT + HOUR}
    covering.offered(case=clock.case, giver=advocate, taker=colleague, **span)
    covering.active(case=other.case, giver=advocate, taker=supervisor, **span)
    type(supervisor).objects.filter(pk=supervisor.pk).update(is_active=False)

    sweep.run(now=DAY_LEFT)

    assert told("a-day-left") == ["Ada", "Ada"]


def test_the_attorney_is_told_whoever_covers(advocate, colleague, supervisor, attorney):
    clock = make.clock(by=advocate)
    case_factory.engage(case=clock.case, attorney=attorney, by=supervisor)
    covering.active(
        case=clock.case, giver=advocate, taker=colleague, now=RECEIVED,
        starts_at=DUE, ends_at=DUE + 8 * HOUR,
    )  # fmt: skip

    sweep.run(now=DUE + HOUR)

    assert told("complaint") == ["Cleo", "Sol", "Tess"]


def test_a_sweep_of_many_batches_keeps_figures_and_no_rows(advocate, supervisor):
    for _ in range(5):
        make.clock(by=advocate)
    batches = []

    swept = sweep.run(now=DUE, limit=2, told=batches.append)

    assert [batch.claimed for batch in batches] == [2, 2, 1, 0]
    assert (swept.claimed, swept.sent, swept.skipped, swept.steps) == (5, 5, 10, [])


def test_the_oldest_wake_first_whatever_their_order_in_the_table(advocate, supervisor):
    late = [3, 1, 2]
    for hours in late:
        make.clock(by=advocate, at=RECEIVED - timedelta(hours=hours))
    seen = []

    sweep.run(now=DAY_LEFT, limit=1, steps=True, told=lambda batch: seen.extend(batch.steps))

    assert [step["due_at"] for step in seen] == sorted(step["due_at"] for step in seen)
    assert len(seen) == 3
