"""Where a fresh proof is asked for: before exports, reveals, changes of roles, tokens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts import services
from accounts.models import User
from accounts.rules.guessing import ODD, SHUT
from audit.models import Entry
from tests.factories import cases as cases_factory
from tests.factories.accounts import RECOVERY, code_now, person

pytestmark = pytest.mark.django_db


def stale(user) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session["confirmed_at"] = (timezone.now() - timedelta(minutes=11)).timestamp()
    session.save()
    return client


def test_a_name_is_not_shown_on_an_old_proof_and_is_on_a_fresh_one_without_nagging():
    user = person()
    case, client = cases_factory.active_case(by=user), stale(user)
    reveal = f"/cases/{case.code}/reveal/"

    answer = client.post(reveal, {"reason": "casework"}, headers={"Referer": "http://testserver/x"})

    assert answer.url.startswith("/account/confirm/?")
    assert not Entry.objects.filter(action="cases.revealed").exists()
    client.post("/account/confirm/", {"code": code_now(user), "next": f"/cases/{case.code}/"})
    for _ in range(3):
        shown = client.post(reveal, {"reason": "casework"})
        assert case.survivor.name in shown.content.decode()


def test_an_htmx_reveal_leads_the_whole_page_to_the_proof():
    user = person()
    case = cases_factory.active_case(by=user)

    answer = stale(user).post(
        f"/cases/{case.code}/reveal/", {"reason": "casework"}, headers={"HX-Request": "true"}
    )

    assert answer["HX-Redirect"].startswith("/account/confirm/")


def test_reading_a_case_and_looking_at_a_form_ask_for_nothing():
    user = person("supervisor")
    case, client = cases_factory.active_case(by=user, advocate_id=person().pk), stale(user)

    for path in (f"/cases/{case.code}/", f"/cases/{case.code}/break-glass/", "/account/"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("role", "method", "path"),
    [
        ("supervisor", "get", "/reports/figures/platforms.xlsx"),
        ("advocate", "post", "/account/tokens/"),
        ("administrator", "post", "/accounts/people/"),
        ("administrator", "post", "/admin/accounts/user/x/change/"),
    ],
)
def test_an_old_proof_is_asked_for_again(role, method, path):
    answer = getattr(stale(person(role)), method)(path)

    assert answer.url.startswith("/account/confirm/")


def test_a_token_brings_a_code_beside_it_and_each_code_once():
    user = person()
    case = cases_factory.active_case(by=user)
    token = services.issue_token(by=user).token
    api, path = (
        APIClient(headers={"Authorization": f"Token {token}"}),
        (f"/api/v1/cases/{case.code}/reveal/"),
    )
    told = {"reason": "casework"}

    without = api.post(path, told)
    code = code_now(user)
    with_code = api.post(path, told, headers={"X-Step-Up": code})
    again = api.post(path, told, headers={"X-Step-Up": code})

    assert (without.status_code, without.data["code"]) == (403, "step_up_needed")
    assert with_code.status_code == 200
    assert again.status_code == 403
    assert Entry.objects.filter(action="cases.revealed").count() == 1


def test_after_twenty_refused_codes_a_program_is_told_that_a_recovery_code_is_taken():
    user = person()
    case = cases_factory.active_case(by=user)
    token = services.issue_token(by=user).token
    api, path = (
        APIClient(headers={"Authorization": f"Token {token}"}),
        (f"/api/v1/cases/{case.code}/reveal/"),
    )
    User.objects.filter(pk=user.pk).update(refused_codes=ODD)
    told = {"reason": "casework"}

    by_app = api.post(path, told, headers={"X-Step-Up": code_now(user)})
    by_paper = api.post(path, told, headers={"X-Step-Up": RECOVERY[0]})

    assert (by_app.status_code, by_app.data["detail"]) == (403, SHUT)
    assert by_paper.status_code == 200
