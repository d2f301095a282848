"""While a legal hold stands no value is destroyed by correcting it; the old one stays, sealed."""

import pytest

from audit.rules import NotAllowed
from cases import services as cases
from cases.models import Case
from cases.services.moments import database_time
from evidence.services import correct_item
from intake.services import answer, take
from keeping.models import Correction
from keeping.services import holds
from keeping.services.correcting import correct
from tests.factories import cases as cases_factory
from tests.factories import evidence as evidence_factory
from tests.factories import keeping as factory

pytestmark = pytest.mark.django_db
CONTACT = "maria@person.example"


@pytest.fixture
def case(advocate):
    return cases_factory.active_case(by=advocate)


def kept():
    return [(one.place, one.was) for one in Correction.objects.order_by("place")]


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


def test_a_changed_case_keeps_each_sealed_value_that_went(case, advocate, supervisor):
    was = [
        ("case.narrative", case.narrative),
        ("survivor.contact", CONTACT),
        ("survivor.name", "Maria Kestrel"),
    ]
    factory.held(case=case, by=supervisor)

    cases.change_case(
        case_id=case.pk, survivor_name="M. K.", contact="", narrative="Another story.",
        country="CA", by=advocate, now=database_time(),
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
    assert Correction.objects.get().value == ""


def test_an_items_address_stays(case, advocate, supervisor):
    item = evidence_factory.item(case=case, by=advocate)
    was = str(item.url)
    factory.held(case=case, by=supervisor)

    correct_item(
        item_id=item.pk, url="https://chirp.example/another", by=advocate, now=database_time()
    )

    assert kept() == [(f"item.{item.pk}", was)]


def test_words_that_another_answer_takes_the_place_of_stay(advocate, supervisor):
    now = database_time()
    case = take(given={"words": "The first story."}, channel="phone", by=advocate, now=now).case
    factory.held(case=case, by=supervisor)

    answer(case_id=case.pk, given={"words": "The second story."}, by=advocate, now=now)

    assert ("case.narrative", "The first story.") in kept()
    assert ("intake.told.words", "The first story.") in kept()
