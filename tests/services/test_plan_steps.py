"""Marking a step: the state, the task it owes, and who keeps the number."""

import json

import pytest

from accounts.rules import ROLE_MAY_NOT
from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from cases.services import move_case
from intake.models import PlanStep
from intake.services import mark_step, take

pytestmark = pytest.mark.django_db

ADULT = {
    "danger_now": "no",
    "extortion": "no",
    "age_when_made": "18plus",
    "age_now": "18plus",
    "country": "US",
    "file_on_own_device": "yes",
    "where": "https://chirp.example/p/1",
}


@pytest.fixture
def plan(advocate, now):
    return take(given=ADULT, channel="api", by=advocate, now=now)


@pytest.fixture
def stopncii(plan):
    return plan.case.plan_steps.get(service="stopncii")


@pytest.fixture
def work(plan):
    return plan.case.plan_steps.get(service="platform-report")


def stands(step):
    found = PlanStep.objects.select_related("case__key").get(pk=step.pk)
    return found.state, found.reference, found.reference_kept


def waits(step):
    return Task.objects.filter(kind="plan_step", subject_id=step.pk).open().exists()


def marked():
    return Entry.objects.filter(action="intake.marked_step")


def test_a_step_moves_and_leaves_one_entry_that_holds_codes_alone(stopncii, advocate, now):
    step = mark_step(
        step_id=stopncii.pk, state="done", reference="SN12345678", survivor_agreed=True,
        by=advocate, now=now,
    )  # fmt: skip

    assert stands(step) == ("done", "SN12345678", "agency")
    assert (step.decided_at, step.decided_by) == (now, advocate)
    assert json.loads(marked().get().facts) == {
        "service": "stopncii", "was": "offered", "to": "done", "number": "agency",
    }  # fmt: skip


def test_a_number_is_dropped_unless_the_survivor_agreed(stopncii, advocate, now):
    step = mark_step(
        step_id=stopncii.pk, state="done", reference="SN12345678", by=advocate, now=now
    )

    assert stands(step) == ("done", "", "survivor")


def test_a_number_that_was_kept_goes_when_the_survivor_takes_it_back(stopncii, advocate, now):
    asked = {"step_id": stopncii.pk, "state": "done", "by": advocate, "now": now}
    mark_step(**asked, reference="SN12345678", survivor_agreed=True)

    step = mark_step(**asked, survivor_holds=True)

    assert stands(step) == ("done", "", "survivor")


def test_a_later_move_leaves_the_number_alone(stopncii, advocate, now):
    mark_step(step_id=stopncii.pk, state="done", reference="SN12345678", survivor_agreed=True,
              by=advocate, now=now)  # fmt: skip

    step = mark_step(step_id=stopncii.pk, state="under_way", by=advocate, now=now)

    assert stands(step) == ("under_way", "SN12345678", "agency")


def test_a_pin_is_refused_although_the_survivor_agreed(stopncii, advocate, now):
    with pytest.raises(NotAllowed, match="Never a PIN"):
        mark_step(step_id=stopncii.pk, state="done", reference="PIN 4821", survivor_agreed=True,
                  by=advocate, now=now)  # fmt: skip

    assert stands(stopncii) == ("offered", "", "none")
    assert not marked().exists()


def test_a_step_of_our_own_is_a_task_until_it_is_done(work, advocate, now):
    assert waits(work)

    mark_step(step_id=work.pk, state="under_way", by=advocate, now=now)
    assert waits(work)
    mark_step(step_id=work.pk, state="done", by=advocate, now=now)
    assert not waits(work)
    mark_step(step_id=work.pk, state="under_way", by=advocate, now=now)
    assert waits(work)
    mark_step(step_id=work.pk, state="declined", by=advocate, now=now)
    assert not waits(work)


def test_a_referral_owes_no_task(stopncii, advocate, now):
    mark_step(step_id=stopncii.pk, state="under_way", by=advocate, now=now)

    assert not waits(stopncii)


def test_a_move_that_the_table_does_not_know_changes_nothing(stopncii, advocate, now):
    mark_step(step_id=stopncii.pk, state="done", by=advocate, now=now)

    for state in ("offered", "dropped", "declined", "gone"):
        with pytest.raises(NotAllowed):
            mark_step(step_id=stopncii.pk, state=state, by=advocate, now=now)
    with pytest.raises(NotAllowed, match="stands there already"):
        mark_step(step_id=stopncii.pk, state="done", by=advocate, now=now)

    assert stands(stopncii)[0] == "done"
    assert marked().count() == 1


def test_a_strangers_step_is_not_there(stopncii, colleague, now):
    with pytest.raises(PlanStep.DoesNotExist):
        mark_step(step_id=stopncii.pk, state="done", by=colleague, now=now)


def test_a_step_of_a_closed_case_does_not_move(stopncii, advocate, now):
    move_case(case_id=stopncii.case_id, to="closed", by=advocate, now=now)

    with pytest.raises(NotAllowed, match="closed"):
        mark_step(step_id=stopncii.pk, state="done", by=advocate, now=now)


def test_an_attorney_reads_the_plan_and_does_not_move_it(stopncii, attorney, now):
    with pytest.raises(NotAllowed) as no:
        mark_step(step_id=stopncii.pk, state="done", by=attorney, now=now)

    assert no.value.code == ROLE_MAY_NOT
