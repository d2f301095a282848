"""Mail copies: a code and a time, at least once, the same Message-ID on every try."""

import re
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend

from accounts.models import User
from accounts.rules.retries import MAIL_DEAD_AFTER
from cases.models import Case
from deadlines.letters import reminder_letter
from deadlines.models import Reminder
from deadlines.services import health, relay, sweep
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def reminder(advocate, supervisor):
    """Give the one reminder of a clock with a day left."""
    make.clock(by=advocate)
    sweep.run(now=DUE - 24 * HOUR)
    return Reminder.objects.get()


class Refusing(EmailBackend):
    """A server that takes nothing."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("gone")


@pytest.fixture
def server_down(monkeypatch):
    monkeypatch.setattr(relay, "get_connection", Refusing)


class Post(SMTPBackend):
    """A real mail server, as far as a letter can tell."""

    def open(self):
        return True

    def send_messages(self, messages):
        mail.outbox.extend(messages)
        return len(messages)


@pytest.mark.parametrize(
    ("email", "is_demo", "sent"),
    [("ada@agency.org", False, 1), ("ada@agency.org", True, 0), ("ada@agency.example", False, 0)],
)
def test_no_real_server_is_given_letters_of_the_demo(reminder, monkeypatch, email, is_demo, sent):
    User.objects.filter(pk=reminder.recipient_id).update(email=email)
    Case.objects.update(is_demo=is_demo)
    monkeypatch.setattr(relay, "get_connection", Post)

    relay.send_owed()

    assert len(mail.outbox) == sent
    assert Reminder.objects.get().mail_state == ("sent" if sent else "skip")


def due_again():
    Reminder.objects.update(next_try_at=DUE - 99 * HOUR)


def test_a_letter_says_a_code_and_a_time_and_nothing_else(reminder):
    relay.send_owed()

    (letter,) = mail.outbox
    code = reminder.step.clock.request.code
    assert letter.subject == f"{code}: Mon 2 Nov 2026, 09:00 EST (14:00 UTC)"
    assert letter.body == f"{code}\nMon 2 Nov 2026, 09:00 EST (14:00 UTC)\n"
    assert letter.to == ["ada@agency.example"]
    said = f"{letter.subject} {letter.body} {letter.extra_headers}"
    assert not re.search(r"Maria|Kestrel|chirp|http|image|removal|platform|Reclaim", said, re.I)


def test_the_time_is_in_its_readers_zone(reminder):
    reminder.recipient.time_zone = "Asia/Kathmandu"

    assert "19:45 UTC+05:45 (14:00 UTC)" in reminder_letter(reminder).subject


def test_a_letter_is_sent_once(reminder):
    assert relay.send_owed().sent == 1
    assert relay.send_owed().sent == 0

    reminder.refresh_from_db()
    assert len(mail.outbox) == 1
    assert (reminder.mail_state, reminder.mailed_at is None) == ("sent", False)


def test_every_try_has_the_rows_own_message_id(reminder):
    first, second = reminder_letter(reminder), reminder_letter(reminder)

    assert first.message()["Message-ID"] == second.message()["Message-ID"]
    assert str(reminder.pk) not in first.message()["Message-ID"]


def test_a_server_that_is_down_is_tried_again_with_growing_pauses(reminder, server_down):
    pauses = []
    for _ in range(4):
        due_again()
        before = relay.database_time()
        assert relay.send_owed().failed == 1
        reminder.refresh_from_db()
        pauses.append((reminder.next_try_at - before).total_seconds())

    assert all(
        whole / 2 - 1 <= pause <= whole + 1
        for whole, pause in zip((30, 60, 120, 240), pauses, strict=True)
    )
    assert (reminder.attempts, reminder.last_error) == (4, "SMTPServerDisconnected")
    assert relay.send_owed().failed == 0  # not before its time


def test_what_nobody_takes_is_dead_told_by_health_and_may_be_owed_again(
    reminder, server_down, administrator
):
    for _ in range(MAIL_DEAD_AFTER):
        due_again()
        relay.send_owed()

    reminder.refresh_from_db()
    assert reminder.mail_state == "dead"
    assert "mail_dead" in health.deadlines_health().problems
    assert relay.revive_dead(by=administrator) == 1
    reminder.refresh_from_db()
    assert (reminder.mail_state, reminder.attempts) == ("owed", 0)


def test_a_server_that_is_down_is_not_asked_for_every_letter(advocate, supervisor, server_down):
    for _ in range(5):
        make.clock(by=advocate)
    sweep.run(now=DUE - 24 * HOUR)

    assert relay.send_owed().failed == relay.FAILURES_IN_A_ROW
    assert Reminder.objects.filter(attempts=0).count() == 2


def close_account(reminder):
    type(reminder.recipient).objects.update(is_active=False)


def leave_the_case(reminder):
    reminder.step.clock.case.assignments.update(ended_at=DUE)


GONE = [("recipient_inactive", close_account), ("case_not_theirs", leave_the_case)]


@pytest.mark.parametrize(("why", "leave"), GONE)
def test_whoever_left_gets_no_letter(reminder, why, leave):
    leave(reminder)

    assert relay.send_owed().skipped == 1

    reminder.refresh_from_db()
    assert mail.outbox == []
    assert (reminder.mail_state, reminder.last_error) == ("skip", why)
    assert "mail_dead" not in health.deadlines_health().problems
