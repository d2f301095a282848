"""The phone form, cases asked later, and what stands beside a case."""

import re
from html import unescape

import pytest
from django.urls import reverse

from cases.models import Case, Task
from intake import services
from intake.models import Intake, IntakePlace
from tests.factories import cases as made
from tests.factories import intake as taken
from tests.factories import removal as removal_factory

pytestmark = pytest.mark.django_db
URL = "https://chirp.example/posts/4411"


def url(name, *args):
    return reverse(f"intake:{name}", args=args)


def words(response):
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


@pytest.fixture
def hers(client_for, advocate):
    return client_for(advocate)


@pytest.fixture
def case(hers):
    hers.post(url("start"))
    return Case.objects.get()


def say(client, case, slug, **answer):
    return client.post(url("question", case.code, slug), answer)


def test_the_phone_form_takes_everything_at_once(hers):
    removal_factory.platform()

    onward = hers.post(url("phone"), {**taken.ADULT, "contact_name": "Kestrel", "extortion": "yes"})

    case = Case.objects.get()
    assert onward.url == url("plan", case.code)
    assert (case.age_when_made, case.survivor.name) == ("18plus", "Kestrel")
    assert Intake.objects.get().channel == "phone"
    assert Task.objects.filter(kind="follow_up").count() == 1


def test_the_phone_form_keeps_all_that_was_typed_and_writes_nothing_when_something_is_wrong(hers):
    sent = {**taken.ADULT, "where": "no/address", "language": "x" * 61, "words": "He lives near."}

    page = hers.post(url("phone"), sent)

    text = words(page)
    assert page.status_code == 422
    assert 'href="#id_where"' in text
    assert 'href="#id_language"' in text
    assert "He lives near." in text
    assert not any(model.objects.exists() for model in (Case, Intake, IntakePlace, Task))


def test_an_empty_phone_form_opens_no_case(hers):
    assert hers.post(url("phone")).status_code == 422
    assert not Case.objects.exists()


def test_a_case_opened_without_questions_is_asked_when_there_is_time(hers, advocate):
    case = made.case(by=advocate)
    assert "Ask the questions" in words(hers.get(url("review", case.code)))

    hers.post(url("begin", case.code))

    assert hers.get(url("resume", case.code)).url == url("question", case.code, "danger_now")


def test_the_panel_says_when_the_case_knows_another_age_than_the_plan(hers, advocate, now):
    case = made.case(by=advocate)
    taken.planned(case=case, by=advocate)
    assert "Check the age" not in words(hers.get(url("case-panel", case.code)))

    hers.post(reverse("cases:change", args=[case.code]), {"age_when_made": "under18"})

    assert "Check the age" in words(hers.get(url("case-panel", case.code)))


def test_an_attorney_sees_how_far_it_is_and_none_of_the_answers(
    client_for, attorney, supervisor, case
):
    made.engage(case=case, attorney=attorney, by=supervisor)
    theirs = client_for(attorney)

    assert "0 of" in words(theirs.get(url("case-panel", case.code)))
    assert theirs.get(url("review", case.code)).status_code == 403
    assert theirs.get(url("question", case.code, "contact")).status_code == 403


def test_answers_kept_by_someone_else_are_not_there(client_for, colleague, case, now, advocate):
    services.answer(case_id=case.pk, given={"where": URL}, by=advocate, now=now)
    theirs = client_for(colleague)

    for name in ("review", "resume", "case-panel", "duplicates"):
        assert theirs.get(url(name, case.code)).status_code == 404
    assert say(theirs, case, "danger_now", danger_now="yes").status_code == 404
    assert theirs.get(url("record-place", IntakePlace.objects.get().pk)).status_code == 404
    assert case.code not in words(theirs.get(url("waiting")))
    assert "danger_now" not in Intake.objects.get().answers
