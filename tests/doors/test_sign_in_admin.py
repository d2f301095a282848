"""The admin: administrators only, through the one door, and people only."""

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import User
from audit.models import Entry
from tests.factories.accounts import PASSWORD, person

pytestmark = pytest.mark.django_db

GIVEN = {
    "email": "nia@agency.example", "name": "Nia", "role": "advocate",
    "time_zone": "America/New_York", "is_active": "on", "password": PASSWORD,
}  # fmt: skip


def test_the_admins_own_sign_in_is_the_one_door():
    answer = Client().get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/sign-in/?next=%2Fadmin%2F"
    assert Client().post("/admin/login/", {"username": "x", "password": "y"}).status_code == 302


@pytest.mark.parametrize("role", ["advocate", "attorney", "supervisor"])
def test_nobody_else_comes_in(client_for, role):
    user = person(role)

    assert client_for(user).get("/admin/", follow=True).status_code == 404
    assert client_for(user).get("/admin/accounts/user/", follow=True).status_code == 404


def test_nothing_of_a_case_and_no_token_is_registered():
    labels = {model._meta.app_label for model in admin.site._registry}

    assert labels & {"cases", "evidence", "complaints", "sealing", "audit", "knox", "auth"} == set()


def test_nobody_is_given_an_account_with_a_password_of_another(client_for, administrator):
    client = client_for(administrator)

    assert client.get("/admin/accounts/user/").status_code == 200
    assert client.post("/admin/accounts/user/add/", GIVEN).status_code == 403
    assert not User.objects.filter(email=GIVEN["email"]).exists()


def test_an_administrator_changes_a_role_and_never_a_password(client_for, administrator):
    user = person()
    changed = {**GIVEN, "email": user.email, "role": "attorney", "password": PASSWORD[::-1]}
    client = client_for(administrator)

    client.post(f"/admin/accounts/user/{user.pk}/change/", changed)

    user.refresh_from_db()
    assert (user.role, user.check_password(PASSWORD)) == ("attorney", True)
    assert "assword" not in client.get(f"/admin/accounts/user/{user.pk}/change/").content.decode()
    assert "accounts.changed" in Entry.objects.values_list("action", flat=True)


def test_saving_what_nobody_changed_leaves_no_entry(client_for, administrator):
    user, client = person(), client_for(administrator)
    before = Entry.objects.count()

    client.post(
        f"/admin/accounts/user/{user.pk}/change/",
        {**GIVEN, "email": user.email, "name": user.name},
    )

    assert Entry.objects.count() == before


def test_nobody_deletes_a_person_and_no_page_shows_a_password(client_for, administrator):
    user = person()
    client = client_for(administrator)

    assert (
        client.post(f"/admin/accounts/user/{user.pk}/delete/", {"post": "yes"}).status_code == 403
    )
    assert "argon2" not in client.get(f"/admin/accounts/user/{user.pk}/change/").content.decode()
    assert User.objects.filter(pk=user.pk).exists()
