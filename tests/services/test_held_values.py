"""While a legal hold stands no value is destroyed by correcting it; the old one stays, sealed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.rules import NotAllowed
from cases import services as cases
from cases.models import Case
from cases.services.moments import database_time
from evidence.services import correct_item, record_custody
from keeping.models import Correction
from keeping.services import holds
from keeping.services.correcting import correct
from removal.services.requests import change_request
from restitution.services.court_cases import change_court_case
from tests.factories import cases as cases_factory
from tests.factories import evidence as evidence_factory
from tests.factories import keeping as factory
from tests.factories import removal as removal_factory
from tests.factories import restitution as restitution_factory

pytestmark = pytest.mark.django_db
CONTACT = "maria@person.example"


@pytest.fixture
def case(advocate):
    return cases_factory.active_case(by=advocate)


def kept():
    return [(one.place, one.was) for one in Correction.objects.order_by("place")]


def said():
    return {one.title: one.was for one in Correction.objects.all()}


def contact_of(case):
    return Case.objects.get(pk=case.pk).survivor.contact


def test_a_correction_that_keeps_nothing_waits_until_the_hold_is_lifted(case, advocate, supervisor):
    hold = factory.held(case=case, by=supervisor)
    given = {
        "case_id": case.pk, "place": "survivor.contact", "value": "m@new.example",
        "keep_old": False, "by": advocate,
    }  # fmt: skip

    with pytest.raises(NotAllowed, match="legal hold stands") as refused:
        correct(now=database_time(), **given)

    assert (refused.value.code, refused.value.field) == ("held", "keep_old")
    assert (contact_of(case), kept()) == (CONTACT, [])
    holds.lift_hold(hold_id=hold.pk, because="Over.", by=supervisor, now=database_time())
    assert correct(now=database_time(), **given).standing == "erased"


def test_a_correction_that_keeps_the_old_value_keeps_it_once(case, advocate, supervisor):
    factory.held(case=case, by=supervisor)

    correct(
        case_id=case.pk, place="survivor.contact", value="m@new.example", by=advocate,
        now=database_time(),
    )  # fmt: skip

    assert kept() == [("survivor.contact", CONTACT)]


def test_a_changed_case_keeps_each_value_that_went(case, advocate, supervisor):
    was = [
        ("case.age_when_made", "18 or over"),
        ("case.country", "US"),
        ("case.narrative", case.narrative),
        ("survivor.contact", CONTACT),
        ("survivor.name", "Maria Kestrel"),
    ]
    factory.held(case=case, by=supervisor)

    cases.change_case(
        case_id=case.pk, survivor_name="M. K.", contact="", narrative="Another story.",
        age_when_made="unsure", country="CA", by=advocate, now=database_time(),
    )  # fmt: skip

    assert kept() == was
    assert contact_of(case) == ""


def test_without_a_hold_a_change_keeps_nothing(case, advocate, supervisor):
    hold = factory.held(case=case, by=supervisor)
    holds.lift_hold(hold_id=hold.pk, because="Over.", by=supervisor, now=database_time())

    cases.change_case(case_id=case.pk, contact="m@new.example", by=advocate, now=database_time())

    assert kept() == []


def test_somebody_elses_name_stays_and_is_no_word_of_the_survivors_sheet(
    case, advocate, supervisor
):
    person = cases_factory.person(case=case, by=advocate)
    factory.held(case=case, by=supervisor)

    cases.correct_person(person_id=person.pk, name="Rosa K.", by=advocate, now=database_time())

    assert kept() == [(f"person.{person.pk}", "Rosa Kestrel")]
    made = Correction.objects.get()
    assert (made.standing, made.value, made.note) == ("kept", "", "")


def test_an_items_address_stays(case, advocate, supervisor):
    item = evidence_factory.item(case=case, by=advocate)
    was = str(item.url)
    factory.held(case=case, by=supervisor)

    correct_item(
        item_id=item.pk, url="https://chirp.example/another", by=advocate, now=database_time()
    )

    assert kept() == [(f"item.{item.pk}", was)]


def test_an_items_coded_facts_and_dates_stay(case, advocate, supervisor):
    item = evidence_factory.item(case=case, by=advocate)
    factory.held(case=case, by=supervisor)

    correct_item(
        item_id=item.pk, age_when_made="unsure", identifiable_by=["name"], is_synthetic="yes",
        first_seen_at=item.first_seen_at - timedelta(days=1), by=advocate, now=database_time(),
    )  # fmt: skip

    assert said() == {
        "E1: first seen": "2026-10-30 08:00:00+00:00",
        "E1: age when it was made": "18 or over",
        "E1: made by a computer": "No, a real image",
        "E1: how the person is recognised": "face",
    }


def test_who_held_a_screenshot_stays(case, advocate, supervisor):
    item = evidence_factory.item(case=case, by=advocate, screenshot_held_by="Rosa Weir")
    factory.held(case=case, by=supervisor)
    now = database_time()

    record_custody(
        item_id=item.pk, what="screenshot", holder="Officer Lund", since=now, by=advocate, now=now
    )

    assert said() == {"E1: who holds a screenshot": "Rosa Weir"}


def test_somebody_elses_part_stays(case, advocate, supervisor):
    person = cases_factory.person(case=case, by=advocate)
    factory.held(case=case, by=supervisor)

    cases.correct_person(person_id=person.pk, part="witness", by=advocate, now=database_time())

    assert said() == {"Somebody else: part": "Supporter"}


def test_what_a_draft_request_said_stays(case, advocate, supervisor):
    request = removal_factory.draft(case=case, by=advocate)
    factory.held(case=case, by=supervisor)

    change_request(
        request_id=request.pk, signer_name="Maria", contact="", good_faith_basis="covert_recording",
        by=advocate, now=database_time(),
    )  # fmt: skip

    label = request.label
    assert said() == {
        f"{label}: name of the signer": "M. K.",
        f"{label}: contact": "desk@agency.example",
        f"{label}: basis": "Never agreed to publication",
    }


def test_the_number_and_the_defendant_of_a_court_case_stay(case, advocate, attorney, supervisor):
    restitution_factory.engaged(case, attorney, by=supervisor)
    court = restitution_factory.court_case(
        case, by=attorney, docket="1:26-cr-9", defendant="J. Roe"
    )
    factory.held(case=case, by=supervisor)

    change_court_case(
        court_case_id=court.pk, docket="1:26-cr-10", defendant="John Roe", by=attorney,
        now=database_time(),
    )  # fmt: skip

    assert said() == {
        "Court case 1: number at the court": "1:26-cr-9",
        "Court case 1: defendant": "J. Roe",
    }


@pytest.mark.parametrize(
    "odd", [{}, {"was": CONTACT, "note": "Because."}, {"was": CONTACT, "value": "m@new.example"}]
)
def test_what_is_kept_is_an_old_value_and_nothing_else(case, advocate, odd):
    with pytest.raises(IntegrityError, match="says_something"), transaction.atomic():
        Correction.objects.create(
            case=case, place="survivor.contact", title="Contact", standing="kept",
            recorded_at=database_time(), recorded_by=advocate, **odd,
        )  # fmt: skip
