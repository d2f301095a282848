"""API tokens: shown once, kept hashed, ended at once."""

import re

import pytest
from django.db import connection
from django.test import Client
from knox.models import AuthToken
from rest_framework.test import APIClient

from accounts import services
from audit.models import Entry

pytestmark = pytest.mark.django_db

ME = "/api/v1/me/"


def with_token(token: str) -> APIClient:
    return APIClient(headers={"Authorization": f"Token {token}"})


def test_a_token_speaks_for_its_owner(advocate):
    issued = services.issue_token(by=advocate)

    answer = with_token(issued.token).get(ME)

    assert answer.status_code == 200
    assert answer.data["id"] == str(advocate.pk)
    assert (answer.data["name"], answer.data["role"]) == ("Ada", "advocate")
    assert "open_case" in answer.data["may"]
    assert "manage_users" not in answer.data["may"]


@pytest.mark.parametrize(
    "header", ["", "Token", "Token nonsense", "Token " + "a" * 64, "Basic eDp5"]
)
def test_without_one_nobody_speaks(advocate, header):
    services.issue_token(by=advocate)

    answer = APIClient(headers={"Authorization": header} if header else {}).get(ME)

    assert answer.status_code == 401
    assert "Ada" not in str(answer.data)


def test_a_token_is_shown_once_and_the_database_never_has_it(client_for, advocate):
    client = client_for(advocate)

    page = client.post("/account/tokens/")

    assert (page.status_code, page["Cache-Control"]) == (201, "no-store")
    (token,) = re.findall(r">([0-9a-f]{64})<", page.content.decode())
    assert with_token(token).get(ME).status_code == 200
    assert token not in client.get("/account/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(knox_authtoken::text, '') FROM knox_authtoken")
        assert token not in cursor.fetchone()[0]
    assert token[:15] not in Entry.objects.get().facts


def test_a_revoked_token_ends_at_once(client_for, advocate):
    issued = services.issue_token(by=advocate)

    answer = client_for(advocate).post("/account/tokens/revoke/", {"token_key": issued.token_key})

    assert answer.url == "/account/"
    assert with_token(issued.token).get(ME).status_code == 401
    assert Entry.objects.latest("id").action == "accounts.token_revoked"


@pytest.mark.parametrize("key", ["", "nonsense"])
def test_anothers_token_is_not_there(client_for, advocate, colleague, key):
    issued = services.issue_token(by=advocate)
    entries = Entry.objects.count()

    answer = client_for(colleague).post(
        "/account/tokens/revoke/", {"token_key": key or issued.token_key}
    )

    assert answer.status_code == 404
    assert (AuthToken.objects.count(), Entry.objects.count()) == (1, entries)


def test_the_eleventh_token_is_refused_in_words(client_for, advocate):
    for _ in range(10):
        services.issue_token(by=advocate)

    page = client_for(advocate).post("/account/tokens/")

    assert page.status_code == 409
    assert "revoke one that you no longer use" in page.content.decode()


def test_a_closed_accounts_token_ends_with_it(administrator, advocate):
    issued = services.issue_token(by=advocate)

    services.change_user(user_id=advocate.pk, by=administrator, is_active=False)

    assert with_token(issued.token).get(ME).status_code == 401


@pytest.mark.parametrize(
    "path", ["/account/", "/account/tokens/", "/account/tokens/revoke/", "/account/time-zone/",
             "/account/password/", "/account/password/changed/"],
)  # fmt: skip
def test_a_stranger_is_led_to_the_door(path):
    for answer in (Client().get(path), Client().post(path)):
        assert answer.status_code == 302
        assert answer.url.startswith("/sign-in/")


@pytest.mark.parametrize("name", ["a" * 41, "data:image/png;base64," + "iVBORw0KGgo" * 3])
def test_a_name_that_does_not_fit_is_refused_at_its_field_and_makes_no_token(
    advocate, client_for, name
):
    answer = client_for(advocate).post("/account/tokens/", {"name": name})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert name[:30] in page
    assert 'aria-invalid="true"' in page
    assert not AuthToken.objects.exists()
