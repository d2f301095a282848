"""The second step of the door: the password alone opens nothing, and a code opens once."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from accounts import codes
from accounts.models import Factor, RecoveryCode, SignInWait, User
from audit.models import Entry
from tests.factories.accounts import (
    PASSWORD,
    RECOVERY,
    SEED,
    code_now,
    mark_half,
    person,
    signed_in,
)

pytestmark = pytest.mark.django_db

IN, CODE, SET_UP = "/sign-in/", "/sign-in/code/", "/sign-in/set-up/"


def half_in(user: User, client: Client | None = None) -> Client:
    """Bring a person as far as a password gets."""
    client = client or Client()
    answer = client.post(IN, {"username": user.email, "password": PASSWORD})
    assert answer.url == CODE
    return client


def last() -> Entry:
    return Entry.objects.latest("seq")


@pytest.mark.parametrize("path", ["/", "/cases/", "/account/", "/account/factors/add/"])
def test_a_password_alone_opens_no_page(path):
    client = half_in(person())

    assert client.get(path).status_code == 302
    assert client.get(path).url.startswith(IN)
    assert client.post(path).url.startswith(IN)


def test_a_password_alone_does_not_open_the_admin():
    client = half_in(person("administrator"))

    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith(CODE)


def test_a_password_alone_reads_no_api_and_makes_no_token():
    client = half_in(person())

    assert client.get("/api/v1/me/").status_code == 401
    assert client.post("/account/tokens/").url.startswith(IN)
    assert not AuthToken.objects.exists()


def test_a_page_of_the_half_signed_in_says_nothing_of_the_house():
    client = half_in(person("supervisor"))

    shown = client.get("/nowhere/").content.decode() + client.get(CODE).content.decode()
    assert "Weekend" not in shown
    assert "Platforms" not in shown


def test_a_session_from_before_second_factors_has_to_sign_in_again():
    client = signed_in(person())
    session = client.session
    session.pop("factor_at")
    session.save()

    assert client.get("/account/").url.startswith(IN)
    assert "_auth_user_id" not in client.session


def test_between_password_and_code_are_ten_minutes():
    user = person()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = half_in(user)
        clock.shift(timedelta(seconds=601))

        assert client.get(CODE).url == IN
        assert client.post(CODE, {"code": code_now(user)}).url == IN
        assert "_auth_user_id" not in client.session


def test_a_code_of_the_app_opens_and_leads_to_the_page_that_was_asked_for():
    user = person()
    client = Client()
    first = client.post(IN, {"username": user.email, "password": PASSWORD, "next": "/cases/"})
    assert first.url == f"{CODE}?next=%2Fcases%2F"

    answer = client.post(first.url, {"code": code_now(user)})

    assert answer.url == "/cases/"
    assert client.get("/account/").status_code == 200
    assert last().facts == '{"factor":"a code from the app"}'


@pytest.mark.parametrize("after", ["//elsewhere.example/", "https://elsewhere.example", "x", "..."])
def test_no_code_leads_out_of_the_house_or_nowhere(after):
    user = person()
    client = half_in(user)

    assert client.post(CODE, {"code": code_now(user), "next": after}).url == "/"
    assert client.get(CODE, {"next": after}).url == "/"


def test_the_session_has_a_new_key_after_each_step():
    user, client = person(), Client()
    client.get(IN)
    keys = [client.session.session_key]
    half_in(user, client)
    keys.append(client.session.session_key)
    client.post(CODE, {"code": code_now(user)})
    keys.append(client.session.session_key)

    assert len(set(keys)) == 3


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
def test_a_code_may_be_typed_as_the_app_shows_it(typed):
    user = person()

    assert half_in(user).post(CODE, {"code": typed.format(code_now(user))}).status_code == 302


def test_a_code_that_was_used_is_refused_and_the_refusal_is_entered():
    user = person()
    code = code_now(user)
    assert half_in(user).post(CODE, {"code": code}).status_code == 302

    again = half_in(user).post(CODE, {"code": code})

    assert again.status_code == 422
    assert "used already" in again.content.decode()
    assert (last().action, last().facts) == ("accounts.factor_refused", "{}")


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (1, 302), (2, 422)])
def test_a_phones_clock_may_be_half_a_minute_off_and_no_more(steps, status):
    user = person()
    with time_machine.travel(timezone.now(), tick=False):
        code = codes.code_at(SEED, codes.step_at(timezone.now()) + steps)

        assert half_in(user).post(CODE, {"code": code}).status_code == status


def test_a_step_before_the_last_one_used_is_gone_too():
    user = person()
    with time_machine.travel(timezone.now(), tick=False):
        now = codes.step_at(timezone.now())
        half_in(user).post(CODE, {"code": codes.code_at(SEED, now + 1)})

        assert half_in(user).post(CODE, {"code": codes.code_at(SEED, now)}).status_code == 422


def test_a_recovery_code_opens_once_however_it_is_written():
    user = person()
    typed = RECOVERY[3].upper().replace("-", " ")

    assert half_in(user).post(CODE, {"code": typed}).status_code == 302
    assert last().facts == '{"codes_left":9,"factor":"a recovery code"}'
    assert half_in(user).post(CODE, {"code": RECOVERY[3]}).status_code == 422
    assert RecoveryCode.objects.filter(used_at=None).count() == 9


def test_anothers_code_opens_nothing():
    mine, theirs = person(), person()
    RecoveryCode.objects.filter(factor__user=mine).delete()

    assert half_in(mine).post(CODE, {"code": RECOVERY[0]}).status_code == 422
    assert RecoveryCode.objects.filter(factor__user=theirs, used_at=None).count() == 10


def test_an_empty_form_says_what_to_give_and_counts_no_try():
    client = half_in(person())
    SignInWait.objects.all().delete()

    answer = client.post(CODE, {"code": " "})

    assert "Type a code, or use your passkey." in answer.content.decode()
    assert not SignInWait.objects.exists()


@pytest.mark.parametrize("told", ["{}", "[]", "null", "no JSON", '{"id": "x", "rawId": 1}'])
def test_what_no_passkey_signed_opens_nothing(told):
    client = half_in(person())

    answer = client.post(CODE, {"passkey": told})

    assert answer.status_code == 422
    assert last().action == "accounts.factor_refused"


def test_who_guesses_codes_waits_and_the_right_one_is_not_even_looked_at():
    user, client = person(), None
    client = half_in(user)
    for _ in range(6):
        answer = client.post(CODE, {"code": "000000"})

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= 1
    code = code_now(user)
    assert client.post(CODE, {"code": code}).status_code == 429
    assert Factor.objects.get(kind="totp").last_step == 0


def test_a_guesser_of_codes_does_not_keep_out_the_device_she_always_uses():
    user = person()
    hers = signed_in(user)
    hers.post("/sign-out/")
    guesser = half_in(user)
    for _ in range(6):
        guesser.post(CODE, {"code": "000000"})

    assert half_in(user, hers).post(CODE, {"code": RECOVERY[0]}).status_code == 302


def test_with_a_factor_nobody_sets_up_another_on_the_password_alone():
    user = person()
    client = half_in(user)

    assert client.get(SET_UP).url == CODE
    assert client.post(SET_UP, {"code": "123456"}).url == CODE
    assert Factor.objects.filter(user=user).count() == 2


def test_who_is_not_half_in_finds_nothing_on_these_pages():
    assert Client().get(CODE).url == IN
    assert Client().post(SET_UP, {"code": "1"}).url == IN
    assert signed_in(person()).get(CODE).url == "/"


def test_the_half_signed_in_can_start_again_as_somebody_else():
    one, another, client = person(), person(), Client()
    half_in(one, client)

    assert client.post("/sign-out/").url == "/signed-out/"
    half_in(another, client)
    client.post(CODE, {"code": code_now(another)})

    assert client.session["_auth_user_id"] == str(another.pk)


def test_signing_in_again_in_the_same_window_asks_for_the_factor_again():
    user = person()
    client = signed_in(user)
    mark_half(client)

    client.post(IN, {"username": user.email, "password": PASSWORD})

    assert client.get("/account/").url.startswith(IN)


def test_after_twenty_refused_codes_a_strange_device_is_told_what_still_opens():
    user = person()
    User.objects.filter(pk=user.pk).update(refused_codes=20)

    answer = half_in(user).post(CODE, {"code": code_now(user)})

    assert answer.status_code == 422
    assert "only a passkey or a recovery code" in answer.content.decode()
    assert half_in(user).post(CODE, {"code": RECOVERY[0]}).status_code == 302


def test_her_own_device_comes_in_by_the_app_after_as_many():
    user = person()
    hers = signed_in(user)
    hers.post("/sign-out/")
    User.objects.filter(pk=user.pk).update(refused_codes=20)

    signed_in(user, client=hers)

    user.refresh_from_db()
    assert user.refused_codes == 0
