"""Invitations: a link that opens once, a password that only its owner knows, the same for all."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts import services
from accounts.models import Invitation, Notice, User, Visit
from audit.models import Entry
from audit.rules import NotAllowed
from tests.factories.accounts import PASSWORD, person

pytestmark = pytest.mark.django_db

PAGE = "/accounts/people/"
NIA = {
    "email": "nia@agency.example", "name": "Nia", "role": "advocate",
    "time_zone": "America/Chicago",
}  # fmt: skip
CHOSEN = {"password": PASSWORD, "again": PASSWORD}


def link_in(letter) -> str:
    return re.search(r"/join/[\w-]+/", letter.body).group()


def post_out() -> list:
    before = len(mail.outbox)
    services.make_asked_links(now=timezone.now())
    services.send_letters(now=timezone.now())
    return mail.outbox[before:]


@pytest.fixture
def invited(client_for, administrator):
    assert client_for(administrator).post(PAGE, NIA).url == PAGE
    (letter,) = post_out()
    return link_in(letter)


def test_whoever_is_invited_chooses_a_password_and_is_here(invited):
    page = Client().get(invited)
    answer = Client().post(invited, CHOSEN)

    assert "Welcome, Nia" in page.content.decode()
    assert answer.url == "/sign-in/"
    nia = User.objects.get(email="nia@agency.example")
    assert (nia.role, nia.time_zone, nia.check_password(PASSWORD)) == (
        "advocate", "America/Chicago", True,
    )  # fmt: skip


def test_a_link_opens_once_and_says_the_same_as_one_that_never_was(invited):
    Client().post(invited, CHOSEN)

    again, never = Client().get(invited), Client().get("/join/never-was-a-link/")

    assert again.status_code == never.status_code == 404
    plain = [re.sub(rb'"X-CSRFToken": "\w+"', b"", page.content) for page in (again, never)]
    assert plain[0] == plain[1]
    assert Client().post(invited, CHOSEN).status_code == 404


def test_after_three_days_it_opens_nothing(invited):
    with time_machine.travel(timezone.now() + timedelta(hours=72, seconds=1)):
        assert Client().get(invited).status_code == 404
        token = invited.split("/")[2]
        with pytest.raises(NotAllowed) as no:
            services.accept(token=token, password=PASSWORD, now=timezone.now())

    assert no.value.code == "link_ended"
    assert not User.objects.filter(email=NIA["email"]).exists()


def test_sent_again_it_is_another_link_and_the_first_ends(invited, client_for, administrator):
    row = Invitation.objects.get()
    client_for(administrator).post(f"/invitations/{row.pk}/resend/")

    assert Client().get(invited).status_code == 404
    (letter,) = post_out()
    assert Client().get(link_in(letter)).status_code == 200


def test_a_revoked_one_opens_nothing(invited, client_for, administrator):
    client_for(administrator).post(f"/invitations/{Invitation.objects.get().pk}/revoke/")

    assert Client().get(invited).status_code == 404
    assert post_out() == []


def test_the_letter_says_a_link_and_a_time_and_the_database_has_neither_link_nor_password(invited):
    (letter,) = mail.outbox
    row = Invitation.objects.get()

    words = set(re.findall(r"[A-Za-z]{4,}", letter.subject + letter.body.replace(invited, "")))
    assert words <= {"Until", "http", "testserver"}
    assert letter.to == [NIA["email"]]
    assert invited.split("/")[2] not in str(row.__dict__)


def test_a_weak_password_or_two_that_differ_are_said_and_leave_the_link_open(invited):
    for wrong in ({"password": "short", "again": "short"}, {**CHOSEN, "again": "else"}):
        assert Client().post(invited, wrong).status_code == 422

    assert Client().get(invited).status_code == 200
    assert not User.objects.filter(email=NIA["email"]).exists()


def test_only_the_agencys_own_mailboxes_are_invited(client_for, administrator, settings):
    settings.RECLAIM_MAIL_DOMAINS = ["agency.example"]

    answer = client_for(administrator).post(PAGE, {**NIA, "email": "nia@elsewhere.example"})

    assert answer.status_code == 422
    assert "not one of the agency" in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", ["advocate", "attorney", "supervisor"])
def test_nobody_but_an_administrator_invites(client_for, role):
    answer = client_for(person(role)).post(PAGE, NIA)

    assert answer.status_code == 403
    assert not Invitation.objects.exists()


def test_who_is_here_already_is_not_invited_again(client_for, administrator, advocate):
    answer = client_for(administrator).post(PAGE, {**NIA, "email": advocate.email.upper()})

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_an_administrator_sends_a_link_for_a_new_password_and_its_person_is_told(
    client_for, administrator
):
    user = person(factors=False)
    Visit.objects.create(user=user, started_at=timezone.now(), seen_at=timezone.now())
    services.issue_token(by=user)

    client_for(administrator).post(f"/accounts/people/{user.pk}/password-link/")

    letters = post_out()
    assert {tuple(letter.to) for letter in letters} == {(user.email,)}
    assert Notice.objects.get().kind == "password_link"
    new = "a third desk, quieter still"
    link = next(link_in(letter) for letter in letters if "/join/" in letter.body)
    assert Client().post(link, {"password": new, "again": new}).url == "/sign-in/"
    user.refresh_from_db()
    assert user.check_password(new)
    assert not Visit.objects.filter(user=user).going_on().exists()
    assert not user.auth_token_set.exists()


def test_a_mailbox_alone_gives_no_new_password_where_there_is_a_second_factor():
    user, new = person(), "a third desk, quieter still"
    services.ask_password_link(email=user.email, now=timezone.now(), origin="https://desk.example")
    (letter,) = post_out()

    answer = Client().post(
        link_in(letter), {"password": new, "again": new, "code": "AAAA-BBBB-CCCC"}
    )

    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert user.factors.exists()


def test_asking_says_the_same_of_everybody_and_of_nobody(settings):
    settings.RECLAIM_MAIL_DOMAINS = ["agency.example"]
    known, closed = person(), person()
    User.objects.filter(pk=closed.pk).update(is_active=False)

    pages = [
        Client().post("/password-link/", {"email": email}).content
        for email in (known.email, closed.email, "nobody@agency.example")
    ]

    assert len({re.sub(rb'"X-CSRFToken": "\w+"', b"", page) for page in pages}) == 1
    assert [letter.to for letter in post_out()] == [[known.email]]


def test_a_mailbox_is_not_filled_by_somebody_elses_asking():
    user = person()

    answers = [
        Client().post("/password-link/", {"email": user.email}).status_code for _ in range(7)
    ]

    assert len(post_out()) == 1
    assert answers[-1] == 429
    assert Entry.objects.filter(action="accounts.asked_password_link").count() == 1


def test_a_letter_that_the_server_refused_is_tried_again_and_an_administrator_sees_it(
    client_for, administrator, monkeypatch
):
    client = client_for(administrator)
    client.post(PAGE, NIA)
    monkeypatch.setattr(
        "django.core.mail.backends.locmem.EmailBackend.send_messages",
        lambda *_: (_ for _ in ()).throw(OSError()),
    )

    services.send_letters(now=timezone.now())

    row = Invitation.objects.get()
    assert (row.mail_state, row.attempts, row.last_error) == ("owed", 1, "OSError")
    assert row.next_try_at > timezone.now()
    assert "On its way" in client.get(PAGE).content.decode()
