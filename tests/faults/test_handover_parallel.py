"""Two workers whose round falls together hand a case over once."""

from datetime import timedelta

import pytest

from audit.models import Entry
from cases import services
from cases.models import Assignment, PlannedHandover
from tests.factories import cases as make
from tests.factories import releases
from tests.factories.accounts import person
from tests.faults.together import Crowd, handed_over

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
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

    with Crowd(2, handed_over, now=now + timedelta(hours=2)) as crowd:
        crowd.go()
        ran = crowd.told()

    assert [sum(counts) for counts in zip(*ran, strict=True)] == [MANY / 2, MANY / 2]
    assert Assignment.objects.filter(kind="attorney").count() == MANY / 2
    assert set(PlannedHandover.objects.values_list("state", flat=True)) == {"done", "stopped"}
    acts = ["cases.handed_over", "cases.stopped_handover"]
    assert Entry.objects.filter(action__in=acts).count() == MANY
