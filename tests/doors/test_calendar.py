"""The calendar: a code and a time behind a secret that can be ended; asked anew at each fetch."""

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts import services as accounts
from audit.models import Entry
from cases import services as cases
from config.logs import NoSecrets
from deadlines.models import CalendarFeed, Clock
from deadlines.services import feeds
from deadlines.services.heartbeats import database_time
from tests.factories import cases as cases_factory
from tests.factories import cover as cover_factory
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR

pytestmark = pytest.mark.django_db


def whole(at):
    return at.replace(microsecond=0)


def fetch(token):
    return Client().get(reverse("deadlines:feed", args=[token]))


def events(token):
    calendar = Calendar.from_ical(fetch(token).content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


@pytest.fixture
def clock(advocate):
    return make.clock(by=advocate, at=database_time().replace(microsecond=0) - 20 * HOUR)


@pytest.fixture
def token(advocate):
    return feeds.make_feed(by=advocate)


def test_a_running_clock_is_an_event_at_its_end_with_a_code_and_nothing_else(clock, token):
    answer = fetch(token)

    (event,) = events(token).values()
    assert event["dtstart"].dt == clock.due_at
    assert str(event["summary"]) == clock.request.code
    assert set(event) == {
        "UID", "SUMMARY", "DTSTART", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "CLASS",
        "TRANSP",
    }  # fmt: skip
    said = answer.content.decode()
    assert not re.search(r"maria|kestrel|chirp|http|removal|reclaim|image|survivor", said, re.I)


def test_it_is_a_calendar_that_nobody_keeps(clock, token):
    answer = fetch(token)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer


def test_moments_are_utc_over_the_night_the_clocks_go_back(advocate, token):
    clock = make.clock(by=advocate)  # received 10:00 EDT, due 09:00 EST: 48 hours all the same
    Clock.objects.update(planned_at=clock.opened_at)

    (event,) = Calendar.from_ical(_at(advocate, clock.opened_at)).walk("VEVENT")

    assert event["dtstart"].to_ical() == b"20261102T140000Z"
    assert event["dtstart"].dt - datetime(2026, 10, 31, 14, tzinfo=UTC) == timedelta(hours=48)


def _at(user, now):
    from deadlines.ical import calendar_of

    return calendar_of(user, now=now)


def test_a_corrected_receipt_moves_the_same_event_on(advocate, clock, token):
    (before,) = events(token).values()
    make.receipt(
        clock.request, by=advocate, at=clock.starts_at + HOUR, now=timezone.now() + HOUR,
        change_reason="wrong_moment",
    )  # fmt: skip
    Clock.objects.update(planned_at=database_time() + HOUR)

    (after,) = events(token).values()

    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt == before["dtstart"].dt + HOUR
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt


def test_an_ended_clock_is_cancelled_and_a_month_later_gone(advocate, clock, token):
    make.look(make.items_of(clock.request)[0], by=advocate, at=timezone.now())

    (event,) = events(token).values()
    assert str(event["status"]) == "CANCELLED"

    now = timezone.now()
    assert not Calendar.from_ical(_at(advocate, now + timedelta(days=31))).walk("VEVENT")


def test_it_rings_once_if_asked_to_and_not_otherwise(advocate, clock, token):
    assert not Calendar.from_ical(fetch(token).content).walk("VALARM")

    feeds.set_alarm(minutes=60, by=advocate)

    (alarm,) = Calendar.from_ical(fetch(token).content).walk("VALARM")
    assert alarm["trigger"].dt == -HOUR
    assert str(alarm["description"]) == clock.request.code


def test_what_may_be_seen_is_asked_at_each_fetch(advocate, colleague, clock, token):
    theirs = feeds.make_feed(by=colleague)
    assert (len(events(token)), len(events(theirs))) == (1, 0)

    clock.case.assignments.update(ended_at=timezone.now(), started_at=clock.opened_at)

    assert events(token) == {}


def test_an_accepted_cover_stands_in_the_calendars_of_both(advocate, colleague, clock, token):
    cover = cover_factory.active(case=clock.case, giver=advocate, taker=colleague)
    theirs = feeds.make_feed(by=colleague)

    for one in (events(token), events(theirs)):
        event = one[f"{cover.pk}@desk"]
        assert (event["dtstart"].dt, event["dtend"].dt) == (
            whole(cover.starts_at),
            whole(cover.ends_at),
        )
        assert str(event["summary"]) == clock.case.code
    assert f"{clock.pk}@desk" in events(theirs)  # the case is theirs to see meanwhile


def test_an_attorney_without_a_release_sees_no_clock(advocate, supervisor, attorney, clock):
    cases_factory.engage(case=clock.case, attorney=attorney, by=supervisor)
    theirs = feeds.make_feed(by=attorney)
    assert len(events(theirs)) == 1

    release = clock.case.releases.get(recipient_kind="attorney")
    cases.revoke_release(release_id=release.pk, by=supervisor, now=timezone.now())

    assert events(theirs) == {}


def test_the_secret_is_kept_as_a_digest_and_shown_once(advocate, client_for):
    client = client_for(advocate)
    made = client.post(reverse("deadlines:make-feed"))
    (token,) = re.findall(r"/calendar/([\w-]{43})\.ics", made.content.decode())

    assert made.status_code == 201
    assert fetch(token).status_code == 200
    assert token not in client.get(reverse("deadlines:ahead")).content.decode()
    assert token not in str(CalendarFeed.objects.values().get())
    assert token not in str(list(Entry.objects.values()))


def test_a_new_address_ends_the_old_one(advocate, token):
    new = feeds.make_feed(by=advocate)

    assert (fetch(token).status_code, fetch(new).status_code) == (404, 200)


def test_a_revoked_address_opens_nothing(advocate, token, client_for):
    client_for(advocate).post(reverse("deadlines:revoke-feed"))

    assert fetch(token).status_code == 404
    assert Entry.objects.filter(action="deadlines.revoked_calendar").count() == 1


def test_a_closed_account_has_no_calendar(advocate, administrator, token):
    accounts.change_user(user_id=advocate.pk, by=administrator, is_active=False)

    assert fetch(token).status_code == 404


def test_an_account_that_is_opened_again_needs_a_new_address(advocate, administrator, token):
    accounts.change_user(user_id=advocate.pk, by=administrator, is_active=False)
    accounts.change_user(user_id=advocate.pk, by=administrator, is_active=True)

    assert fetch(token).status_code == 404
    assert fetch(feeds.make_feed(by=advocate)).status_code == 200


def test_a_change_of_name_leaves_the_address(advocate, administrator, token):
    accounts.change_user(user_id=advocate.pk, by=administrator, name="Ada Wren")

    assert fetch(token).status_code == 200


def test_a_reset_of_the_second_factor_ends_the_address(advocate, administrator, token):
    accounts.reset_factors(user_id=advocate.pk, by=administrator, now=timezone.now())

    assert fetch(token).status_code == 404
    assert feeds.current(user=advocate) is None


def test_a_new_password_ends_the_address(advocate, token, client_for):
    accounts.change_password(password="seven quiet herons wade", by=advocate, now=timezone.now())

    assert fetch(token).status_code == 404
    assert feeds.current(user=advocate) is None


@pytest.mark.parametrize("wrong", ["x", "x" * 43, "x" * 400])
def test_what_opens_nothing_is_404_and_says_nothing(token, wrong):
    assert fetch(wrong).status_code == 404


def test_who_asks_too_often_waits(advocate, token):
    CalendarFeed.objects.update(fetches=feeds.MOST_AN_HOUR - 1)

    assert [fetch(token).status_code for _ in range(3)] == [200, 429, 429]
    assert int(fetch(token)["Retry-After"]) <= 3600

    CalendarFeed.objects.update(counted_from=database_time() - HOUR)
    assert fetch(token).status_code == 200


def test_the_page_says_when_it_was_last_asked_for(advocate, token, client_for):
    client = client_for(advocate)
    assert "Not yet" in client.get(reverse("deadlines:ahead")).content.decode()

    fetch(token)

    assert "Not yet" not in client.get(reverse("deadlines:ahead")).content.decode()


def test_no_log_holds_the_secret(token, caplog):
    feeds.revoke_feed(by=CalendarFeed.objects.get().user)
    caplog.handler.addFilter(NoSecrets())
    with caplog.at_level(logging.WARNING):
        fetch(token)

    assert "Not Found: /calendar/…" in caplog.text
    assert token not in caplog.text


def test_the_servers_own_handler_filters_it(settings):
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["no_secrets"]


def test_gunicorn_writes_no_access_log():
    from config.embedded import gates, serving

    assert gates.accesslog is None
    assert not [word for word in serving.WEB if "access" in word]
