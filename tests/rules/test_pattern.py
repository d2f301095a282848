"""What many requests tell together, and what they must not tell of one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from audit.rules import NotAllowed
from complaints.rules.pattern import Ran, figures, require_enough

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def ran(case, *, at=datetime(2026, 9, 15, tzinfo=UTC), late=30 * HOUR, down=True, **rest):
    """Give one request; `late` is by how much, and a negative one is in time."""
    due = at + 48 * HOUR
    return Ran(case, at, due, due + late if down else None, **rest)


def many(count, **rest):
    return [ran(f"case {number}", **rest) for number in range(count)]


def told(requests, fewest=5):
    return figures(requests, fewest=fewest, now=NOW)


@pytest.mark.parametrize(
    ("requests", "why"),
    [
        ([], "0 cases have a late request"),
        (many(4), "4 cases have a late request"),
        (many(1) * 9, "1 case has a late request"),
        (many(9, late=-HOUR), "0 cases have a late request"),
    ],
)
def test_fewer_cases_than_the_threshold_are_refused_with_the_reason(requests, why):
    with pytest.raises(NotAllowed, match=why) as no:
        told(requests)

    assert no.value.code == "too_few_cases"
    assert "A pattern takes at least 5" in str(no.value)


def test_exactly_the_threshold_is_enough_and_the_threshold_is_a_setting():
    require_enough(many(5), fewest=5, now=NOW)
    require_enough(many(2), fewest=2, now=NOW)

    with pytest.raises(NotAllowed, match="at least 6"):
        require_enough(many(5), fewest=6, now=NOW)


def test_exactly_at_the_end_of_the_time_is_not_late():
    found = told([*many(5), ran("in time", late=timedelta(0))])

    assert (found.received, found.late) == (6, 5)


def test_what_is_not_down_yet_is_late_by_how_long_it_goes_on():
    found = told([*many(5), ran("open", down=False)])

    assert (found.late, found.never_down) == (6, 1)
    assert ("more than 30 days", 1) in found.bands


@pytest.mark.parametrize(
    ("late", "band"),
    [
        (timedelta(seconds=1), "less than 24 hours"),
        (24 * HOUR, "24 to 48 hours"),
        (48 * HOUR, "2 to 7 days"),
        (timedelta(days=7), "7 to 30 days"),
        (timedelta(days=30), "more than 30 days"),
    ],
)
def test_hours_late_are_told_as_a_band(late, band):
    assert {row.band for row in told(many(5, late=late)).rows} == {band}


def test_a_month_with_few_cases_stands_with_the_next_and_the_last_with_the_one_before():
    requests = [
        *(ran(f"june {n}", at=datetime(2026, 6, 3, tzinfo=UTC)) for n in range(2)),
        *(ran(f"july {n}", at=datetime(2026, 7, 3, tzinfo=UTC)) for n in range(4)),
        *(ran(f"august {n}", at=datetime(2026, 8, 3, tzinfo=UTC)) for n in range(5)),
        ran("september", at=datetime(2026, 9, 3, tzinfo=UTC)),
    ]

    periods = told(requests).periods

    assert [(one.words, one.received) for one in periods] == [
        ("June 2026 to July 2026", 6),
        ("August 2026 to September 2026", 6),
    ]
    assert sum(one.received for one in periods) == len(requests)


def test_a_ground_of_few_cases_is_named_without_its_number():
    requests = [*many(5, grounds=("G3",)), ran("one more", grounds=("G3", "G5"))]

    found = told(requests)

    assert found.grounds == (("G3", 6),)
    assert found.fewer == ("G5",)


def test_a_row_tells_a_week_and_a_band_and_no_order_of_its_own():
    monday, sunday = datetime(2026, 9, 14, 1, tzinfo=UTC), datetime(2026, 9, 20, 23, tzinfo=UTC)
    slow = [ran(f"a {n}", at=monday, late=50 * HOUR) for n in range(3)]
    quick = [ran(f"b {n}", at=sunday, late=2 * HOUR) for n in range(3)]

    rows = told([*slow, *quick]).rows

    assert {row.week_of for row in rows} == {date(2026, 9, 14)}
    assert [row.band for row in rows[:3]] == ["less than 24 hours"] * 3
    assert [row.ordinal for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows == told([*quick, *slow]).rows
