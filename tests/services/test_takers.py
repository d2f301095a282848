"""Whoever covers a case works on it for those hours: what asks who does, asks them too."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from cases import outward
from cases.forms.people import on_the_case
from cases.models import Task
from cases.services.moments import database_time
from deadlines.ical import calendar_of
from deadlines.services import rota
from evidence.models import Match
from tests.factories import cases as make
from tests.factories import cover as covers
from tests.factories import deadlines, evidence

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def pair(advocate):
    """Give the items of two cases of one advocate, not fingerprinted yet."""
    return [evidence.item(case=make.case(by=advocate), by=advocate) for _ in range(2)]


def keep(pair, by):
    for item in pair:
        evidence.fingerprints(item=item, by=by)


def match_tasks():
    return Task.objects.filter(kind="decide_match")


def test_a_task_that_tells_of_another_case_goes_when_someone_says_yes_who_may_not_know_it(
    pair, advocate, colleague, supervisor
):
    keep(pair, advocate)
    lent = {"case": pair[1].case, "giver": advocate}
    covers.offered(**lent, taker=colleague)
    over = {"ended_at": database_time() + HOUR, "ended_as": "ended_early"}
    covers.active(**lent, taker=supervisor, **over)
    assert match_tasks().exists()  # one is asked alone, the other sees every case

    covers.active(**lent, taker=colleague, starts_at=database_time() + 49 * HOUR,
                  ends_at=database_time() + 60 * HOUR)  # fmt: skip

    assert not match_tasks().exists()
    assert Match.objects.count() == 1


def test_no_such_task_is_made_where_whoever_covers_may_not_know_the_other_case(
    pair, advocate, colleague
):
    covers.active(case=pair[1].case, giver=advocate, taker=colleague)

    keep(pair, advocate)

    assert Match.objects.count() == 1
    assert not match_tasks().exists()


def test_the_release_for_mail_outside_is_asked_of_whoever_covers_too(
    advocate, colleague, supervisor, settings
):
    settings.RECLAIM_MAIL_DOMAINS = ["agency.example"]
    type(colleague).objects.filter(pk=colleague.pk).update(email="cleo@post.example")
    case = deadlines.clock(by=advocate, at=database_time() - HOUR).case

    def asked():
        acts = outward.waiting(supervisor)
        return {act.recipient_ref for act in acts if act.purpose == "reminders"}

    assert asked() == set()
    covers.active(case=case, giver=advocate, taker=colleague)
    assert asked() == {str(colleague.pk)}


def test_a_task_may_be_given_to_whoever_covers_now(advocate, colleague):
    case = make.active_case(by=advocate)
    covers.active(case=case, giver=advocate, taker=colleague)

    assert dict(on_the_case(case)) == {
        str(advocate.pk): "Ada, advocate",
        str(colleague.pk): "Cleo, covering",
    }


def test_the_case_says_who_covers_it_and_until_when(client_for, advocate, colleague):
    case = make.active_case(by=advocate)
    covers.active(case=case, giver=advocate, taker=colleague)
    page = reverse("cases:case", args=[case.code])

    assert "Cleo, for you" in client_for(advocate).get(page).content.decode()
    assert "You, for Ada" in client_for(colleague).get(page).content.decode()


def test_a_turn_on_the_rota_stands_in_its_persons_calendar_alone_and_is_cancelled_there(
    advocate, colleague, supervisor
):
    now = database_time().replace(microsecond=0)
    given = {"starts_at": now + HOUR, "ends_at": now + 9 * HOUR, "by": supervisor, "now": now}
    turn = rota.add_turn(user_id=colleague.pk, **given)

    def seen(user, at=now):
        return Calendar.from_ical(calendar_of(user, now=at)).walk("VEVENT")

    (event,) = seen(colleague)
    assert seen(advocate) == []
    assert (event["dtstart"].dt, event["dtend"].dt) == (now + HOUR, now + 9 * HOUR)
    assert (str(event["summary"]), str(event["status"])) == ("On duty", "CONFIRMED")

    rota.withdraw_turn(turn_id=turn.pk, by=supervisor, now=now + HOUR)

    (after,) = seen(colleague)
    assert (str(after["status"]), after["uid"]) == ("CANCELLED", event["uid"])
    assert after["sequence"] > event["sequence"]
