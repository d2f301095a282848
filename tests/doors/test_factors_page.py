"""One's own apps, passkeys and codes; and an administrator's reset for who lost them all."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from accounts import codes
from accounts.models import Factor, Notice, RecoveryCode
from accounts.rules import Role
from accounts.rules.factors import Kind, advise_passkey
from accounts.services import issue_token
from audit.models import Entry
from tests.factories.accounts import RECOVERY, SEED, app_of, person, signed_in

pytestmark = pytest.mark.django_db

WHY = "a passkey answers to this site alone"
PAGE, ADD = "/account/factors/", "/account/factors/add/"


@pytest.fixture
def user():
    return person()


@pytest.fixture
def client(user):
    client = Client()
    client.force_login(user)
    return client


def seed_on(page: str) -> str:
    return re.search(r"data-copy-text>([A-Z2-7 ]+)<", page)[1].replace(" ", "")


def code_for(seed: str) -> str:
    return codes.code_at(seed, codes.step_at(timezone.now()))


def test_the_page_names_what_there_is_and_no_secret(client):
    page = client.get(PAGE).content.decode()

    assert "Phone" in page
    assert "10 of 10 are left" in page
    assert SEED not in page
    assert RECOVERY[0] not in page


def test_a_second_app_is_added_by_its_first_code(client, user):
    elsewhere = signed_in(user)
    seed = seed_on(client.get(ADD).content.decode())

    assert client.post(ADD, {"code": code_for(seed)}).url == PAGE

    assert Factor.objects.of(user).held().count() == 2
    assert client.get(PAGE).status_code == 200
    assert elsewhere.get(PAGE).status_code == 302  # a change ends every other session


def test_a_second_app_that_another_session_began_is_not_the_one_that_is_added(client, user):
    """Somebody at the owner's open desk reads a seed; hers, at home, is another."""
    read = seed_on(client.get(ADD).content.decode())
    hers = Client()
    hers.force_login(user)
    seed = seed_on(hers.get(ADD).content.decode())

    assert seed != read
    assert hers.post(ADD, {"code": code_for(read)}).status_code == 422
    assert client.post(ADD, {"code": code_for(read)}).status_code == 422
    assert Factor.objects.of(user).held().count() == 1


def test_the_only_one_is_not_removed(client, user):
    factor = Factor.objects.of(user).held().get()

    assert "Remove" not in client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}{factor.pk}/remove/")

    assert answer.status_code == 409
    assert "This is your only one" in answer.content.decode()
    assert Factor.objects.of(user).held().get() == factor


def test_one_of_two_is_removed_and_its_codes_are_worth_nothing(client, user):
    old = Factor.objects.of(user).held().get()
    app_of(user, seed=codes.new_seed())

    assert client.post(f"{PAGE}{old.pk}/remove/").url == PAGE
    assert client.get(PAGE).status_code == 200
    half = Client()
    half.post("/sign-in/", {"username": user.email, "password": "a quiet desk by the window"})
    assert half.post("/sign-in/code/", {"code": code_for(SEED)}).status_code == 422


def test_anothers_are_not_there(client):
    theirs = Factor.objects.of(person()).held().get()

    assert client.get(f"{PAGE}{theirs.pk}/name/").status_code == 404
    assert client.post(f"{PAGE}{theirs.pk}/remove/").status_code == 404
    assert client.post(f"{PAGE}{theirs.pk}/name/", {"name": "Mine"}).status_code == 404


def test_one_may_be_called_something_else(client, user):
    factor = Factor.objects.of(user).held().get()

    client.post(f"{PAGE}{factor.pk}/name/", {"name": " Work phone "})

    assert "Work phone" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{factor.pk}/name/", {"name": ""}).status_code == 422


def test_new_recovery_codes_take_the_place_of_the_old(client, user):
    page = client.post(f"{PAGE}codes/").content.decode()

    shown = re.findall(r"<code>([\w-]{19})</code>", page)
    assert len(shown) == 10
    assert "worth nothing now" in page
    assert RecoveryCode.objects.filter(factor__user=user).count() == 10
    assert shown[0] not in client.get(PAGE).content.decode()


