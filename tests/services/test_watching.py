"""The dead-man switch: people are told once when the work stops and once when it goes on."""

import json
import re
import stat
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from audit.models import Entry
from deadlines import alarms, watchbook
from deadlines.management.commands import deadline_watchdog
from deadlines.models import Alarm, Heartbeat, Outage
from deadlines.services import heartbeats, sweep, watching

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def book(settings, tmp_path, monkeypatch):
    """Give the watchdog a home of its own and no patience."""
    settings.HOME = tmp_path
    monkeypatch.setattr(watching, "PAUSE", 0)
    monkeypatch.setattr(watching.connection, "close", Mock())  # a test's one connection
    return tmp_path / "watchdog.json"


def look(**more):
    return watching.look(now=timezone.now(), **more)


def silent_for(span):
    Heartbeat.objects.filter(name="sweep").update(at=heartbeats.database_time() - span)


@pytest.fixture
def stopped(administrator, supervisor, advocate):
    sweep.run()
    silent_for(6 * MINUTE)


@pytest.fixture
def database_down(monkeypatch):
    """Give a context in which the database does not answer."""

    class Down:
        def __enter__(self):
            self.patch = monkeypatch.context()
            patch = self.patch.__enter__()
            gone = Mock(side_effect=OperationalError("connection refused"))
            patch.setattr(watching, "database_time", gone)

        def __exit__(self, *error):
            self.patch.__exit__(*error)

    return Down()


def test_two_minutes_are_for_the_health_check_and_five_for_a_person(
    administrator, supervisor, mailoutbox
):
    sweep.run()
    silent_for(4 * MINUTE)
    assert look().problems == []

    silent_for(5.1 * MINUTE)

    assert look() == watching.Seen(["not_swept"], told=2)
    assert sorted(mailoutbox[0].bcc) == ["min@agency.example", "sol@agency.example"]


def test_an_outage_is_told_once_and_its_end_once(stopped, mailoutbox):
    for _ in range(3):
        look()
    assert len(mailoutbox) == 1

    sweep.run()
    for _ in range(3):
        look()

    stop, go_on = mailoutbox
    assert stop.subject == "The scheduled work needs a look"
    assert go_on.subject == "The scheduled work goes on"
    alarm = Alarm.objects.get()
    assert (alarm.code, alarm.told) == ("not_swept", 2)
    assert alarm.noticed_at < alarm.ended_at <= alarm.end_told_at
    assert list(
        Entry.objects.filter(subject_type="deadlines.alarm").values_list("action", flat=True)
    ) == ["deadlines.told_alarm", "deadlines.told_alarm_is_over"]


def test_a_second_outage_is_told_anew(stopped, mailoutbox):
    look()
    sweep.run()
    look()
    Alarm.objects.update(told_at=timezone.now() - 20 * MINUTE)
    silent_for(6 * MINUTE)

    look()

    assert [letter.subject for letter in mailoutbox][2:] == ["The scheduled work needs a look"]


def test_what_comes_and_goes_is_not_told_of_each_time(stopped, mailoutbox):
    for _ in range(5):
        look()
        sweep.run()
        look()
        silent_for(6 * MINUTE)

    assert len(mailoutbox) == 2
    assert Alarm.objects.count() == 5


def test_a_letter_says_what_and_when_and_nothing_of_any_case(stopped, mailoutbox):
    look()

    (letter,) = mailoutbox
    first, moment = letter.body.strip().split("\n")
    assert first == "Nothing has run for five minutes."
    assert re.fullmatch(r"\w{3} \d+ \w{3} \d{4}, \d\d:\d\d UTC.*", moment)
    said = f"{letter.subject} {letter.body}"
    assert not re.search(r"reclaim|removal|image|survivor|platform|C-\w{4}|http", said, re.I)


def test_every_problem_of_health_has_words():
    assert set(alarms.WORDS) >= {
        "not_swept", "steps_late", "clocks_stuck", "texts_late", "mail_dead", "ledger_differs",
        "database_unreachable",
    }  # fmt: skip


def test_a_letter_that_nobody_took_is_tried_at_the_next_look(stopped, mailoutbox, monkeypatch):
    with monkeypatch.context() as down:
        down.setattr(EmailMessage, "send", Mock(side_effect=TimeoutError))
        with pytest.raises(alarms.NotSent, match="TimeoutError"):
            look()
    assert Alarm.objects.get().told_at is None

    assert look().told == 2
    assert len(mailoutbox) == 1


def test_a_database_that_is_down_is_told_to_whoever_was_known(
    stopped, mailoutbox, database_down, book
):
    sweep.run()
    look()

    with database_down:
        assert look() == watching.Seen(["database_unreachable"], told=2)
        assert look().told == 0

    (letter,) = mailoutbox
    assert "The database does not answer." in letter.body
    assert sorted(letter.bcc) == ["min@agency.example", "sol@agency.example"]
    assert json.loads(book.read_text())["down"]["told"] == 2
    assert stat.S_IMODE(book.stat().st_mode) == 0o600
    assert not Alarm.objects.exists()


