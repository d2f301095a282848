"""The survivor's sheet is given under no authority that has ended, not begun or is barred."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Authority, Person
from cases.services import revoke_authority
from intake.models import Intake
from intake.services import take
from keeping.models import DataSheet
from tests.factories import cases as cases_factory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SIGNS = {"scope": ["sign_releases"]}
PARENT = {"kind": "parent_guardian", "harms_other_parent": False}


@pytest.fixture
def case(advocate):
    told = {"age_when_made": "under18", "age_now": "under18"}
    return take(given=told, channel="phone", by=advocate, now=timezone.now()).case


def recorded(case, by, **facts):
    return cases_factory.authority(case=case, by=by, now=timezone.now() - 2 * DAY, **SIGNS | facts)


def ended(case, by):
    return recorded(case, by, ends_on=(timezone.now() - 2 * DAY).date())


def not_begun(case, by):
    return recorded(case, by, starts_on=(timezone.now() + 3 * DAY).date())


def revoked(case, by):
    held = recorded(case, by)
    return revoke_authority(authority_id=held.pk, by=by, now=timezone.now())


def of_other_acts(case, by):
    return recorded(case, by, scope=["sign_requests", "speak", "receive_mail"])


def of_a_parent_of_an_adult(case, by):
    held = recorded(case, by, **PARENT)
    answers = Intake.objects.get(case=case).answers | {"age_now": "18plus"}
    Intake.objects.filter(case=case).update(answers=answers)
    return held


def of_a_parent_of_one_shown_as_an_adult(case, by):
    held = recorded(case, by, **PARENT)
    type(case).objects.filter(pk=case.pk).update(age_when_made="18plus")
    return held


def barred(case, by):
    """As a row of before people had rows stands: the harm is recorded under the same name."""
    held = recorded(case, by)
    Authority.objects.filter(pk=held.pk).update(person=None)
    Person.objects.filter(pk=held.person_id).update(causes_harm="unsure")
    return held


NOT_IN_FORCE = [
    ended, not_begun, revoked, of_other_acts, of_a_parent_of_an_adult,
    of_a_parent_of_one_shown_as_an_adult, barred,
]  # fmt: skip


@pytest.mark.parametrize("made", NOT_IN_FORCE)
def test_the_api_gives_nothing_under_what_is_not_in_force(case, advocate, api_for, made):
    held = made(case, advocate)
    asked = {"form": "json", "asked_by": str(held.pk), "safe": True}

    answer = api_for(advocate).post(f"/api/v1/cases/{case.code}/held/take/", asked)

    assert (answer.status_code, answer.json()["code"]) == (409, "sheet_authority")
    assert not DataSheet.objects.exists()


@pytest.mark.parametrize("made", NOT_IN_FORCE)
def test_the_page_offers_and_takes_nothing_that_is_not_in_force(case, advocate, client_for, made):
    held = made(case, advocate)
    desk, at = client_for(advocate), f"/cases/{case.code}/held/"

    page = desk.get(at)
    asked = {"form": "json", "asked_by": str(held.pk), "safe": "on"}
    answer = desk.post(f"{at}take/", asked)

    assert str(held.pk) not in page.content.decode()
    assert answer.status_code == 422
    assert not DataSheet.objects.exists()


def test_an_authority_in_force_is_offered_and_taken(case, advocate, client_for):
    held = recorded(case, advocate, **PARENT)
    desk, at = client_for(advocate), f"/cases/{case.code}/held/"

    page = desk.get(at)
    desk.post(f"{at}take/", {"form": "json", "asked_by": str(held.pk), "safe": "on"})

    assert str(held.pk) in page.content.decode()
    assert DataSheet.objects.get().authority == held
