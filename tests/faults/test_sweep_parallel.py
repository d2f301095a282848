"""Sweeps side by side, killed at any moment, beside people at work: each step once, none lost."""

import random
import time

import pytest

from audit.chain import verify_all
from complaints.models import ComplaintDraft
from deadlines.models import Clock, Reminder, Step
from deadlines.services import reconcile, sweep
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR
from tests.faults.together import Crowd, at_once, swept

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
AFTER_OUTAGE = DUE + 20 * HOUR


@pytest.fixture
def clocks(advocate, supervisor):
    """Give twenty-four clocks of twelve cases, all overslept for two days."""
    made = []
    for number in range(12):
        clock = make.clock(by=advocate, at=make.RECEIVED - number * HOUR / 4)
        made += [clock, make.clock(by=advocate, case=clock.case)]
    return made


def sweepers(count):
    """Give so many processes that sweep at the word, three clocks a transaction."""
    return Crowd(count, swept, now=AFTER_OUTAGE, limit=3)


def each_step_is_there_once(clocks):
    entered = list(Step.objects.values_list("clock_id", "rung"))
    assert len(entered) == len(set(entered)) == 4 * len(clocks)
    assert set(Step.objects.filter(state="sent").values_list("rung", flat=True)) == {"complaint"}
    assert ComplaintDraft.objects.count() == len(clocks)
    assert Reminder.objects.count() == 2 * len(clocks)
    assert reconcile.differences(now=AFTER_OUTAGE) == []
    assert all(verdict.holds for verdict in verify_all())


def test_eight_processes_at_once_do_everything_once(clocks):
    with sweepers(8) as crowd:
        crowd.go()
        drafted = [counts["drafted"] for counts in crowd.told()]

    assert sum(drafted) == len(clocks)
    assert sum(count > 0 for count in drafted) > 1, "only one of them worked: nothing was tried"
    each_step_is_there_once(clocks)


def test_processes_that_are_killed_lose_and_repeat_nothing(clocks):
    chance = random.Random(20261102)  # noqa: S311

    with sweepers(4) as crowd:
        crowd.go()
        for process in crowd.processes:
            process.kill()
            time.sleep(chance.uniform(0, 0.05))
        told = crowd.told()

    assert None in told, "they had finished: nothing was tried"
    sweep.run(now=AFTER_OUTAGE)
    each_step_is_there_once(clocks)


def test_people_who_record_outcomes_meanwhile_are_neither_blocked_nor_overruled(clocks, advocate):
    def see_gone(clock):
        for item in make.items_of(clock.request):
            make.look(item, by=advocate, at=AFTER_OUTAGE)

    with sweepers(3) as crowd:
        crowd.go()
        at_once(see_gone, clocks[::2])
        assert None not in crowd.told()

    sweep.run(now=AFTER_OUTAGE)
    assert Clock.objects.filter(closed_as="late").count() == len(clocks) / 2
    assert Clock.objects.filter(wakes_at__isnull=False).count() == len(clocks) / 2
    assert reconcile.differences(now=AFTER_OUTAGE + HOUR) == []
    assert all(verdict.holds for verdict in verify_all())
