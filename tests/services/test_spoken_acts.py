"""What exports, court cases and days leave in the trail is said in words, and where it stands."""

from datetime import timedelta

import pytest

from audit.models import Entry
from audit.words import sentence
from cases.models import Release
from cases.services.moments import database_time
from cases.timeline import of_case, told
from reports.services import exporting
from restitution.services import court_cases, days
from tests.factories import cases as cases_factory
from tests.factories import releases, remedies, restitution

pytestmark = pytest.mark.django_db
FTC = ("regulator", "FTC", "regulator_complaint")


def taken(by, now, *, use="own_work", **more):
    asked = {"listed": "cases", "asked": {"view": "all"}, "paper": "csv", "use": use, **more}
    export = exporting.ask_export(by=by, now=now, **asked)
    exporting.take_export(export_id=export.pk, by=by, now=now)


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


def told_of(case, by, *, reads):
    return [one.words for one in told(of_case(case, reader=by, reads=reads), reader=by)]


def test_a_list_stands_among_who_read_a_case_and_crowds_out_no_casework(advocate):
    now = database_time()
    case = cases_factory.case(by=advocate)
    before = told_of(case, advocate, reads=False)

    taken(advocate, now)

    assert told_of(case, advocate, reads=False) == before
    assert told_of(case, advocate, reads=True)[0] == (
        "Exported with others in a list: cases, for my own work on these cases"
    )


def test_what_leaves_the_agency_stands_with_what_was_done_on_the_case(advocate):
    now = database_time()
    case = cases_factory.case(by=advocate)
    releases.to_regulator(case, by=advocate, now=now)
    Release.objects.update(information=["identity"])

    taken(advocate, now, use="outside", recipient=FTC)

    assert told_of(case, advocate, reads=False)[0] == (
        "Exported with others in a list: cases, for somebody outside the agency"
    )
