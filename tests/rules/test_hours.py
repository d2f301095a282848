"""Working hours, closed days and quiet hours, over nights that are shorter and longer."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.rules.hours import (
    USUAL,
    Calendar,
    Quiet,
    beside,
    closed_at_or_after,
    first_showing,
    quiet_until,
    require_hours,
    shifted_a_week,
)
from audit.rules import NotAllowed

NEW_YORK = ZoneInfo("America/New_York")
HOUR = timedelta(hours=1)
OFFICE = Calendar(NEW_YORK, USUAL)
NIGHT = Quiet(time(22), time(7))


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "wall", "zone", "is_at"),
    [
        ("2026-10-30", "12:00", "America/New_York", "2026-10-30T16:00"),
        ("2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30"),  # the first of two
        ("2026-11-01", "02:00", "America/New_York", "2026-11-01T07:00"),
        ("2027-03-14", "02:30", "America/New_York", "2027-03-14T07:00"),  # never was
        ("2027-03-14", "03:00", "America/New_York", "2027-03-14T07:00"),
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30"),  # half an hour
        ("2026-03-29", "00:30", "Asia/Beirut", "2026-03-28T22:00"),  # no midnight
        ("2026-11-01", "01:30", "America/Phoenix", "2026-11-01T08:30"),
    ],
)
def test_a_walls_time_is_the_first_moment_that_shows_it_or_later(day, wall, zone, is_at):
    found = first_showing(date.fromisoformat(day), time.fromisoformat(wall), ZoneInfo(zone))

    assert found == utc(is_at)


@pytest.mark.parametrize(
    ("at", "starts", "ends", "hours"),
    [
        ("2026-10-28T15:00", "2026-10-30T16:00", "2026-11-02T14:00", 70),  # clocks go back
        ("2026-10-31T15:00", "2026-10-30T16:00", "2026-11-02T14:00", 70),  # in the midst of it
        ("2026-11-02T13:59", "2026-10-30T16:00", "2026-11-02T14:00", 70),
        ("2026-11-02T14:00", "2026-11-06T17:00", "2026-11-09T14:00", 69),
        ("2027-03-12T12:00", "2027-03-12T17:00", "2027-03-15T13:00", 68),  # and forward
    ],
)
def test_a_weekend_is_from_fridays_noon_until_staff_return(at, starts, ends, hours):
    found = closed_at_or_after(OFFICE, utc(at))

    assert found == (utc(starts), utc(ends))
    assert found.length == hours * HOUR


def test_a_holiday_makes_it_long_and_one_in_midweek_is_one_of_its_own():
    thanks = OFFICE._replace(off=frozenset({date(2026, 11, 26), date(2026, 11, 27)}))
    midweek = OFFICE._replace(off=frozenset({date(2026, 11, 11)}))

    assert closed_at_or_after(thanks, utc("2026-11-24T12:00")) == (
        utc("2026-11-25T17:00"), utc("2026-11-30T14:00"),
    )  # fmt: skip
    assert closed_at_or_after(midweek, utc("2026-11-09T15:00")) == (
        utc("2026-11-10T17:00"), utc("2026-11-12T14:00"),
    )  # fmt: skip


def test_beside_a_weekend_stand_the_one_before_and_the_one_after():
    here = closed_at_or_after(OFFICE, utc("2026-10-31T12:00"))
    before, after = beside(OFFICE, here)

    assert [one and one.starts_at for one in (before, after)] == [
        utc("2026-10-23T16:00"),
        utc("2026-11-06T17:00"),
    ]


def test_an_agency_that_never_opens_has_a_board_all_the_same():
    nobody = Calendar(NEW_YORK, {})

    assert closed_at_or_after(nobody, utc("2026-10-31T12:00")).length == 72 * HOUR


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-10-30T01:59", None),  # 21:59
        ("2026-10-30T02:00", "2026-10-30T11:00"),  # 22:00, nine hours
        ("2026-10-30T10:59:59", "2026-10-30T11:00"),
        ("2026-10-30T11:00", None),  # 07:00 sharp
        ("2026-11-01T03:00", "2026-11-01T12:00"),  # 23:00, the night has an hour more
        ("2026-11-01T02:00", "2026-11-01T12:00"),  # 22:00: ten hours
        ("2027-03-14T03:00", "2027-03-14T11:00"),  # 22:00: eight hours
    ],
)
def test_mail_waits_exactly_to_the_end_of_the_quiet(at, until):
    found = quiet_until(utc(at), quiet=NIGHT, calendar=OFFICE)

    assert found == (utc(until) if until else None)


def test_quiet_that_ends_in_an_hour_that_never_was_ends_with_it():
    early = Quiet(time(22), time(2, 30))

    found = quiet_until(utc("2027-03-14T06:59"), quiet=early, calendar=OFFICE)

    assert found == utc("2027-03-14T07:00")


def test_quiet_within_one_day_is_no_night():
    lunch = Quiet(time(12), time(13))

    assert quiet_until(utc("2026-10-30T16:30"), quiet=lunch, calendar=OFFICE) == utc(
        "2026-10-30T17:00"
    )
    assert quiet_until(utc("2026-10-30T15:59"), quiet=lunch, calendar=OFFICE) is None


def test_days_off_are_quiet_as_a_whole_and_join_the_night_after():
    whole = NIGHT._replace(days_off=True)

    found = quiet_until(utc("2026-10-31T03:30"), quiet=whole, calendar=OFFICE)  # Friday 23:30

    assert found == utc("2026-11-02T12:00")  # Monday 07:00


def test_a_turn_is_copied_to_the_same_times_of_the_next_week():
    before = utc("2026-10-25T22:00")  # Sunday 18:00, in summer

    assert shifted_a_week(before, NEW_YORK) == utc("2026-11-01T23:00")  # 18:00, in winter


def test_a_day_that_ends_before_it_starts_is_refused():
    with pytest.raises(NotAllowed, match="Tuesday ends before"):
        require_hours({1: (time(17), time(9))})
