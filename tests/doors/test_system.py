"""System: owed against sent, differences by code, silences; and Today's band after one."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from deadlines.models import Heartbeat, Outage, OutageRead, Reminder, Step
from deadlines.services import health, sweep
from deadlines.services.heartbeats import database_time
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR
from tests.owner import as_owner

pytestmark = pytest.mark.django_db
SYSTEM = "/system/"


def page(client, url=SYSTEM):
    return re.sub(r"\s+", " ", client.get(url).content.decode())


@pytest.fixture
def silence(advocate, supervisor):
    """Give a clock with six hours left, whose step came while nothing swept for three hours."""
    sweep.run()
    clock = make.clock(by=advocate, at=database_time() - 44 * HOUR)
    sweep.run(now=clock.due_at - 20 * HOUR)
    Heartbeat.objects.filter(name="sweep").update(at=database_time() - 3 * HOUR)
    sweep.run()
    return clock


def test_the_account_is_drawn_said_and_tabled(supervisor, silence, client_for):
    said = page(client_for(supervisor))

    assert "Reminders owed and sent, 7 days" in said
    assert re.search(r'aria-label="\d told, mail waits"', said)
    assert "Told in the app" in said
    assert "Compare now" in said


def test_another_window_is_asked_for_in_the_address(supervisor, silence, client_for):
    assert "Reminders owed and sent, 24 hours" in page(
        client_for(supervisor), "/system/?window=day"
    )
    assert "7 days" in page(client_for(supervisor), "/system/?window=nonsense")


def test_comparing_by_hand_is_entered_and_what_differs_stands_by_code(
    administrator, silence, client_for
):
    with as_owner():
        Reminder.objects.filter(step__rung="six-hours-left").delete()
    client = client_for(administrator)

    answer = client.post(reverse("deadlines:reconcile-now"))

    assert answer.status_code == 302
    assert Entry.objects.filter(action="deadlines.reconciled_by_hand").count() == 1
    said = page(client)
    assert "step_told_nobody" in said
    assert "Give the case an advocate, or the agency a supervisor." in said
    assert "ledger_differs" in health.deadlines_health().problems
    assert silence.request.code not in said


def test_a_silence_is_listed_with_how_long_it_was(administrator, silence, client_for):
    assert "3 h 00 min" in page(client_for(administrator))


def test_whoever_works_on_the_clock_is_told_what_came_late(advocate, silence, client_for):
    said = page(client_for(advocate), "/")

    assert "1 step came late on 1 clock" in said
    assert "Nothing swept for 3 h 00 min" in said
    assert silence.request.code in said
    assert re.search(r"6 hours left, [12] h \d\d min late", said)


def test_nobody_else_is_told_of_it(colleague, silence, client_for):
    assert "came late" not in page(client_for(colleague), "/")


def test_who_has_seen_it_sees_it_no_more_and_that_is_entered(
    advocate, supervisor, silence, client_for
):
    client, outage = client_for(advocate), Outage.objects.get()

    for _ in range(2):
        client.post(reverse("deadlines:read-outage"), {"outage": outage.pk})

    assert "came late" not in page(client, "/")
    assert "came late" in page(client_for(supervisor), "/")
    assert OutageRead.objects.get().user == advocate
    assert Entry.objects.filter(action="deadlines.read_outage").count() == 1


@pytest.mark.parametrize("given", ["", "0", "x", "9" * 30])
def test_a_notice_that_is_not_theirs_is_not_there(colleague, silence, client_for, given):
    client = client_for(colleague)
    asked = [{"outage": given}, {"outage": Outage.objects.get().pk}]

    assert {client.post(reverse("deadlines:read-outage"), one).status_code for one in asked} == {
        404
    }
    assert not OutageRead.objects.exists()


def test_three_days_later_it_is_history(advocate, silence, client_for):
    Outage.objects.update(from_at=timezone.now() - timedelta(days=5),
                          until_at=timezone.now() - timedelta(days=4))  # fmt: skip

    assert "came late" not in page(client_for(advocate), "/")


def test_what_came_in_time_beside_a_silence_is_not_called_late(advocate, silence, client_for):
    Step.objects.filter(rung="six-hours-left").update(due_at=database_time() - HOUR / 120)

    assert "came late" not in page(client_for(advocate), "/")


def test_while_nothing_sweeps_the_clocks_that_wait_are_named(advocate, colleague, client_for):
    sweep.run()
    clock = make.clock(by=advocate, at=database_time() - 25 * HOUR)
    Heartbeat.objects.update(at=database_time() - HOUR)

    said = page(client_for(advocate), "/")

    assert "A step waits on:" in said
    assert f"{clock.request.code}</a> 1 h 00 min late" in said
    assert "A step waits on:" not in page(client_for(colleague), "/")
