"""What an administrator does on a page, done by whoever holds the server's command line alone."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from knox.models import AuthToken

from accounts import services
from accounts.models import Factor, Invitation, LinkAsked, Notice, User, Visit
from accounts.services.invitations import found_by, write_link
from audit.models import Entry
from audit.rules import NotAllowed
from cases.models import Task
from deadlines.services import feeds
from tests.factories import cases as made
from tests.factories.accounts import PASSWORD, person, signed_in

pytestmark = pytest.mark.django_db
NEW = "a third desk, quieter still"


@pytest.fixture
def user():
    return person()


@pytest.fixture
def opened(user, administrator, client_for):
    """Give a session of somebody who left one of everything open, and the secret of a link."""
    services.issue_token(by=user)
    feeds.make_feed(by=user)
    services.send_password_link(user_id=user.pk, by=administrator, now=timezone.now())
    return client_for(user), write_link(invitation_id=Invitation.objects.get().pk)


def said(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def link_in(text):
    (token,) = re.findall(r"https?://\S+/join/([\w-]+)/", text)
    return token


def all_is_ended(user, opened) -> bool:
    client, link = opened
    return (
        client.get(reverse("accounts:account")).status_code == 302
        and not AuthToken.objects.filter(user=user).exists()
        and feeds.current(user=user) is None
        and found_by(token=link, now=timezone.now()) is None
        and not Visit.objects.filter(user=user).going_on().exists()
    )


def test_an_account_is_closed_with_all_that_was_open(user, opened):
    made.task(case=made.case(by=user), by=user, assigned_to_id=user.pk)

    assert "the account is closed" in said("close_account", user.email.upper())

    user.refresh_from_db()
    assert not user.is_active
    assert all_is_ended(user, opened)
    assert not Task.objects.filter(assigned_to=user).open().exists()
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.actor, entry.subject_id) == ("accounts.changed", "", str(user.pk))
    assert '"may_sign_in":false' in entry.facts


def test_several_are_closed_at_once_and_none_of_them_twice(user):
    other = person()
    said("close_account", user.email)
    before = Entry.objects.count()

    told = said("close_account", user.email, other.email)

    assert "closed already" in told
    assert not User.objects.filter(pk__in=[user.pk, other.pk], is_active=True).exists()
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("command", ["close_account", "reset_password"])
def test_a_slip_of_the_pen_does_nothing_by_halves(user, command):
    with pytest.raises(CommandError, match="Nobody has an account with this e-mail: nobody@"):
        said(command, user.email, "nobody@agency.example")

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert User.objects.get(pk=user.pk).is_active
    assert not Entry.objects.exists()


def test_an_account_that_is_opened_again_gets_no_token_back(user, administrator):
    services.issue_token(by=user)

    said("close_account", user.email)
    services.change_user(user_id=user.pk, is_active=True, by=administrator)

    assert not AuthToken.objects.exists()


def test_a_role_is_changed_once_and_entered_as_the_houses(user):
    assert "is supervisor now" in said("change_role", user.email, "supervisor")
    assert "is supervisor already" in said("change_role", user.email, "supervisor")

    assert User.objects.get(pk=user.pk).role == "supervisor"
    entry = Entry.objects.get(action="accounts.changed")
    assert (entry.actor, '"role_given":"supervisor"' in entry.facts) == ("", True)


def test_a_password_is_ended_and_its_owner_chooses_another_by_the_link(user, opened):
    factors = Factor.objects.of(user).held().count()

    token = link_in(said("reset_password", user.email, "--address=https://desk.example.org/"))

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert all_is_ended(user, opened)
    services.accept(token=token, password=NEW, now=timezone.now())
    assert Factor.objects.of(user).held().count() == factors
    assert signed_in(user, password=NEW).get("/").status_code == 200
    with pytest.raises(NotAllowed):
        services.accept(token=token, password=PASSWORD, now=timezone.now())


def test_it_is_entered_its_person_is_told_and_no_letter_with_the_link_leaves(user, mailoutbox):
    said("reset_password", user.email)

    entry = Entry.objects.get(subject_id=str(user.pk))
    assert (entry.action, entry.actor, entry.facts) == (
        "accounts.password_ended", "", '{"tokens_ended":0}',
    )  # fmt: skip
    assert (Notice.objects.get().reader, Notice.objects.get().kind) == (user, "password_link")
    services.send_letters(now=timezone.now())
    assert not [letter for letter in mailoutbox if "/join/" in letter.body]


def test_a_factor_that_waited_for_its_first_code_goes_with_the_password():
    user = person(factors=False)
    services.begin_totp(by=user)

    said("reset_password", user.email)

    assert not Factor.objects.waiting().exists()


def test_the_link_stands_in_nobodys_way_who_asks_for_one_by_mail(user):
    said("reset_password", user.email)
    LinkAsked.objects.create(email=user.email, asked_at=timezone.now())

    assert services.make_asked_links(now=timezone.now()) == 1


def test_a_closed_account_gets_no_link(user):
    said("close_account", user.email)

    with pytest.raises(CommandError, match="closed; open it first"):
        said("reset_password", user.email)

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert not Invitation.objects.exists()


def test_an_advocate_ends_nobodys_password(user, advocate):
    with pytest.raises(NotAllowed):
        services.reset_password(user_id=user.pk, by=advocate, now=timezone.now())

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert not Invitation.objects.exists()
