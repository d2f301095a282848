"""A case's own age and its plan: whichever is the more careful holds, whoever said it last."""

import pytest

from audit.models import Entry
from cases.models import Case, Task
from cases.services import change_case
from intake import services
from intake.models import Intake, Plan, PlanStep
from tests.factories import accounts
from tests.services.test_intake import WHOLE

pytestmark = pytest.mark.django_db
ADULTS_ALONE = {"stopncii", "ccri"}


@pytest.fixture
def case(advocate, now):
    return services.take(given=WHOLE, channel="phone", by=advocate, now=now).case


def offered(case):
    return set(PlanStep.objects.in_plan().filter(case=case).values_list("service", flat=True))


@pytest.mark.parametrize("age", ["under18", "unsure"])
def test_a_corrected_age_takes_what_is_for_adults_out_of_the_plan(case, advocate, now, age):
    assert offered(case) & ADULTS_ALONE
    entries = Entry.objects.count()

    change_case(case_id=case.pk, age_when_made=age, by=advocate, now=now)

    assert not offered(case) & ADULTS_ALONE
    assert "take-it-down" in offered(case)
    assert Plan.objects.latest("number").track == "minor"
    assert Entry.objects.count() == entries + 1


def test_another_answer_does_not_undo_the_correction(case, advocate, now):
    change_case(case_id=case.pk, age_when_made="under18", by=advocate, now=now)

    for given in ({"age_now": "18plus"}, {"language": "Spanish"}):
        services.answer(case_id=case.pk, given=given, by=advocate, now=now)

    assert Case.objects.get().age_when_made == "under18"
    assert not offered(case) & ADULTS_ALONE


def test_asking_for_the_age_again_does(case, advocate, now):
    change_case(case_id=case.pk, age_when_made="unsure", by=advocate, now=now)

    services.answer(case_id=case.pk, given={"age_when_made": "18plus"}, by=advocate, now=now)

    assert Case.objects.get().age_when_made == "18plus"
    assert offered(case) & ADULTS_ALONE


def test_a_case_that_says_adult_loosens_no_careful_plan(advocate, now):
    plan = services.take(
        given={**WHOLE, "age_when_made": "under18"}, channel="phone", by=advocate, now=now
    )

    change_case(case_id=plan.case_id, age_when_made="18plus", by=advocate, now=now)

    assert not offered(plan.case) & ADULTS_ALONE


def test_a_case_without_a_plan_gets_none_from_a_correction(advocate, now):
    intake = services.start(by=advocate, now=now, channel="wizard")

    change_case(case_id=intake.case_id, age_when_made="under18", by=advocate, now=now)

    assert not Plan.objects.exists()


def test_a_call_is_owed_to_nobody_whose_account_is_closed(supervisor, now):
    gone = accounts.person("advocate", name="Gwen")
    services.start(by=gone, now=now, channel="wizard")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)

    services.answer(
        case_id=Intake.objects.get().case_id, given={"danger_now": "yes"}, by=supervisor, now=now
    )

    assert Task.objects.get(kind="follow_up").assigned_to is None
