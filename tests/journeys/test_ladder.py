"""A supervisor edits the ladder, rehearses it, puts it in force; a running clock keeps its own."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.rules import Role
from deadlines.models import Clock, Reminder, Step
from deadlines.services import sweep
from tests.factories import deadlines as make
from tests.factories.accounts import PASSWORD, person
from tests.factories.deadlines import DUE, HOUR, RECEIVED
from tests.journeys.desk import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MORNING = RECEIVED + 20 * HOUR
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def ada(transactional_db):
    return person(Role.ADVOCATE, name="Ada")


@pytest.fixture
def sol(transactional_db):
    return person(Role.SUPERVISOR, name="Sol")


@pytest.mark.parametrize("script", [True, False])
def test_a_new_version_reaches_the_next_clock_and_never_the_one_that_runs(  # noqa: PLR0917
    chromium, live_server, time_machine, monkeypatch, ada, sol, script
):
    monkeypatch.setattr("deadlines.nudge._send", lambda: None)
    make.clock(by=ada, at=RECEIVED - 99 * HOUR)  # over: what can be rehearsed
    before = make.clock(by=ada)
    time_machine.move_to(MORNING, tick=True)
    desk = Desk(chromium, live_server.url, at=MORNING, script=script)
    desk.sign_in(sol.email, PASSWORD)

    desk.follow("Ladders")
    desk.reads("2 clocks run under it")
    desk.press("Begin a new version of TAKE IT DOWN Act")
    adds_a_step_at_the_second_try(desk)

    desk.follow("Rehearse it first")
    desk.reads("Nothing is written and nobody is told")
    desk.reads("1 step would have differed, on 1 of 2 clocks")
    desk.follow("Back to the draft, to look and put it in force")
    if script:
        found = Axe().run(desk.page, options=RULES).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
    desk.press("I looked at it as it stands")
    desk.reads("Looked at by Sol")
    desk.press("Put it in force")
    desk.reads("In force")

    desk.go("/ladders/US-TIDA-v1/")
    desk.reads("2 clocks run under this version, and keep it to the end")
    desk.leave()
    after = make.clock(by=ada, at=MORNING + timedelta(minutes=5))
    told_by_each_its_own_ladder(before, after)


def adds_a_step_at_the_second_try(desk: Desk) -> None:
    desk.follow("Add a step")
    desk.choose("When", "Before due")
    desk.write("How long before or after", "24")
    desk.page.get_by_label("Supervisor", exact=True).check()
    desk.write("Name", "Call them")
    desk.press("Keep it in the draft")
    desk.reads("Another step has that moment.")
    desk.complaints.clear()  # a browser tells of every 422
    desk.write("How long before or after", "3")
    desk.press("Keep it in the draft")
    desk.reads("Call them")


def told_by_each_its_own_ladder(before: Clock, after: Clock) -> None:
    assert (before.ladder.version, after.ladder.version) == (1, 2)
    for clock in (before, after):
        sweep.run(now=clock.due_at - 3 * HOUR)
    assert [step.clock for step in Step.objects.filter(rung="call-them")] == [after]
    assert Reminder.objects.filter(step__rung="call-them", recipient__name="Sol").count() == 1
    assert before.due_at == DUE
