"""After a restore nobody is told twice: mail waits until a person says which of it goes."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.models import Notice
from accounts.services import send_letters, tell
from audit.models import Entry
from audit.rules import NotAllowed
from deadlines.models import Heartbeat, MailHold, Reminder
from deadlines.services import digests, holding, relay, sweep
from deadlines.services.heartbeats import database_time
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def restored(advocate, supervisor):
    """Give a house put back as of five hours ago: a step came due since, another comes yet."""
    now = database_time()
    clock = make.clock(by=advocate, at=now - 42 * HOUR - HOUR / 2)
    hold = holding.hold(backup_at=now - 5 * HOUR)
    sweep.run()
    sweep.run(now=clock.due_at + HOUR / 60)
    return hold


def said(*words):
    out = StringIO()
    call_command("release_mail", *words, stdout=out)
    return out.getvalue()


def test_while_mail_is_held_nothing_goes_and_the_rounds_go_by(restored):
    assert relay.send_owed().sent == 0
    assert digests.run().sent == 0

    assert mail.outbox == []
    assert Heartbeat.objects.filter(name__in=["relay", "digest"]).count() == 2


def test_what_may_have_been_sent_before_is_told_apart(restored):
    letters = holding.letters(of=restored)

    apart = {one.perhaps_sent: one.rung for one in letters}
    assert apart[True] == "six-hours-left" or apart[True] == "a-day-left"
    assert False in apart
    counted = holding.waiting(of=restored)
    assert counted.perhaps_sent + counted.new == len(letters)


def test_shown_first_nothing_goes(restored):
    told = said()

    assert "perhaps sent" in told
    assert "Nothing was let go" in told
    assert holding.held() is not None


def test_letters_of_accounts_wait_too_until_mail_is_let_go(restored, advocate):
    tell(people=[advocate], kind="three_sessions", about=advocate, now=database_time())

    assert send_letters(now=database_time())["sent"] == 0
    assert mail.outbox == []

    said("--send=new")
    assert send_letters(now=database_time())["sent"] == 1


def test_what_accounts_owed_at_a_restore_by_other_means_is_not_mailed_again(advocate):
    tell(people=[advocate], kind="three_sessions", about=advocate, now=database_time())

    said("--hold-from", "2026-11-23T14:05:00Z")
    said("--send=all")

    assert send_letters(now=database_time())["sent"] == 0
    notice = Notice.objects.get()
    assert (notice.mail_state, notice.last_error, notice.read_at) == ("skip", "restored", None)


def test_held_twice_what_was_owed_since_the_first_time_is_mailed_all_the_same(advocate):
    said("--hold-from", "2026-11-23T14:05:00Z")
    tell(people=[advocate], kind="three_sessions", about=advocate, now=database_time())

    assert "1 links and notices since then" in said("--hold-from", "2026-11-23T14:00:00Z")

    assert Notice.objects.get().mail_state == "owed"
    said("--send=new")
    assert send_letters(now=database_time())["sent"] == 1


def test_held_after_a_restore_that_held_it_nothing_owed_since_is_left_unsent(restored, advocate):
    tell(people=[advocate], kind="three_sessions", about=advocate, now=database_time())

    said("--hold-from", "2026-11-23T14:05:00Z")

    assert Notice.objects.get().mail_state == "owed"
    assert json.loads(said("--json"))["links_and_notices"] == 1


def test_tables_that_were_restored_once_more_are_said_to_be(restored, advocate):
    tell(people=[advocate], kind="three_sessions", about=advocate, now=database_time())

    said("--hold-from", "2026-11-23T14:05:00Z", "--again")

    assert (Notice.objects.get().mail_state, Notice.objects.get().last_error) == (
        "skip", "restored",
    )  # fmt: skip
    with pytest.raises(CommandError, match="goes with --hold-from"):
        said("--again")


@pytest.mark.parametrize("how", ["new", "all"])
def test_a_person_says_which_goes(restored, how):
    counted = holding.waiting(of=restored)

    said(f"--send={how}")
    sent = relay.send_owed().sent

    assert sent == counted.new + (counted.perhaps_sent if how == "all" else 0)
    unsent = Reminder.objects.filter(mail_state="skip", last_error="told_before_restore")
    assert unsent.count() == (0 if how == "all" else counted.perhaps_sent)
    entry = Entry.objects.get(action="deadlines.let_mail_go")
    assert f'"again":{"true" if how == "all" else "false"}' in entry.facts
    assert said() == "Mail is not held.\n"
    assert said("--json") == "{}\n"


def test_one_hold_stands_and_goes_back_to_the_older_backup(restored):
    older = restored.backup_at - timedelta(days=1)

    holding.hold(backup_at=older)

    assert MailHold.objects.get().backup_at == older


def test_an_advocate_lets_no_mail_go(restored, advocate):
    with pytest.raises(NotAllowed):
        holding.release(by=advocate, again=True)

    assert holding.held() is not None


def test_where_nothing_is_held_nothing_is_let_go(db):
    assert holding.release(by=None, again=True) == (0, 0)
    assert not Entry.objects.exists()
