"""The code on the page: for invented people, and only while nobody real opened a case."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts import codes, shown
from accounts.models import Factor, RecoveryCode
from cases.models import Case
from config.demo import door
from tests.factories import cases
from tests.factories.accounts import PASSWORD, app_of, person

pytestmark = pytest.mark.django_db


def invented(short: str = "advocate"):
    user = person(factors=False)
    user.email = f"{short}@demo.example"
    user.save()
    return user


@pytest.fixture
def guide():
    """An invented advocate in a house that holds one invented case."""
    user = invented()
    door.furnish([user], now=timezone.now())
    Case.objects.filter(pk=cases.case(by=user).pk).update(is_demo=True)
    return user


def page_of(user) -> str:
    client = Client()
    client.post("/sign-in/", {"username": user.email, "password": PASSWORD})
    return client.get("/sign-in/code/").content.decode()


def test_an_invented_person_reads_the_code_of_now_and_comes_in_by_it(guide):
    code = shown.code_for(guide, now=timezone.now())

    assert f"{code[:3]} {code[3:]}" in page_of(guide)
    client = Client()
    client.post("/sign-in/", {"username": guide.email, "password": PASSWORD})
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302


def test_a_code_that_was_used_gives_way_to_the_next_and_then_to_none(guide):
    now = timezone.now()
    step = codes.step_at(now)
    seed = Factor.objects.of(guide).held().get().seed

    Factor.objects.update(last_step=step)
    assert shown.code_for(guide, now=now) == codes.code_at(seed, step + 1)
    Factor.objects.update(last_step=step + 1)
    assert shown.code_for(guide, now=now) == ""


def test_a_real_person_in_the_demos_house_reads_none(guide):
    real = person()
    app_of(real)

    assert "Demo: the code" not in page_of(real)
    assert shown.code_for(real, now=timezone.now()) == ""


def test_once_a_real_person_opened_a_case_nobody_reads_one(guide):
    cases.case(by=person())

    assert "Demo: the code" not in page_of(guide)
    assert door.seed_of(guide) == ""


def test_what_invented_people_open_while_trying_keeps_the_page(guide):
    cases.case(by=guide)

    assert "Demo: the code" in page_of(guide)


def test_without_an_invented_case_nobody_reads_one(guide):
    Case.objects.update(is_demo=False)

    assert shown.code_for(guide, now=timezone.now()) == ""


def test_each_invented_person_has_a_seed_of_this_house_and_a_paper_nobody_holds(guide):
    other = invented("supervisor")
    door.furnish([guide, other], now=timezone.now())

    seeds = {one.seed for one in Factor.objects.held()}
    assert len(seeds) == 2
    assert RecoveryCode.objects.count() == 20
