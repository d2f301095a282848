"""Mail waits for its reader's quiet hours and follows cover; steps are entered all the same."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail

from accounts.models import QuietHours
from cases.models import Cover
from cases.services.moments import database_time
from deadlines.models import Reminder, RotaTurn, Step
from deadlines.services import health, relay, sweep
from deadlines.services.reckoning import reckon
from tests.factories import cover as covers
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
ELEVEN_AT_NIGHT = datetime(2026, 11, 1, 3, tzinfo=UTC)  # of the night that has an hour more
SEVEN = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def quiet(advocate):
    return QuietHours.objects.create(user=advocate, starts=time(22), ends=time(7))


def send_at(monkeypatch, at):
    monkeypatch.setattr(relay, "database_time", lambda: at)
    return relay.send_owed()


def told_in_the_night(*, by):
    """Leave one letter owed, of a step with a day left, at eleven of that night."""
    make.clock(by=by)
    sweep.run(now=DUE - 24 * HOUR)
    Reminder.objects.update(next_try_at=ELEVEN_AT_NIGHT)


def test_a_letter_waits_to_the_second_and_the_step_does_not(advocate, quiet, monkeypatch):
    told_in_the_night(by=advocate)

    found = send_at(monkeypatch, ELEVEN_AT_NIGHT)

    kept = Reminder.objects.get()
    assert (found.waiting, found.sent) == (1, 0)
    assert (kept.next_try_at, kept.attempts, kept.mail_state) == (SEVEN, 0, "owed")
    assert Step.objects.get(rung="a-day-left").state == "sent"
    assert health.deadlines_health().mail_dead == 0

    send_at(monkeypatch, SEVEN - timedelta(seconds=1))
    assert mail.outbox == []
    send_at(monkeypatch, SEVEN)
    assert [letter.to for letter in mail.outbox] == [[advocate.email]]


def test_it_waits_once_and_is_not_marked_as_perhaps_repeated(advocate, quiet, monkeypatch):
    told_in_the_night(by=advocate)

    assert send_at(monkeypatch, ELEVEN_AT_NIGHT).waiting == 1
    assert send_at(monkeypatch, SEVEN).sent == 1

    assert Reminder.objects.get().repeats == 0


@pytest.fixture
def late_letter(advocate, quiet):
    """Give a late step's letter, owed in the midst of the advocate's night."""
    night = DUE.replace(hour=4) + 24 * HOUR
    make.clock(by=advocate)
    sweep.run(now=night)
    with as_owner():
        Reminder.objects.exclude(recipient=advocate).delete()
    Reminder.objects.update(next_try_at=night)
    return night


def on_duty(user, at):
    RotaTurn.objects.create(
        user=user, starts_at=at - HOUR, ends_at=at + HOUR, made_at=at - HOUR, made_by=user
    )


def test_a_late_step_wakes_whoever_is_on_the_rota(advocate, late_letter, monkeypatch):
    on_duty(advocate, late_letter)

    send_at(monkeypatch, late_letter)

    assert len(mail.outbox) == Reminder.objects.count() >= 1


def test_a_late_step_lets_others_sleep_until_they_come_on_duty(advocate, late_letter, monkeypatch):
    send_at(monkeypatch, late_letter)
    assert mail.outbox == []

    on_duty(advocate, late_letter)
    send_at(monkeypatch, late_letter)

    assert len(mail.outbox) == Reminder.objects.count()


def test_a_step_before_due_lets_even_those_on_duty_sleep(advocate, quiet, monkeypatch):
    told_in_the_night(by=advocate)
    on_duty(advocate, ELEVEN_AT_NIGHT)

    assert send_at(monkeypatch, ELEVEN_AT_NIGHT).waiting == 1

    assert mail.outbox == []


@pytest.fixture
def lent(advocate, colleague):
    """Give a clock with a day left at this very moment, whose case a colleague covers."""
    clock = make.clock(by=advocate, at=database_time() - 24 * HOUR)
    start = database_time() - 2 * HOUR
    return covers.active(case=clock.case, giver=advocate, taker=colleague, now=start)


def test_whoever_covers_is_told_and_written_to_in_the_advocates_place(lent, advocate, colleague):
    sweep.run()
    relay.send_owed()

    assert [one.recipient for one in Reminder.objects.all()] == [colleague]
    assert [letter.to for letter in mail.outbox] == [[colleague.email]]


def test_what_was_told_to_a_cover_that_ended_is_told_to_the_advocate(lent, advocate, colleague):
    sweep.run()
    Cover.objects.update(ended_at=database_time(), ended_as="given_back")

    relay.send_owed()
    relay.send_owed()

    states = dict(Reminder.objects.values_list("recipient", "mail_state"))
    assert states == {colleague.pk: "skip", advocate.pk: "sent"}
    assert [letter.to for letter in mail.outbox] == [[advocate.email]]


def test_what_was_handed_on_is_no_difference(lent, advocate, colleague):
    sweep.run()
    Cover.objects.update(ended_at=database_time(), ended_as="given_back")
    relay.send_owed()
    Cover.objects.update(ended_at=database_time() + HOUR)  # so long after the step: no doubt of it

    found = reckon(since=None, until=database_time() + HOUR)

    assert (found.told, found.missing, found.unowed) == (2, 0, 0)


def test_a_late_step_wakes_whoever_covers(lent, colleague, monkeypatch):
    clock = lent.case.clocks.get()
    now = database_time()
    here = now.astimezone(make.RECEIVED.tzinfo)
    QuietHours.objects.create(
        user=colleague, starts=time((here.hour + 12) % 24), ends=time((here.hour + 11) % 24)
    )
    sweep.run(now=clock.due_at + HOUR)  # the row of cover holds until then
    Reminder.objects.update(next_try_at=now - HOUR)

    relay.send_owed()

    assert colleague.email in {address for letter in mail.outbox for address in letter.to}
