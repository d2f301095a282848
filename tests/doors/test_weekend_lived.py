"""The weekend of a change of clocks, lived through on the board: October's night and March's."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from cases.models import Cover
from deadlines.models import Reminder
from deadlines.services import sweep
from tests.factories import deadlines as make
from tests.factories.deadlines import HOUR
from tests.lived import lived

pytestmark = pytest.mark.django_db


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def at(time_machine, db):
    """Move the worker's clock and the database's to a moment."""
    with lived(time_machine) as move:
        yield move


def sees(user, url):
    """Give the words of the page that somebody gets, or its status where there is none."""
    answer = asks(user).get(url)
    if answer.status_code != 200:
        return answer.status_code
    return " ".join(strip_tags(answer.content.decode()).split())


def asks(user):
    """Sign in afresh: a sitting does not last a weekend."""
    client = Client()
    client.force_login(user)
    return client


def due(by, moment):
    return make.clock(by=by, at=utc(moment) - 48 * HOUR)


def lend(giver, taker, clock, **typed):
    told = {"case_ids": [str(clock.case_id)], "taker_id": str(taker.pk), **typed}
    return asks(giver).post(reverse("cases:offer-cover"), told)


def say_yes(taker):
    offer = Cover.objects.get(accepted_at=None, taker=taker)
    asks(taker).post(reverse("cases:accept-cover", args=[offer.pk]))


def who_has(user):
    """Give who has each clock of the board, by code, and nobody's as nothing."""
    board = asks(user).get("/weekend/").context["board"]
    lines = [line for lane in board.lanes for line in lane.lines]
    return {line.code: line.holder and line.holder.name for line in lines}


def told(clock):
    """Give who was told that a clock's time is up."""
    at_its_end = Reminder.objects.filter(step__clock=clock, step__rung="time-is-up")
    return set(at_its_end.values_list("recipient__name", flat=True)) - {"Sol"}


def test_octobers_night_has_an_hour_twice_and_cover_ends_between_the_two(
    at, advocate, colleague, supervisor
):
    at(utc("2026-10-30T14:00"))  # Friday, ten in the morning
    first, second = (due(advocate, f"2026-11-01T0{hour}:30") for hour in (5, 6))
    as_they_return, before = (due(advocate, f"2026-11-02T{text}") for text in ("14:00", "13:59"))

    board = sees(advocate, "/weekend/")
    assert "Fri 30 Oct 2026, 12:00 EDT" in board
    assert "Mon 2 Nov 2026, 09:00 EST (14:00 UTC): 70 h." in board
    assert "01:00 to 02:00 comes twice: first EDT, then EST" in board
    assert "Sun 1 Nov 2026, 01:30 EDT (05:30 UTC)" in board
    assert "Sun 1 Nov 2026, 01:30 EST (06:30 UTC)" in board
    codes = [clock.request.code for clock in (first, second, before)]
    assert list(who_has(advocate)) == codes
    assert as_they_return.request.code not in board

    typed = {"starts_at": "2026-10-31T18:00", "ends_at": "2026-11-01T01:00"}
    again = lend(advocate, colleague, first, **typed)
    assert (again.status_code, b"came twice" in again.content) == (422, True)
    for clock in (first, second):
        lend(advocate, colleague, clock, **typed, ends_at_reading="second")
        say_yes(colleague)
    assert Cover.objects.first().ends_at == utc("2026-11-01T06:00")
    assert who_has(supervisor) == dict(zip(codes, ("Cleo", None, None), strict=True))

    case = reverse("cases:case", args=[first.case.code])
    for moment, has_it in [
        ("2026-10-31T21:59", False),
        ("2026-10-31T22:00", True),
        ("2026-11-01T05:59", True),  # 01:59 EDT, and then it is 01:00 again
        ("2026-11-01T06:00", False),
    ]:
        at(utc(moment))
        sweep.run()
        assert (sees(colleague, case) != 404) is has_it, moment
        assert (first.request.code in sees(colleague, "/")) is has_it, moment

    at(utc("2026-11-01T06:30"))
    sweep.run()
    assert (told(first), told(second)) == ({"Cleo"}, {"Ada"})
    assert who_has(advocate) == dict.fromkeys(codes)
    assert "late by 1 h 00 min" in sees(advocate, "/weekend/")

    at(utc("2026-11-02T14:00"))  # staff are back: the next weekend has the usual length
    assert ": 69 h." in sees(advocate, "/weekend/")


def test_marchs_night_leaves_an_hour_out_and_cover_ends_where_it_would_have_been(
    at, advocate, colleague
):
    at(utc("2027-03-12T15:00"))  # Friday, ten in the morning
    last, after = due(advocate, "2027-03-14T06:59"), due(advocate, "2027-03-14T07:00")
    codes = [clock.request.code for clock in (last, after)]

    board = sees(advocate, "/weekend/")
    assert "Mon 15 Mar 2027, 09:00 EDT (13:00 UTC): 68 h." in board
    assert "02:00 to 03:00 is left out: EST, then EDT" in board
    assert "Sun 14 Mar 2027, 01:59 EST (06:59 UTC)" in board
    assert "Sun 14 Mar 2027, 03:00 EDT (07:00 UTC)" in board

    never = {"starts_at": "2027-03-13T09:00", "ends_at": "2027-03-14T02:30"}
    again = lend(advocate, colleague, last, **never)
    assert (again.status_code, b"it never was" in again.content) == (422, True)
    for clock in (last, after):
        lend(advocate, colleague, clock, **never | {"ends_at": "2027-03-14T03:00"})
        say_yes(colleague)
    assert who_has(advocate) == dict(zip(codes, ("Cleo", None), strict=True))

    case = reverse("cases:case", args=[last.case.code])
    for moment, has_it in [("2027-03-14T06:59:59", True), ("2027-03-14T07:00", False)]:
        at(utc(moment))
        sweep.run()
        assert (sees(colleague, case) != 404) is has_it, moment
    assert (told(last), told(after)) == ({"Cleo"}, {"Ada"})
