"""Accounts are opened, changed and closed by administrators, and each act is entered."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from knox.models import AuthToken

from accounts import services
from accounts.models import User
from audit.models import Entry
from audit.rules import NotAllowed
from tests.factories.accounts import PASSWORD, person

pytestmark = pytest.mark.django_db

GIVEN = {
    "email": "Nia@Agency.Example ", "name": "Nia", "role": "advocate", "password": PASSWORD,
}  # fmt: skip


def test_an_account_is_opened_with_a_chosen_password(administrator):
    user = services.create_user(**GIVEN, by=administrator)

    assert (user.email, user.time_zone) == ("nia@agency.example", "America/New_York")
    assert user.check_password(PASSWORD)
    assert user.password.startswith("argon2$argon2id$")
    entry = Entry.objects.get()
    assert (entry.action, entry.actor, entry.subject_id) == (
        "accounts.created", str(administrator.pk), str(user.pk),
    )  # fmt: skip
    assert "nia" not in entry.facts.casefold()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"role": "owner"}, "unknown_role"),
        ({"time_zone": "Mars/Olympus"}, "unknown_zone"),
        ({"email": "TAKEN@agency.example"}, "email_taken"),
        ({"password": "short"}, "weak_password"),
        ({"password": "nia@agency.example"}, "weak_password"),
    ],
)
def test_an_account_that_would_not_do_is_refused(administrator, changed, code):
    User.objects.create_user(email="taken@agency.example", name="T", role="advocate")

    with pytest.raises(NotAllowed) as no:
        services.create_user(**{**GIVEN, **changed}, by=administrator)

    assert no.value.code == code
    assert User.objects.count() == 2
    assert not Entry.objects.exists()


@pytest.mark.parametrize("who", ["advocate", "attorney", "supervisor"])
def test_nobody_else_manages_people(request, who, colleague):
    by = request.getfixturevalue(who)

    for attempt in (
        lambda: services.create_user(**GIVEN, by=by),
        lambda: services.change_user(user_id=colleague.pk, by=by, role="supervisor"),
        lambda: services.send_password_link(user_id=colleague.pk, by=by, now=timezone.now()),
        lambda: services.invite(
            email="n@agency.example", name="N", role="advocate", by=by, now=timezone.now()
        ),
    ):
        with pytest.raises(NotAllowed) as no:
            attempt()
        assert no.value.code == "role_may_not"

    assert User.objects.get(pk=colleague.pk).role == "advocate"
    assert not Entry.objects.exists()


def test_the_same_e_mail_in_other_letters_is_the_same_person(advocate):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=advocate.email.upper(), name="Again", role="advocate")


def test_the_database_knows_the_four_roles(advocate):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=advocate.pk).update(role="owner")


def test_a_change_is_entered_by_the_names_of_what_changed(administrator, advocate):
    services.change_user(
        user_id=advocate.pk, by=administrator, role="supervisor", name="Ada", is_active=False
    )

    advocate.refresh_from_db()
    assert (advocate.role, advocate.is_active) == ("supervisor", False)
    assert json.loads(Entry.objects.get().facts)["fields"] == ["role", "is_active"]


@pytest.mark.parametrize("change", [{"role": "advocate"}, {"is_active": False}])
def test_an_administrator_cannot_lock_the_last_door_from_inside(administrator, change):
    with pytest.raises(NotAllowed) as no:
        services.change_user(user_id=administrator.pk, by=administrator, **change)

    assert no.value.code == "own_account"
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)


def test_a_new_password_ends_every_token():
    user = person()
    services.issue_token(by=user)

    services.change_password(password="another quiet desk by a window", by=user, now=timezone.now())

    user.refresh_from_db()
    assert user.check_password("another quiet desk by a window")
    assert not AuthToken.objects.filter(user=user).exists()
    assert Entry.objects.latest("id").action == "accounts.password_changed"


def test_a_zone_is_changed_and_said(advocate):
    services.change_time_zone(time_zone="Pacific/Honolulu", by=advocate)

    advocate.refresh_from_db()
    assert advocate.time_zone == "Pacific/Honolulu"
    assert json.loads(Entry.objects.get().facts) == {
        "was": "America/New_York", "time_zone": "Pacific/Honolulu",
    }  # fmt: skip


def test_a_person_has_ten_tokens_at_most(advocate):
    for _ in range(10):
        services.issue_token(by=advocate)

    with pytest.raises(NotAllowed) as no:
        services.issue_token(by=advocate)

    assert no.value.code == "too_many_tokens"
    assert AuthToken.objects.count() == 10


def test_the_first_administrator_comes_in_by_a_link_of_the_command_line(capsys):
    call_command("add_person", email="min@agency.example", name="Min", role="administrator")

    said = capsys.readouterr().out
    token = said.split("/join/")[1].split("/")[0]
    assert not User.objects.exists()
    services.accept(token=token, password=PASSWORD, now=timezone.now())
    assert User.objects.get().is_staff
    with pytest.raises(CommandError, match="has an account"):
        call_command("add_person", email="MIN@agency.example", name="Min", role="advocate")
