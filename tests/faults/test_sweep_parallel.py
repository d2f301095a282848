"""Sweeps side by side, killed at any moment, beside people at work: each step once, none lost."""

import multiprocessing
import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from audit.chain import verify_all
from complaints.models import ComplaintDraft
from deadlines.models import Clock, Reminder, Step
from deadlines.services import reconcile, sweep
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
AFTER_OUTAGE = DUE + 20 * HOUR
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def clocks(advocate, supervisor):
    """Give twenty-four clocks of twelve cases, all overslept for two days."""
    made = []
    for number in range(12):
        clock = make.clock(by=advocate, at=make.RECEIVED - number * HOUR / 4)
        made += [clock, make.clock(by=advocate, case=clock.case)]
    return made


class Sweepers:
    """So many processes with connections of their own, let go at once."""

    def __init__(self, count):
        connections.close_all()  # a connection that is forked belongs to both, and to neither
        self.gate, self.drafted = FORK.Barrier(count + 1), FORK.Queue()
        self.processes = [FORK.Process(target=self._sweep) for _ in range(count)]
        for process in self.processes:
            process.start()

    def _sweep(self):
        connections["default"].ensure_connection()
        self.gate.wait(60)
        self.drafted.put(sweep.run(now=AFTER_OUTAGE, limit=3).drafted)

    def go(self):
        self.gate.wait(60)

    def ended(self):
        for process in self.processes:
            process.join(120)
        return [process.exitcode for process in self.processes]


def each_step_is_there_once(clocks):
    entered = list(Step.objects.values_list("clock_id", "rung"))
    assert len(entered) == len(set(entered)) == 4 * len(clocks)
    assert set(Step.objects.filter(state="sent").values_list("rung", flat=True)) == {"complaint"}
    assert ComplaintDraft.objects.count() == len(clocks)
    assert Reminder.objects.count() == 2 * len(clocks)
    assert reconcile.differences(now=AFTER_OUTAGE) == []
    assert all(verdict.holds for verdict in verify_all())


def test_eight_processes_at_once_do_everything_once(clocks):
    sweepers = Sweepers(8)

    sweepers.go()

    assert sweepers.ended() == [0] * 8
    drafted = [sweepers.drafted.get(timeout=5) for _ in range(8)]
    assert sum(drafted) == len(clocks)
    assert sum(count > 0 for count in drafted) > 1, "only one of them worked: nothing was tried"
    each_step_is_there_once(clocks)


def test_processes_that_are_killed_lose_and_repeat_nothing(clocks):
    chance = random.Random(20261102)  # noqa: S311
    sweepers = Sweepers(4)

    sweepers.go()
    for process in sweepers.processes:
        time.sleep(chance.uniform(0.02, 0.15))
        process.kill()

    assert -9 in sweepers.ended(), "they had finished: nothing was tried"
    sweep.run(now=AFTER_OUTAGE)
    each_step_is_there_once(clocks)


def test_people_who_record_outcomes_meanwhile_are_neither_blocked_nor_overruled(clocks, advocate):
    sweepers = Sweepers(3)

    def see_gone(clock):
        for item in make.items_of(clock.request):
            make.look(item, by=advocate, at=AFTER_OUTAGE)
        connections.close_all()

    sweepers.go()
    with ThreadPoolExecutor(4) as people:
        list(people.map(see_gone, clocks[::2]))

    assert sweepers.ended() == [0] * 3
    sweep.run(now=AFTER_OUTAGE)
    assert Clock.objects.filter(closed_as="late").count() == len(clocks) / 2
    assert Clock.objects.filter(wakes_at__isnull=False).count() == len(clocks) / 2
    assert reconcile.differences(now=AFTER_OUTAGE + HOUR) == []
    assert all(verdict.holds for verdict in verify_all())
