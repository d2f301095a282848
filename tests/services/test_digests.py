"""The morning's letter: counts and codes, once a person and day, caught up that morning alone."""

import re
import smtplib
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from accounts.models import DayOff, User, WorkingHours
from audit.models import Entry
from audit.rules import NotAllowed
from deadlines.models import Digest, DigestChoice
from deadlines.services import digests, mornings
from tests.factories import cases as cases_factory
from tests.factories import cover as cover_factory
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR, RECEIVED

pytestmark = pytest.mark.django_db
# Monday 2 November 2026 in New York, the day after the clocks went back; nine is 14:00 UTC.
NINE = datetime(2026, 11, 2, 14, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clocks(advocate):
    """Give clocks that are late, end today, and end within 24 hours."""
    return [
        make.clock(by=advocate, at=at)
        for at in (RECEIVED - 3 * HOUR, RECEIVED + 5 * HOUR, RECEIVED + 23 * HOUR)
    ]


def sent():
    return [(letter.to, letter.subject) for letter in mail.outbox]


def test_it_counts_what_the_day_holds_and_names_codes(clocks, advocate):
    digests.run(now=NINE)

    (letter,) = mail.outbox
    assert letter.to == [advocate.email]
    assert letter.subject.startswith("1 late, 1 today, 1 next 24 hours, ")
    for clock in clocks:
        assert clock.request.code in letter.body
    assert "Mon 2 Nov 2026, 06:00 EST (11:00 UTC)" in letter.body


# fmt: off
VOCABULARY = {
    "late", "today", "next", "hours", "tasks", "releases", "covers",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "nov", "dec", "jan", "est", "utc",
}
# fmt: on


def test_no_word_stands_in_it_that_is_not_of_the_list(clocks, advocate, colleague):
    case = clocks[0].case
    cases_factory.task(case=case, by=advocate, due_at=NINE + HOUR)
    cases_factory.release(case=case, by=advocate, now=NINE)
    offer = cases_factory.case(by=colleague)
    cover_factory.offered(case=offer, giver=colleague, taker=advocate, now=NINE)
    digests.run(now=NINE)

    letter = next(one for one in mail.outbox if one.to == [advocate.email])
    said = f"{letter.subject} {letter.body}"
    assert "1 covers" in letter.subject
    assert offer.code in said
    bare = re.sub(r"C-[A-Z0-9]{4}(-R\d+(\.\d+)?)?", "", said)
    assert {word.lower() for word in re.findall(r"[A-Za-z]+", bare)} <= VOCABULARY
    assert set(letter.extra_headers) == {"Message-ID", "Auto-Submitted"}


def test_one_a_day_however_often_the_round_comes(clocks, advocate):
    for minutes in (0, 5, 60):
        digests.run(now=NINE + minutes * MINUTE)

    assert len(mail.outbox) == 1
    assert Digest.objects.get().day == date(2026, 11, 2)

    digests.run(now=NINE + 24 * HOUR)
    assert len(mail.outbox) == 2


def test_nothing_is_sent_when_nothing_is_there(advocate):
    digests.run(now=NINE)

    assert mail.outbox == []
    assert Digest.objects.get().last_error == "nothing"


def test_it_waits_for_the_reader_s_own_morning(clocks, advocate):
    digests.run(now=NINE - MINUTE)
    assert mail.outbox == []

    User.objects.update(time_zone="Europe/Berlin")
    digests.run(now=NINE - 6 * HOUR - MINUTE)
    assert mail.outbox == []
    digests.run(now=NINE - 6 * HOUR)
    assert len(mail.outbox) == 1


def test_it_is_caught_up_the_same_morning_and_not_after(clocks, advocate):
    digests.run(now=NINE + 3 * HOUR)
    assert (mail.outbox, Digest.objects.count()) == ([], 0)

    digests.run(now=NINE + 27 * HOUR - MINUTE)
    assert len(mail.outbox) == 1


def test_what_no_server_took_is_tried_until_noon_alone(clocks, monkeypatch):
    class Refusing(EmailBackend):
        def send_messages(self, messages):
            raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as down:
        down.setattr(digests, "get_connection", Refusing)
        assert digests.run(now=NINE).failed == 1

    assert digests.run(now=NINE + MINUTE).sent == 1
    first = mail.outbox[0].extra_headers["Message-ID"]
    Digest.objects.update(mail_state="owed", mailed_at=None, next_try_at=NINE)
    digests.run(now=NINE + 2 * MINUTE)
    assert mail.outbox[1].extra_headers["Message-ID"] == first

    Digest.objects.update(mail_state="owed", mailed_at=None, next_try_at=NINE)
    digests.run(now=NINE + 3 * HOUR)
    assert len(mail.outbox) == 2
    assert Digest.objects.get().last_error == "morning_over"


def test_a_sender_that_ended_in_between_marks_the_letter(clocks, monkeypatch):
    with monkeypatch.context() as crash:
        crash.setattr(digests, "_send", lambda *_: "skipped")
        digests.run(now=NINE)

    digests.run(now=NINE + 3 * MINUTE)

    assert Digest.objects.get().repeats == 1
    assert len(mail.outbox) == 1


def test_days_off_and_hours_of_ones_own_are_kept(clocks, advocate):
    DayOff.objects.create(user=advocate, day=date(2026, 11, 2))
    digests.run(now=NINE)
    assert mail.outbox == []

    WorkingHours.objects.create(user=advocate, weekday=1, opens=time(6), closes=time(12))
    digests.run(now=NINE + 21 * HOUR - MINUTE)
    assert mail.outbox == []
    digests.run(now=NINE + 21 * HOUR)
    assert len(mail.outbox) == 1


def test_who_does_not_want_it_gets_none_and_an_hour_is_kept(clocks, advocate):
    mornings.choose(wanted=False, hour=None, by=advocate)
    digests.run(now=NINE)
    assert mail.outbox == []

    mornings.choose(wanted=True, hour=7, by=advocate)
    digests.run(now=NINE + 22 * HOUR)
    assert len(mail.outbox) == 1
    assert Entry.objects.filter(action="deadlines.chose_digest").count() == 2


def test_an_hour_that_is_no_morning_is_refused(advocate):
    with pytest.raises(NotAllowed):
        mornings.choose(wanted=True, hour=15, by=advocate)

    assert not DigestChoice.objects.exists()


def test_a_mailbox_outside_the_agency_gets_none(clocks, settings):
    settings.RECLAIM_MAIL_DOMAINS = ["desk.example"]

    digests.run(now=NINE)

    assert mail.outbox == []
    assert Digest.objects.get().last_error == "outside"


def test_it_says_what_may_be_seen_as_it_leaves(clocks, advocate, colleague):
    mornings.make_due(now=NINE)
    for clock in clocks:
        clock.case.assignments.update(user=colleague)

    digests.run(now=NINE)

    assert [to for to, _ in sent()] == [[colleague.email]]


def test_a_closed_account_gets_no_letter(clocks, advocate):
    mornings.make_due(now=NINE)
    User.objects.filter(pk=advocate.pk).update(is_active=False)

    digests.run(now=NINE)

    assert mail.outbox == []


def test_one_chooses_on_ones_own_page(advocate, client_for):
    client = client_for(advocate)

    client.post(reverse("deadlines:digest"), {"wanted": "on", "hour": "8"})

    assert DigestChoice.objects.get().hour == 8
    assert client.post(reverse("deadlines:digest"), {"hour": "15"}).status_code == 422
    assert "As my working day begins" in client.get(reverse("deadlines:ahead")).content.decode()