def test_the_database_back_its_outage_is_kept_and_the_end_told(stopped, mailoutbox, database_down):
    sweep.run()
    look()
    with database_down:
        look()
    silent_for(20 * MINUTE)

    assert look().problems == []  # the sweep has two minutes

    alarm = Alarm.objects.get()
    assert (alarm.code, alarm.told) == ("database_unreachable", 2)
    assert alarm.noticed_at < alarm.ended_at
    assert [letter.subject for letter in mailoutbox][1:] == ["The scheduled work goes on"]


@pytest.mark.parametrize("stepped", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_was_stepped_is_no_outage_and_a_sweep_that_then_stays_away_is_one(
    administrator, mailoutbox, book, stepped
):
    sweep.run()
    look()
    look()
    silent_for(stepped)
    told = json.loads(book.read_text())
    last = heartbeats.database_time() - stepped
    book.write_text(json.dumps(told | {"looked_at": last.isoformat()}))

    assert look() == watching.Seen([])

    told = json.loads(book.read_text())
    back = heartbeats.database_time() - 3 * MINUTE
    book.write_text(json.dumps(told | {"back_at": back.isoformat()}))
    assert look() == watching.Seen(["not_swept"], told=1)


def test_one_that_looks_each_ten_minutes_tells_all_the_same(stopped, mailoutbox, book):
    for _ in range(2):
        last = heartbeats.database_time() - 10 * MINUTE
        book.write_text(json.dumps({"looked_at": last.isoformat(), "steady": False}))
        look()

    assert len(mailoutbox) == 1


def test_addresses_of_ones_own_choice_take_the_place_of_roles(stopped, settings, mailoutbox):
    settings.RECLAIM_ALARM_TO = ["on-call@agency.example"]

    look()

    assert mailoutbox[0].bcc == ["on-call@agency.example"]


def test_the_command_exits_with_one_and_prints_codes(stopped, mailoutbox, capsys):
    with pytest.raises(SystemExit) as left:
        call_command("deadline_watchdog")

    assert left.value.code == 1
    assert "not_swept" in capsys.readouterr().err


def test_a_look_that_another_watchdog_holds_up_is_cut_off_and_the_next_one_tries_again(
    administrator, monkeypatch, capsys
):
    sweep.run()
    with monkeypatch.context() as soon, watchbook.opened():
        soon.setattr(deadline_watchdog, "LONGEST", 0.6)
        with pytest.raises(SystemExit):
            call_command("deadline_watchdog")

    assert "the next one tries again" in capsys.readouterr().err
    call_command("deadline_watchdog")
    assert capsys.readouterr().out == "In order.\n"


def test_the_command_is_content_when_all_is_in_order(administrator, mailoutbox, capsys):
    sweep.run()

    call_command("deadline_watchdog")

    assert capsys.readouterr().out == "In order.\n"
    assert mailoutbox == []


def test_no_mail_means_that_nothing_is_written(stopped, mailoutbox, book):
    assert look(tell=False).problems == ["not_swept"]

    assert (mailoutbox, Alarm.objects.count()) == ([], 0)
    assert json.loads(book.read_text()) == {}


def test_nobody_outside_is_asked_unless_the_operator_says_so(stopped, monkeypatch, settings):
    asked = Mock(return_value=True)
    monkeypatch.setattr(deadline_watchdog, "ping", asked)
    with pytest.raises(SystemExit):
        call_command("deadline_watchdog")
    assert not asked.called

    settings.RECLAIM_PING_URL = "https://ping.example/u-1"
    with pytest.raises(SystemExit):
        call_command("deadline_watchdog")
    sweep.run()
    call_command("deadline_watchdog")

    url = settings.RECLAIM_PING_URL
    assert [(call.args, call.kwargs) for call in asked.call_args_list] == [
        ((url,), {"ok": False}),
        ((url,), {"ok": True}),
    ]


def test_the_sweep_after_a_silence_notes_from_when_to_when(advocate):
    sweep.run()
    assert not Outage.objects.exists()
    silent_for(2 * 24 * 60 * MINUTE)
    before = Heartbeat.objects.get(name="sweep").at

    sweep.run()
    sweep.run()

    outage = Outage.objects.get()
    assert outage.from_at == before
    assert outage.until_at - outage.from_at > timedelta(days=2)


def test_a_sweep_that_is_a_little_late_is_no_outage(advocate):
    sweep.run()
    silent_for(4.9 * MINUTE)

    sweep.run()

    assert not Outage.objects.exists()