def test_without_recovery_codes_the_page_says_what_that_means(client, user):
    RecoveryCode.objects.update(used_at=timezone.now())

    assert "You have no recovery code left" in client.get(PAGE).content.decode()


def test_ten_are_enough(client, user):
    for _ in range(9):
        app_of(user, seed=codes.new_seed())

    assert "remove one first" in client.get(ADD, follow=True).content.decode()


def test_an_administrator_resets_and_all_that_was_open_ends(
    client, user, administrator, client_for
):
    issue_token(by=user)
    page = f"/accounts/people/{user.pk}/factors/"
    boss = client_for(administrator)
    assert "Speak to the person first" in boss.get(page).content.decode()

    assert boss.post(f"/accounts/people/{user.pk}/reset/").url == page

    assert not Factor.objects.of(user).exists()
    assert not AuthToken.objects.exists()
    assert client.get(PAGE).status_code == 302
    entry = Entry.objects.latest("seq")
    assert (entry.action, entry.facts) == (
        "accounts.factors_reset", '{"factors":1,"tokens_ended":1}',
    )  # fmt: skip
    assert (Notice.objects.get().reader, Notice.objects.get().kind) == (user, "factors_reset")
    half = Client()
    half.post("/sign-in/", {"username": user.email, "password": "a quiet desk by the window"})
    assert half.get("/", follow=True).redirect_chain[-1][0].startswith("/sign-in/set-up/")


@pytest.mark.parametrize("role", ["advocate", "attorney", "supervisor"])
def test_nobody_else_resets(user, role, client_for):
    other = client_for(person(role))

    assert other.get(f"/accounts/people/{user.pk}/factors/").status_code == 403
    assert other.post(f"/accounts/people/{user.pk}/reset/").status_code == 403
    assert Factor.objects.of(user).held().exists()


def test_an_administrator_does_not_reset_their_own(administrator, client_for):
    app_of(administrator)
    boss = client_for(administrator)

    assert boss.post(f"/accounts/people/{administrator.pk}/reset/").status_code == 409
    assert Factor.objects.of(administrator).exists()


def test_the_last_administrator_is_helped_by_the_servers_command_line(user, capsys):
    call_command("reset_factors", user.email.upper())

    assert not Factor.objects.of(user).exists()
    assert "next sign-in" in capsys.readouterr().out
    assert Entry.objects.latest("seq").actor == ""
    with pytest.raises(CommandError, match="Nobody has an account"):
        call_command("reset_factors", "nobody@agency.example")


@pytest.mark.parametrize(
    ("role", "kinds", "advised"),
    [
        (Role.ADVOCATE, ["totp"], False),
        (Role.ATTORNEY, ["totp"], True),
        (Role.SUPERVISOR, ["totp", "recovery"], True),
        (Role.ADMINISTRATOR, [], True),
        (Role.SUPERVISOR, ["totp", "passkey"], False),
    ],
)
def test_who_sees_or_decides_for_many_is_advised_a_passkey_until_there_is_one(role, kinds, advised):
    assert advise_passkey(role.value, kinds) is advised


@pytest.mark.parametrize("role", Role)
def test_why_a_passkey_is_better_is_said_once_to_whom_it_is_advised(role):
    client = Client()
    client.force_login(person(role))
    told = int(role is not Role.ADVOCATE)

    assert [client.get(at).content.decode().count(WHY) for at in (PAGE, ADD)] == [told, told]


def test_nothing_is_advised_where_no_passkey_can_be_made():
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person(Role.SUPERVISOR))

    assert [client.get(at).content.decode().count(WHY) for at in (PAGE, ADD)] == [0, 0]


@pytest.mark.parametrize("role", ["supervisor", "attorney", "administrator"])
def test_a_code_alone_is_enough_to_come_in_all_the_same(role):
    user = person(role)

    assert signed_in(user).get(PAGE).status_code == 200
    assert not Factor.objects.of(user).held().of_kind(Kind.PASSKEY).exists()
