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


def test_an_administrator_opens_an_account(client_for, administrator):
    client = client_for(administrator)

    assert client.get("/admin/accounts/user/").status_code == 200
    assert client.post("/admin/accounts/user/add/", GIVEN).status_code == 302

    nia = User.objects.get(email=GIVEN["email"])
    assert nia.check_password(PASSWORD)
    assert Entry.objects.get().action == "accounts.created"


@pytest.mark.parametrize("wrong", [{"password": ""}, {"password": "short"}, {"role": "owner"}])
def test_an_account_that_would_not_do_is_refused(client_for, administrator, wrong):
    answer = client_for(administrator).post("/admin/accounts/user/add/", {**GIVEN, **wrong})

    assert answer.status_code == 200
    assert User.objects.count() == 1
    assert not Entry.objects.exists()


def test_an_administrator_changes_a_role_and_gives_a_new_password(client_for, administrator):
    user = person()
    changed = {**GIVEN, "email": user.email, "role": "attorney", "password": PASSWORD[::-1]}

    client_for(administrator).post(f"/admin/accounts/user/{user.pk}/change/", changed)

    user.refresh_from_db()
    assert (user.role, user.check_password(PASSWORD[::-1])) == ("attorney", True)
    told = list(Entry.objects.order_by("seq").values_list("action", flat=True))
    assert told == ["accounts.changed", "accounts.password_set"]


def test_saving_what_nobody_changed_leaves_the_password_and_no_entry(client_for, administrator):
    user = person()
    same = {**GIVEN, "email": user.email, "name": user.name, "password": ""}

    client_for(administrator).post(f"/admin/accounts/user/{user.pk}/change/", same)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not Entry.objects.exists()


def test_nobody_deletes_a_person_and_no_page_shows_a_password(client_for, administrator):
    user = person()
    client = client_for(administrator)

    assert (
        client.post(f"/admin/accounts/user/{user.pk}/delete/", {"post": "yes"}).status_code == 403
    )
    assert "argon2" not in client.get(f"/admin/accounts/user/{user.pk}/change/").content.decode()
    assert User.objects.filter(pk=user.pk).exists()
