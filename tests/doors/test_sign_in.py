"""The door: one answer for a wrong password and for nobody, and a wait for whoever guesses."""

import re

import pytest
from django.contrib.auth import hashers
from django.test import Client
from django.urls import reverse

from accounts.models import SignInWait, User
from audit.models import Entry
from tests.factories.accounts import PASSWORD, code_now, kept_waiting, person

pytestmark = pytest.mark.django_db

IN, OUT = "/sign-in/", "/sign-out/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    """Give the password, and then the app's code if there is somebody to give it."""
    answer = client.post(IN, {"username": email, "password": password, **more})
    if answer.status_code != 302:
        return answer
    user = User.objects.get(email__iexact=email.strip())
    return client.post(answer.url, {"code": code_now(user)})


def told() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


def test_a_person_comes_in_and_it_is_entered():
    user, client = person(), Client()

    answer = sign_in(client, f" {user.email.upper()}")

    assert answer.status_code == 302
    assert answer.url == reverse("deadlines:today")
    assert client.session["_auth_user_id"] == str(user.pk)
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.actor_role, entry.facts) == (
        "accounts.signed_in", str(user.pk), "advocate", '{"factor":"a code from the app"}',
    )  # fmt: skip


def test_coming_in_leads_on_to_a_page_of_ours_and_to_no_other_site():
    user = person()

    assert sign_in(Client(), user.email, next="/cases/").url == "/cases/"
    assert sign_in(Client(), user.email, next="https://elsewhere.example/").url == "/"


def _without_token(page: bytes) -> str:
    plain = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', "", page.decode())
    return re.sub(r"[\w.]+@agency\.example", "", plain)


def test_a_wrong_password_nobody_and_a_closed_account_are_answered_alike():
    user, closed = person(), person()
    User.objects.filter(pk=closed.pk).update(is_active=False)

    answers = [
        sign_in(Client(), user.email, "a wrong password by far"),
        sign_in(Client(), "nobody@agency.example"),
        sign_in(Client(), closed.email),
        sign_in(Client(), closed.email, "a wrong password by far"),
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert len({_without_token(answer.content) for answer in answers}) == 1
    assert "E-mail and password do not go together" in answers[0].content.decode()
    assert told() == []


def test_a_password_is_hashed_for_nobody_too(monkeypatch):
    user, hashed = person(), []
    hasher = hashers.get_hasher()
    real = type(hasher).encode

    def counted(self, *args, **kwargs):
        hashed.append(1)
        return real(self, *args, **kwargs)

    def verified(self, password, encoded):
        hashed.append(1)
        return False

    monkeypatch.setattr(type(hasher), "encode", counted)
    monkeypatch.setattr(type(hasher), "verify", verified)
    sign_in(Client(), user.email, "wrong")
    of_somebody = len(hashed)
    sign_in(Client(), "nobody@agency.example", "wrong")

    assert (of_somebody, len(hashed)) == (1, 2)


@pytest.mark.parametrize("known", [True, False])
def test_who_guesses_waits_and_the_right_password_is_not_even_looked_at(known):
    email = person().email if known else "nobody@agency.example"
    client = Client()
    kept_waiting(email)

    waiting = sign_in(client, email)

    assert waiting.status_code == 429
    assert 20 < int(waiting["Retry-After"]) <= 30
    assert f"Try again in {waiting['Retry-After']} seconds." in waiting.content.decode()
    assert "_auth_user_id" not in client.session
    assert told() == []


def test_a_guesser_does_not_keep_out_the_device_she_always_uses():
    user, hers = person(), Client()
    sign_in(hers, user.email)
    hers.post(OUT)
    kept_waiting(user.email)

    assert sign_in(hers, user.email).status_code == 302
    assert sign_in(Client(), user.email).status_code == 429


def test_a_device_known_for_one_is_not_known_for_another():
    one, another, device = person(), person(), Client()
    sign_in(device, one.email)
    device.post(OUT)
    kept_waiting(another.email)

    assert sign_in(device, another.email).status_code == 429
    device.cookies["known_device"] = "forged"
    kept_waiting(one.email)
    assert sign_in(device, one.email).status_code == 429


def test_the_devices_mark_says_nothing_and_no_script_reads_it():
    user, client = person(), Client()

    cookie = sign_in(client, user.email).cookies["known_device"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert user.email not in str(cookie)
    assert str(user.pk) not in str(cookie)


def test_no_cookie_is_read_by_scripts_or_sent_from_another_site():
    user, client = person(), Client()
    client.get(IN)
    sign_in(client, user.email)
    client.get("/account/")

    assert {"sessionid", "csrftoken", "known_device"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict"), name


def test_coming_in_forgets_the_wrong_tries_before():
    user = person()
    sign_in(Client(), user.email, "wrong")
    sign_in(Client(), user.email)

    assert not SignInWait.objects.exists()


def test_going_out_is_entered_and_leaves_nothing_behind():
    user, client = person(), Client()
    sign_in(client, user.email)

    answer = client.post(OUT)

    assert answer.url == "/signed-out/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session
    assert told() == ["accounts.signed_in", "accounts.signed_out"]
    assert "You are signed out" in client.get("/signed-out/").content.decode()


def test_going_out_takes_a_button_and_not_a_link():
    client = Client()
    client.force_login(person())

    assert client.get(OUT).status_code == 405
    assert "_auth_user_id" in client.session


def test_a_form_from_another_site_signs_nobody_in():
    user = person()

    answer = sign_in(Client(enforce_csrf_checks=True), user.email)

    assert answer.status_code == 403
    assert told() == []
