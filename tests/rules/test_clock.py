"""Forty-eight elapsed hours from receipt, whatever local clocks do (47 U.S.C. 223a(a)(3))."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.rules import hours

NEW_YORK = "America/New_York"


def local(zone: str, wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))


# fmt: off
RECEIVED_AND_DUE = [
    # The night that is 25 hours long, and the night that is 23
    (NEW_YORK,             "2026-10-31 10:00", "2026-11-02 09:00"),
    (NEW_YORK,             "2027-03-13 10:00", "2027-03-15 11:00"),
    ("Europe/London",      "2026-10-24 10:00", "2026-10-26 09:00"),
    # A zone that moves by half an hour
    ("Australia/Lord_Howe", "2027-04-03 10:00", "2027-04-05 09:30"),
    # Leap days, and the end of a February without one
    (NEW_YORK,             "2028-02-27 23:30", "2028-02-29 23:30"),
    (NEW_YORK,             "2028-02-28 10:00", "2028-03-01 10:00"),
    (NEW_YORK,             "2027-02-27 10:00", "2027-03-01 10:00"),
    # Weekends, holidays and the turn of a year count like any hour
    (NEW_YORK,             "2026-12-24 17:00", "2026-12-26 17:00"),
    (NEW_YORK,             "2026-12-31 12:00", "2027-01-02 12:00"),
    # Zones of thirty and forty-five minutes
    ("Asia/Kolkata",       "2026-11-01 00:15", "2026-11-03 00:15"),
    ("Asia/Kathmandu",     "2026-11-01 00:15", "2026-11-03 00:15"),
    ("Australia/Eucla",    "2026-11-01 00:15", "2026-11-03 00:15"),
    ("Pacific/Chatham",    "2027-04-03 10:00", "2027-04-05 09:00"),
    ("America/St_Johns",   "2026-10-31 10:00", "2026-11-02 09:00"),
]
# fmt: on


@pytest.mark.parametrize(("zone", "received", "due"), RECEIVED_AND_DUE)
def test_forty_eight_hours_are_elapsed_hours(zone, received, due):
    started = local(zone, received)

    ends = hours.due_at(started, 48)

    assert ends == local(zone, due)
    assert ends.timestamp() - started.timestamp() == 48 * 3600


def test_the_second_one_thirty_of_an_autumn_night_is_an_hour_later():
    first = local(NEW_YORK, "2026-11-01 01:30")

    gained = hours.due_at(first.replace(fold=1), 48) - hours.due_at(first, 48)

    assert gained == timedelta(hours=1)


def test_the_answer_is_in_utc():
    assert hours.due_at(local(NEW_YORK, "2026-10-31 10:00"), 48).tzinfo is UTC


def test_a_receipt_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        hours.due_at(datetime.fromisoformat("2026-10-31 10:00"), 48)


ZONES = st.sampled_from([NEW_YORK, "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca"])
MOMENTS = st.datetimes(datetime(2026, 5, 19), datetime(2035, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(tzinfo=UTC)
)


@given(zone=ZONES, at=MOMENTS, length=st.integers(1, 24 * 90))
def test_no_zone_and_no_length_changes_what_elapses(zone, at, length):
    assert hours.due_at(at.astimezone(ZoneInfo(zone)), length) - at == timedelta(hours=length)


NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


# fmt: off
AROUND_DUE = [
    (NOON - SECOND,                    "in_time"),
    (NOON,                             "in_time"),  # "not later than"
    (NOON + timedelta(microseconds=1), "late"),
    (NOON + SECOND,                    "late"),
]
# fmt: on


@pytest.mark.parametrize(("achieved", "ended"), AROUND_DUE)
def test_exactly_at_due_is_in_time_and_a_second_later_is_late(achieved, ended):
    assert hours.closed_as(achieved_at=achieved, due_at=NOON) == ended
    assert hours.is_late(achieved, due_at=NOON) is (ended == "late")
