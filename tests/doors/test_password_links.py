"""Who forgot a password asks a page that anybody may ask: it ends, fills and tells nothing."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import services
from accounts.models import Invitation, LinkAsked, SignInWait
from accounts.services.forgotten import A_DAY, LASTS, YOUNG
from accounts.services.invitations import found_by, write_link
from audit.models import Entry
from deadlines.services import holding
from tests.factories.accounts import person

pytestmark = pytest.mark.django_db

PAGE = "/password-link/"


@pytest.fixture
def user():
    return person()


def ask(email: str, **sent) -> None:
    SignInWait.objects.all().delete()
    assert Client().post(PAGE, {"email": email}, **sent).status_code == 200


def post_out() -> list[str]:
    """Have the worker make and send what is owed; give the links."""
    before = len(mail.outbox)
    services.make_asked_links(now=timezone.now())
    services.send_letters(now=timezone.now())
    return re.findall(r"\S+/join/[\w-]+/", "".join(one.body for one in mail.outbox[before:]))


def later(by: timedelta) -> None:
    """Let time pass over every link that there is."""
    for row in Invitation.objects.all():
        row.made_at, row.expires_at = row.made_at - by, row.expires_at - by
        row.save()


def test_asking_leaves_an_administrators_link_as_it_is(user, administrator):
    services.send_password_link(user_id=user.pk, by=administrator, now=timezone.now())
    token = write_link(invitation_id=Invitation.objects.get().pk)
    Invitation.objects.update(mail_state="sent")

    ask(user.email)
    post_out()

    assert found_by(token=token, now=timezone.now()).invited_by == administrator


def test_asking_again_sends_nothing_while_a_link_is_young_and_ends_none(user):
    ask(user.email)
    (link,) = post_out()
    ask(user.email)

    assert post_out() == []
    later(YOUNG)
    ask(user.email)
    assert len(post_out()) == 1
    assert Client().get(link).status_code == 200


def test_a_mailbox_gets_so_many_letters_a_day_and_no_more(user):
    sent = 0
    for _ in range(A_DAY + 5):
        ask(user.email)
        sent += len(post_out())
        later(YOUNG)

    assert sent == A_DAY
    assert Entry.objects.filter(action="accounts.asked_password_link").count() == A_DAY
    later(timedelta(days=1))
    ask(user.email)
    assert len(post_out()) == 1


def test_a_letter_that_the_server_never_took_does_not_stand_in_the_way(user):
    ask(user.email)
    services.make_asked_links(now=timezone.now())
    Invitation.objects.update(mail_state="dead")

    ask(user.email)

    assert len(post_out()) == 1


def test_letters_that_never_left_use_up_nothing_of_the_day(user):
    """As after a restore, or where the mail server was down."""
    for state in ("skip", "dead"):
        for _ in range(A_DAY):
            ask(user.email)
            services.make_asked_links(now=timezone.now())
            later(YOUNG)
        Invitation.objects.filter(mailed_at=None).update(mail_state=state)

    ask(user.email)

    assert len(post_out()) == 1


def test_letters_that_left_count_though_their_links_are_ended(user):
    for _ in range(A_DAY):
        ask(user.email)
        post_out()
        later(YOUNG)
    services.change_password(password="another desk, by the door", by=user, now=timezone.now())

    ask(user.email)

    assert post_out() == []


def test_while_mail_is_held_asking_waits_and_the_link_is_made_when_it_is_let_go(user):
    holding.hold(backup_at=timezone.now())
    for email in (user.email, user.email, "nobody@agency.example"):
        ask(email)

    assert post_out() == []
    assert not Invitation.objects.exists()
    assert not Entry.objects.filter(action="accounts.asked_password_link").exists()
    assert set(LinkAsked.objects.values_list("email", flat=True)) == {user.email}

    holding.release(by=None, again=False)
    assert len(post_out()) == 1
    assert not LinkAsked.objects.exists()


def test_what_was_typed_while_mail_is_held_is_gone_after_two_hours(user):
    holding.hold(backup_at=timezone.now())
    ask(user.email)
    LinkAsked.objects.update(asked_at=timezone.now() - LASTS)

    assert post_out() == []

    assert not LinkAsked.objects.exists()


def test_the_same_is_done_for_somebody_and_for_nobody_before_the_page_answers(user):
    done = []
    for email in (user.email, "nobody@agency.example"):
        SignInWait.objects.all().delete()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            Client().post(PAGE, {"email": email})
        done.append([re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in asked])

    assert done[0] == done[1]
    assert LinkAsked.objects.count() == 2
    assert not Invitation.objects.exists()


def test_what_was_typed_is_gone_as_soon_as_it_was_looked_at(user):
    for email in (user.email.upper(), "nobody@agency.example"):
        ask(email)

    assert services.make_asked_links(now=timezone.now()) == 1
    assert not LinkAsked.objects.exists()


def test_an_asking_that_nobody_looked_at_for_hours_makes_no_link(user):
    ask(user.email)
    LinkAsked.objects.update(asked_at=timezone.now() - timedelta(hours=3))

    assert services.make_asked_links(now=timezone.now()) == 0
    assert not LinkAsked.objects.exists()


def test_a_link_leads_to_a_host_of_the_settings_whatever_the_request_says(user, settings):
    settings.ALLOWED_HOSTS = ["desk.agency.example", "testserver", ".agency.example"]
    ask(user.email, headers={"host": "evil.agency.example:81"})

    (link,) = post_out()

    assert link.startswith("http://desk.agency.example/join/")


@pytest.mark.parametrize(
    ("host", "port", "start"),
    [
        ("*", "8000", "http://localhost:8000/"),
        (".agency.example", "8000", "http://agency.example:8000/"),
        ("localhost", "80", "http://localhost/"),
    ],
)
def test_without_an_address_it_is_the_first_host_and_the_servers_own_port(
    settings, host, port, start
):
    settings.ALLOWED_HOSTS, user = [host] if host == "*" else [host, "testserver"], person()
    ask(user.email, SERVER_PORT=port)

    (link,) = post_out()

    assert link.startswith(start)


def test_on_https_it_is_the_first_host_alone(user, settings):
    settings.ALLOWED_HOSTS, settings.HTTPS = ["desk.agency.example", "testserver"], True
    ask(user.email, SERVER_PORT="8000")

    (link,) = post_out()

    assert link.startswith("https://desk.agency.example/join/")


def test_the_address_of_the_settings_is_the_one_that_counts(user, settings):
    settings.RECLAIM_ADDRESS = "https://desk.agency.example"
    ask(user.email)

    (link,) = post_out()

    assert link.startswith("https://desk.agency.example/join/")
