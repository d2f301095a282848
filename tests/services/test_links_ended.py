"""A link for a new password ends with whatever made it needless or somebody else's."""

import pytest
from django.utils import timezone

from accounts import services
from accounts.models import Invitation
from accounts.services.invitations import found_by, write_link
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db

NEW = "a third desk, quieter still"


@pytest.fixture
def user():
    return person(factors=False)


@pytest.fixture
def link(user, administrator):
    """Give the secret part of an administrator's link, which is good for three days."""
    services.send_password_link(user_id=user.pk, by=administrator, now=timezone.now())
    return write_link(invitation_id=Invitation.objects.get().pk)


def is_open(token: str) -> bool:
    return found_by(token=token, now=timezone.now()) is not None


def test_a_password_that_its_owner_changed_ends_the_links(user, link):
    assert is_open(link)

    services.change_password(password=NEW, by=user, now=timezone.now())

    assert not is_open(link)


def test_a_password_chosen_by_one_link_ends_every_other(user, link):
    other = Invitation.objects.get()
    other.pk, other.digest = None, None
    other.save()
    another = write_link(invitation_id=other.pk)

    services.accept(token=another, password=NEW, now=timezone.now())

    assert not is_open(link)
    assert Invitation.objects.filter(used_at=None, revoked_at=None).count() == 0
    assert Invitation.objects.exclude(used_at=None).count() == 1


@pytest.mark.parametrize("change", [{"email": "elsewhere@agency.example"}, {"is_active": False}])
def test_another_mailbox_or_a_closed_account_ends_the_links(user, link, administrator, change):
    services.change_user(user_id=user.pk, by=administrator, **change)

    services.change_user(user_id=user.pk, by=administrator, is_active=True)
    assert not is_open(link)


def test_a_link_whose_letter_has_not_left_is_not_sent_any_more(user, administrator, mailoutbox):
    services.send_password_link(user_id=user.pk, by=administrator, now=timezone.now())
    services.change_password(password=NEW, by=user, now=timezone.now())

    services.send_letters(now=timezone.now())

    assert not [letter for letter in mailoutbox if "/join/" in letter.body]


def test_a_change_of_name_leaves_the_link(user, link, administrator):
    services.change_user(user_id=user.pk, by=administrator, name="Ada Wren")

    assert is_open(link)
