"""While a legal hold stands no answer of an intake is lost by answering again; each stays once."""

import pytest

from cases import services as cases
from cases.services.moments import database_time
from intake.services import answer, mark_step, take
from keeping.models import Correction
from tests.factories import intake as intake_factory
from tests.factories import keeping as factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(advocate, supervisor):
    """Give the case of an adult's intake, under a hold unless told otherwise."""

    def give(*, held=True, **answers):
        case = intake_factory.plan(by=advocate, now=database_time(), **answers).case
        if held:
            factory.held(case=case, by=supervisor)
        return case

    return give


def kept():
    return [(one.place, one.was) for one in Correction.objects.order_by("place")]


def test_words_that_another_answer_takes_the_place_of_stay(advocate, supervisor):
    now = database_time()
    case = take(given={"words": "The first story."}, channel="phone", by=advocate, now=now).case
    factory.held(case=case, by=supervisor)

    answer(case_id=case.pk, given={"words": "The second story."}, by=advocate, now=now)

    assert kept() == [("intake.told.words", "The first story.")]  # once, not with the story too


def test_a_place_that_where_no_longer_names_stays_with_every_word_of_it(told, advocate):
    case = told(where=[
        {"kind": "account", "at": "@kestrel.fake", "site": "Chirp", "note": "His."},
        {"kind": "address", "at": "https://chirp.example/p/1"},
        {"kind": "app", "at": "The football group"},
    ])  # fmt: skip
    rows = {row.number: row.pk for row in case.intake_places.all()}

    again = "https://chirp.example/p/1"
    answer(case_id=case.pk, given={"where": again}, by=advocate, now=database_time())

    assert case.intake_places.count() == 1
    assert set(kept()) == {
        (f"place.{rows[1]}", "An account; @kestrel.fake; Chirp; His."),
        (f"place.{rows[3]}", "An app, a chat or a group; The football group"),
    }


def test_coded_answers_and_those_that_no_longer_apply_stay(told, advocate):
    case = told(country="US", is_synthetic="no", made_by="other")

    given = {"country": "CA", "is_synthetic": "yes"}
    answer(case_id=case.pk, given=given, by=advocate, now=database_time())

    assert kept() == [
        ("intake.country", "United States"),
        ("intake.is_synthetic", "No"),
        ("intake.made_by", "Someone else took it"),
    ]


def test_an_answer_given_again_as_it_was_keeps_nothing(told, advocate):
    given = {"country": "US", "words": "The first story.", "where": "https://chirp.example/p/1"}
    case = told(**given)

    answer(case_id=case.pk, given=given, by=advocate, now=database_time())

    assert kept() == []


def test_the_age_a_case_is_handled_by_stays_beside_the_age_that_was_told(told, advocate):
    case = told()

    answer(case_id=case.pk, given={"age_when_made": "under18"}, by=advocate, now=database_time())

    assert kept() == [
        ("case.age_when_made", "18 or over"),
        ("intake.age_when_made", "18 or over"),
        ("intake.made_by", "Someone else took it"),  # no longer asked
    ]


def test_a_contact_that_another_had_corrected_stays_beside_the_one_that_was_told(
    told, advocate, supervisor
):
    case = told(held=False, contact_at="m@told.example")
    now = database_time()
    cases.change_case(case_id=case.pk, contact="m@corrected.example", by=advocate, now=now)
    factory.held(case=case, by=supervisor)

    answer(case_id=case.pk, given={"contact_at": "m@new.example"}, by=advocate, now=now)

    assert kept() == [
        ("intake.told.contact_at", "m@told.example"),
        ("survivor.contact", "m@corrected.example"),
    ]


def test_the_number_of_a_service_stays(told, advocate):
    step = told().plan_steps.get(service="stopncii")
    number = {"state": "done", "survivor_agreed": True, "by": advocate, "now": database_time()}
    mark_step(step_id=step.pk, reference="SN12345678", **number)

    mark_step(step_id=step.pk, reference="SN87654321", **number)

    assert kept() == [(f"step.{step.pk}", "SN12345678")]
