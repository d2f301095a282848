"""What a court case, a day and a preference leave in the trail is said in words, not codes."""

from datetime import timedelta

import pytest

from audit.models import Entry
from audit.words import sentence
from cases.services.moments import database_time
from restitution.services import court_cases, days
from tests.factories import cases as cases_factory
from tests.factories import remedies, restitution

pytestmark = pytest.mark.django_db


def test_acts_of_a_court_case_and_its_days_read_as_words(advocate, attorney, supervisor):
    case = restitution.engaged(cases_factory.case(by=advocate), attorney, by=supervisor)
    court = restitution.court_case(case, by=attorney)
    now = database_time()

    court_cases.change_court_case(
        court_case_id=court.pk, stage="open", docket="1:26-cr-9", by=attorney, now=now
    )
    court_cases.say_preference(
        court_case_id=court.pk, wants="rather_not", said_on=now.date() - timedelta(days=1),
        by=advocate, now=now,
    )  # fmt: skip
    day = remedies.day(case, by=attorney, in_days=40, kind="limitation", now=now)
    days.end_day(day_id=day.pk, by=attorney, now=now)

    said = [sentence(one) for one in Entry.objects.filter(chain=str(case.pk)).order_by("seq")][-4:]
    assert said == [
        "Court case 1 changed: number at the court, how far it has come",
        "Notices of court case 1, as the survivor wants: rather not say",
        "Day of a remedy kept: limitation reminder",
        "Day of a remedy done with: limitation reminder",
    ]
