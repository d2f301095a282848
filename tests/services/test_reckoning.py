"""Every reminder accounted for: owed, told, mailed, waiting, dead, skipped, and what is amiss."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts import services as accounts
from accounts.models import User
from cases import services as cases
from cases.models import Assignment
from deadlines.models import Clock, Reminder, Step
from deadlines.services import health, relay, sweep
from deadlines.services.reckoning import reckon
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR, RECEIVED
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
UNTIL = DUE + 30 * HOUR


@pytest.fixture(autouse=True)
def _everyone_has_been_here_for_long(advocate, colleague, supervisor, attorney, administrator):
    User.objects.update(joined_at=RECEIVED - 1000 * HOUR)


@pytest.fixture
def clock(advocate):
    """Give a clock whose whole ladder was climbed in one go, the day after."""
    clock = make.clock(by=advocate)
    sweep.run(now=DUE + 25 * HOUR)
    return clock


@pytest.fixture
def people(advocate, colleague, supervisor):
    return {"advocate": advocate, "colleague": colleague, "supervisor": supervisor}


def account(*, since=None, until=UNTIL):
    return reckon(since=since, until=until)


def differs(**window):
    return account(**window).differences


def test_what_the_sweep_did_adds_up(advocate):
    make.clock(by=advocate)
    for hours in (-24, -6, 0, 1, 25):
        sweep.run(now=DUE + hours * HOUR)

    found = account()

    assert (found.steps, found.steps_sent, found.steps_missing) == (5, 5, 0)
    assert (found.owed, found.told, found.missing, found.unowed) == (7, 7, 0, 0)
    assert found.waiting == {"next_round": 7}
    assert set(found.differences) <= {"mail_not_tried"}  # made long ago, in a test


def test_what_was_skipped_is_counted_with_its_reason(clock):
    found = account()

    assert found.steps_skipped == {"overtaken": 3}
    assert (found.steps_sent, found.steps_late) == (2, 1)


def test_letters_are_counted_by_where_they_stand_and_why(clock):
    mail = list(Reminder.objects.order_by("pk"))
    soon = timezone.now() + HOUR
    states = [
        {"mail_state": "sent", "mailed_at": DUE, "repeats": 1},
        {"attempts": 2, "last_error": "SMTPServerDisconnected", "next_try_at": soon},
        {"last_error": "quiet_hours", "next_try_at": soon},
    ]
    for reminder, state in zip(mail, states, strict=True):
        Reminder.objects.filter(pk=reminder.pk).update(**state)

    found = account()

    assert (found.told, found.mailed, found.repeated, found.dead) == (3, 1, 1, 0)
    assert found.waiting == {"tried_again": 1, "quiet_hours": 1}


def test_a_letter_that_may_not_leave_is_counted_with_its_reason(clock):
    Reminder.objects.update(mail_state="skip", last_error="no_release")

    assert account().not_mailed == {"no_release": 3}
    assert account().ok


def test_a_window_holds_its_own_steps_alone(advocate):
    make.clock(by=advocate)
    for hours in (-24, -6, 0):
        sweep.run(now=DUE + hours * HOUR)

    assert account(since=DUE - 7 * HOUR, until=DUE).steps == 1
    assert account(since=DUE, until=DUE + HOUR / 60).steps_sent == 1
    assert account(until=DUE + HOUR / 60).steps_sent == 3


def test_a_step_that_nobody_entered_is_missing_after_two_minutes(advocate):
    make.clock(by=advocate)

    assert "step_missing" not in differs(until=DUE - 24 * HOUR + HOUR / 60)
    assert differs(until=DUE - 24 * HOUR + HOUR / 20)["step_missing"] == 1
    assert "step_missing" not in differs(since=DUE - 20 * HOUR, until=DUE - 10 * HOUR)


def lose_a_reminder(clock, people):
    with as_owner():
        Reminder.objects.filter(recipient=people["supervisor"]).first().delete()


def tell_a_stranger(clock, people):
    step = Step.objects.filter(state="sent").first()
    Reminder.objects.create(step=step, recipient=people["colleague"])


def tell_of_a_skipped_step(clock, people):
    step = Step.objects.filter(state="skipped").first()
    Reminder.objects.create(step=step, recipient=people["advocate"])


def skip_without_cause(clock, people):
    with as_owner():
        Reminder.objects.filter(step__rung="unreviewed-draft").delete()
    Step.objects.filter(rung="unreviewed-draft").update(state="skipped", reason="overtaken")


def tell_what_was_overtaken(clock, people):
    Step.objects.filter(rung="time-is-up").update(state="sent", reason="")


def lose_the_relay(clock, people):
    Reminder.objects.update(next_try_at=timezone.now() - HOUR)


# fmt: off
MEDDLING = [
    ("reminder_missing",       lose_a_reminder),
    ("reminder_unowed",        tell_a_stranger),
    ("told_of_a_skipped_step", tell_of_a_skipped_step),
    ("skipped_without_cause",  skip_without_cause),
    ("told_though_overtaken",  tell_what_was_overtaken),
    ("mail_not_tried",         lose_the_relay),
]
# fmt: on


@pytest.mark.parametrize(("what", "meddle"), MEDDLING, ids=[what for what, _ in MEDDLING])
def test_each_meddling_is_found(clock, people, what, meddle):
    Reminder.objects.update(next_try_at=timezone.now() + HOUR)
    assert account().ok

    meddle(clock, people)

    found = account()
    assert what in found.differences
    assert found.found[0]["clock"] == str(clock.pk)


def test_whoever_had_the_case_then_was_owed_it_and_not_whoever_has_it_now(
    advocate, colleague, supervisor
):
    clock = make.clock(by=advocate)
    sweep.run(now=DUE - 24 * HOUR)
    Reminder.objects.update(next_try_at=timezone.now() + HOUR)

    cases.assign_case(
        case_id=clock.case_id, user_id=colleague.pk, kind="advocate", by=supervisor,
        now=DUE - 10 * HOUR,
    )  # fmt: skip
    assert differs() == {"step_missing": 4}
    Assignment.objects.filter(user=advocate).update(ended_at=DUE - 30 * HOUR)
    Assignment.objects.filter(user=colleague).update(started_at=DUE - 30 * HOUR)

    assert differs() == {"reminder_missing": 1, "reminder_unowed": 1, "step_missing": 4}


def test_a_role_that_changed_since_leaves_doubt_and_no_difference(clock, colleague, administrator):
    accounts.change_user(user_id=colleague.pk, by=administrator, role="supervisor")
    Reminder.objects.update(next_try_at=timezone.now() + HOUR)

    assert account().ok


def test_a_case_without_an_advocate_owes_its_steps_to_every_supervisor(advocate, supervisor):
    clock = make.clock(by=advocate)
    clock.case.assignments.update(ended_at=RECEIVED)
    sweep.run(now=DUE - 24 * HOUR)
    Reminder.objects.update(next_try_at=timezone.now() + HOUR)

    assert Reminder.objects.get().recipient == supervisor
    assert account(until=DUE - 10 * HOUR).ok

    with as_owner():
        Reminder.objects.all().delete()
    assert differs(until=DUE - 10 * HOUR) == {"reminder_missing": 1}


def test_it_writes_nothing(clock):
    before = list(Clock.objects.values()), list(Step.objects.values())

    account()

    assert before == (list(Clock.objects.values()), list(Step.objects.values()))


def test_a_sender_that_ended_in_between_marks_the_letter(clock, monkeypatch):
    monkeypatch.setattr(relay, "_send", lambda *_: "skipped")  # begun, and nothing after
    relay.send_owed(limit=1)
    monkeypatch.undo()
    assert account().waiting["being_sent"] == 1

    Reminder.objects.update(next_try_at=timezone.now() - timedelta(minutes=1))
    relay.send_owed()

    assert sorted(Reminder.objects.values_list("repeats", flat=True)) == [0, 0, 1]
    assert account().repeated == 1


def test_the_health_check_asks_an_index_for_what_is_due(clock):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        given = {"late": 300, "stuck": 5, "most": health.MOST}
        cursor.execute(f"EXPLAIN {health.ASKED}", given)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Index Cond: (wakes_at <= statement_timestamp())" in plan
    # What a wall would ask of a row is planned beside it, and not asked where all are looked at.
    assert not re.search(r"Seq Scan on deadlines_(clock|reminder)(?! leads)", plan)
