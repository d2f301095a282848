"""Two workers whose round falls together hand a case over once."""

import multiprocessing
from datetime import timedelta

import pytest
from django.db import connections

from audit.models import Entry
from cases import services
from cases.models import Assignment, PlannedHandover
from tests.factories import cases as make
from tests.factories import releases
from tests.factories.accounts import person

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
FORK = multiprocessing.get_context("fork")
MANY = 6


def test_each_is_run_by_one_of_them(advocate, supervisor):
    now = services.moments.database_time()
    for number in range(MANY):
        case, attorney = make.case(by=advocate), person("attorney", name=f"Tess {number}")
        release = releases.to_attorney(case, attorney, by=advocate)
        services.plan_handover(
            case_id=case.pk, user_id=attorney.pk, at=now + timedelta(hours=1), by=supervisor,
            now=now,
        )  # fmt: skip
        if number % 2:
            releases.revoke(release, by=advocate)
    connections.close_all()  # a connection that is forked belongs to both, and to neither
    gate, told = FORK.Barrier(2), FORK.Queue()
    workers = [FORK.Process(target=run, args=(gate, told, now)) for _ in range(2)]

    for worker in workers:
        worker.start()
    ran = [told.get(timeout=60) for _ in workers]
    for worker in workers:
        worker.join(60)

    assert [sum(counts) for counts in zip(*ran, strict=True)] == [MANY / 2, MANY / 2]
    assert Assignment.objects.filter(kind="attorney").count() == MANY / 2
    assert set(PlannedHandover.objects.values_list("state", flat=True)) == {"done", "stopped"}
    acts = ["cases.handed_over", "cases.stopped_handover"]
    assert Entry.objects.filter(action__in=acts).count() == MANY


def run(gate, told, now):
    gate.wait(60)
    told.put(tuple(services.run_handovers(now=now + timedelta(hours=2))))
