"""Before what matters most: a fresh proof, on pages and by the API; without it nothing is done."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from knox.models import AuthToken
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.test import APIClient, APIRequestFactory, force_authenticate

from accounts import step_up
from accounts.models import Factor
from accounts.services import issue_token
from audit.models import Entry
from tests.factories.accounts import RECOVERY, code_now, person

pytestmark = pytest.mark.django_db

CONFIRM, CODES, ADD = "/account/confirm/", "/account/factors/codes/", "/account/factors/add/"
LATER = timedelta(seconds=601)


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def user():
    return person()


@pytest.fixture
def stale(clock, user):
    """Somebody at work whose proof is ten minutes old."""
    client = Client()
    client.force_login(user)
    client.get("/account/")
    clock.shift(LATER)
    return client


def test_a_fresh_proof_is_asked_for_nothing(user):
    client = Client()
    client.force_login(user)

    assert client.get(ADD).status_code == 200


def test_a_page_is_asked_for_again_after_the_proof(stale, user):
    asked = stale.get(ADD)
    assert asked.url == f"{CONFIRM}?next=%2Faccount%2Ffactors%2Fadd%2F"
    assert "Confirm that it is you" in stale.get(asked.url).content.decode()

    answer = stale.post(asked.url, {"code": code_now(user), "next": ADD})

    assert answer.url == ADD
    assert stale.get(ADD).status_code == 200
    assert Entry.objects.latest("seq").action == "accounts.confirmed"


def test_a_form_sent_without_a_proof_is_not_done_and_says_so(stale, user):
    kept = set(Factor.objects.values_list("pk", flat=True))

    asked = stale.post(CODES, headers={"referer": "http://testserver/account/factors/"})
    page = stale.get(asked.url).content.decode()

    assert "Nothing was done yet" in page
    assert set(Factor.objects.values_list("pk", flat=True)) == kept
    back = stale.post(
        CONFIRM, {"code": code_now(user), "next": "/account/factors/", "undone": "1"}, follow=True
    )
    assert back.redirect_chain == [("/account/factors/", 302)]
    assert "press the button again" in back.content.decode()
    assert stale.post(CODES).status_code == 201


@pytest.mark.parametrize(
    ("referer", "to"),
    [
        ("https://elsewhere.example/account/", "next=&"),
        ("", "next=&"),
        ("http://testserver/cases/?status=open", "next=%2Fcases%2F%3Fstatus%3Dopen&"),
    ],
)
def test_the_way_back_is_a_page_of_ours(stale, referer, to):
    assert to in stale.post(CODES, headers={"referer": referer}).url


def test_a_piece_of_a_page_sends_the_whole_window(stale):
    answer = stale.post(
        CODES,
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/account/factors/"},
    )

    assert answer["HX-Redirect"] == f"{CONFIRM}?next=%2Faccount%2Ffactors%2F&undone=1"


def test_a_wrong_code_leaves_it_asked_for(stale):
    answer = stale.post(CONFIRM, {"code": "000000", "next": ADD})

    assert answer.status_code == 422
    assert stale.get(ADD).status_code == 302


def test_the_session_has_a_new_key_after_a_proof(stale, user):
    before = stale.session.session_key
    stale.post(CONFIRM, {"code": code_now(user)})

    assert stale.session.session_key != before


def test_a_clock_set_back_does_not_keep_a_proof_fresh(clock, user):
    client = Client()
    client.force_login(user)
    clock.shift(timedelta(hours=-1))
    session = client.session
    session["signed_in_at"] = session["seen_at"] = timezone.now().timestamp()
    session.save()

    assert client.get(ADD).status_code == 302


@api_view(["POST"])
@step_up.required
def grave(request):
    return Response({"done": True})


@step_up.required
def grave_page(request):
    return HttpResponse("done")


@pytest.fixture
def by_token(user):
    """Ask the command above by a token, with a header if there is a code."""

    def asked(code: str = "", session=None):
        headers = {"X-Step-Up": code} if code else {}
        request = APIRequestFactory().post("/api/v1/x/", headers=headers)
        request.session = session or {}
        force_authenticate(request, user, token=AuthToken(user=user))
        return grave(request)

    return asked


def test_a_token_alone_is_not_enough_for_what_matters_most(by_token):
    answer = by_token()

    assert answer.status_code == 403
    assert answer.data["code"] == "step_up_needed"


def test_a_code_beside_the_token_is_enough_once(by_token, user):
    code = code_now(user)

    assert by_token(code).data == {"done": True}
    assert by_token(code).data["code"] == "step_up_needed"
    assert by_token(RECOVERY[0]).data == {"done": True}
    assert by_token(RECOVERY[0]).status_code == 403


def test_a_token_does_not_borrow_the_proof_of_a_session(by_token):
    fresh = {step_up.CONFIRMED: timezone.now().timestamp()}

    assert by_token(session=fresh).status_code == 403


def test_who_guesses_beside_a_token_waits(by_token, user):
    for _ in range(6):
        answer = by_token("000000")

    assert "Try again in" in str(answer.data["detail"])
    assert by_token(code_now(user)).status_code == 403


def test_no_token_is_made_without_a_fresh_proof(stale):
    assert stale.post("/account/tokens/").url.startswith(CONFIRM)
    assert not AuthToken.objects.exists()


def test_reading_by_a_token_asks_for_no_second_factor(user):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {issue_token(by=user).token}")

    assert client.get("/api/v1/me/").status_code == 200


def test_needs_says_so_for_a_bare_request(user):
    request = RequestFactory().get("/x/")
    request.session, request.user = {}, user

    assert step_up.needs(request)
    assert grave_page(request).url.startswith(CONFIRM)
    step_up.mark(request)
    assert grave_page(request).content == b"done"
