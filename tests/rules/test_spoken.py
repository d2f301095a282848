"""Time in words, exactly as the screens promise them."""

from datetime import UTC, datetime, timedelta

import pytest

from deadlines.rules import spoken

DUE = datetime(2026, 11, 2, 14, tzinfo=UTC)


# fmt: off
DEADLINES = [
    ({"days": 2, "hours": 3},                      "2 d 3 h left",        "later"),
    ({"days": 2},                                  "2 d 0 h left",        "later"),
    ({"hours": 24},                                "1 d 0 h left",        "later"),
    ({"hours": 24, "microseconds": -1},            "23 h 59 min left",    "under-24"),
    ({"hours": 6},                                 "6 h 0 min left",      "under-24"),
    ({"hours": 5, "minutes": 12},                  "5 h 12 min left",     "under-6"),
    ({"hours": 5, "minutes": 12, "seconds": 59},   "5 h 12 min left",     "under-6"),
    ({"hours": 1},                                 "1 h 0 min left",      "under-6"),
    ({"minutes": 59, "seconds": 59},               "59 min left",         "under-6"),
    ({"minutes": 18},                              "18 min left",         "under-6"),
    ({"seconds": 1},                               "0 min left",          "under-6"),
    ({},                                           "0 min left",          "under-6"),
    ({"seconds": -1},                              "late by 0 h 00 min",  "late"),
    ({"hours": -3, "minutes": -5},                 "late by 3 h 05 min",  "late"),
    ({"hours": -51},                               "late by 51 h 00 min", "late"),
]
# fmt: on


@pytest.mark.parametrize(("left", "words", "band"), DEADLINES)
def test_a_deadline_says_how_long_is_left_and_stands_in_its_band(left, words, band):
    now = DUE - timedelta(**left)

    assert spoken.left(DUE, now) == words
    assert spoken.band(DUE, now) == band


BARS = [(-1, 100), (0, 100), (12, 75), (48, 0), (60, 0)]


@pytest.mark.parametrize(("hours_in", "share"), BARS)
def test_a_bar_is_full_at_receipt_and_empty_at_due(hours_in, share):
    starts = DUE - timedelta(hours=48)

    now = starts + timedelta(hours=hours_in)

    assert spoken.share_left(starts_at=starts, due_at=DUE, now=now) == share


def test_what_was_achieved_is_told_to_the_second():
    assert spoken.to_the_second(timedelta(hours=47, minutes=59, seconds=58)) == "47 h 59 min 58 s"
    assert spoken.to_the_second(timedelta(hours=51, seconds=5)) == "51 h 00 min 05 s"
