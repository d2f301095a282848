"""A weekend as the board draws it: elapsed hours, with the hour that comes twice or not at all."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from accounts.rules.hours import Span
from deadlines.rules.weekend import changes_in, free_around, share, ticks

NEW_YORK = ZoneInfo("America/New_York")
HOUR = timedelta(hours=1)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


AUTUMN = Span(utc("2026-10-30T16:00"), utc("2026-11-02T14:00"))
SPRING = Span(utc("2027-03-12T17:00"), utc("2027-03-15T13:00"))


@pytest.mark.parametrize(
    ("span", "zone", "moments", "words"),
    [
        (AUTUMN, "America/New_York", ("2026-11-01T06:00", "2026-11-01T05:00", "2026-11-01T07:00"),
         "01:00 to 02:00 comes twice: first EDT, then EST"),
        (SPRING, "America/New_York", ("2027-03-14T07:00", "2027-03-14T07:00", "2027-03-14T07:00"),
         "02:00 to 03:00 is left out: EST, then EDT"),
        (Span(utc("2026-10-02T02:00"), utc("2026-10-05T00:00")), "Australia/Lord_Howe",
         ("2026-10-03T15:30", "2026-10-03T15:30", "2026-10-03T15:30"),
         "02:00 to 02:30 is left out: UTC+1030, then UTC+1100"),
        (Span(utc("2026-10-23T12:00"), utc("2026-10-26T09:00")), "Europe/Berlin",
         ("2026-10-25T01:00", "2026-10-25T00:00", "2026-10-25T02:00"),
         "02:00 to 03:00 comes twice: first CEST, then CET"),
    ],
)  # fmt: skip
def test_a_change_of_the_clocks_is_found_and_said(span, zone, moments, words):
    (change,) = changes_in(span, ZoneInfo(zone))

    assert (change.at, change.starts_at, change.ends_at) == tuple(map(utc, moments))
    assert change.words == words


def test_a_zone_without_change_has_none():
    assert changes_in(AUTUMN, ZoneInfo("America/Phoenix")) == []


def test_labels_keep_to_the_wall_and_distances_to_elapsed_hours():
    found = ticks(AUTUMN, NEW_YORK)
    gaps = [(b.at - a.at) / HOUR for a, b in pairwise(found)]

    assert [tick.label for tick in found[:4]] == ["12:00", "18:00", "Sat 31 Oct", "06:00"]
    assert gaps == [6, 6, 6, 6, 6, 6, 7, 6, 6, 6, 6]  # Sunday's first six hours are seven


def test_in_spring_sundays_first_six_hours_are_five():
    found = ticks(SPRING, NEW_YORK)
    gaps = [(b.at - a.at) / HOUR for a, b in pairwise(found)]

    assert 5 in gaps
    assert 7 not in gaps


def test_both_readings_of_a_double_hour_have_their_own_place():
    first, second = (share(utc(f"2026-11-01T0{hour}:30"), AUTUMN) for hour in (5, 6))

    assert round((second - first) * 70, 6) == 1
    assert share(AUTUMN.starts_at - HOUR, AUTUMN) == 0
    assert share(AUTUMN.ends_at + HOUR, AUTUMN) == 1


def test_what_is_free_about_a_moment_leaves_what_is_held_alone():
    held = [
        Span(AUTUMN.starts_at, AUTUMN.starts_at + 5 * HOUR),
        Span(AUTUMN.starts_at + 40 * HOUR, AUTUMN.ends_at),
    ]

    found = free_around(AUTUMN.starts_at + 20 * HOUR, AUTUMN, held)

    assert found == Span(AUTUMN.starts_at + 5 * HOUR, AUTUMN.starts_at + 40 * HOUR)
    assert free_around(AUTUMN.starts_at, AUTUMN, held) is None
    assert free_around(AUTUMN.starts_at, AUTUMN, []) == AUTUMN
