"""What many requests tell together, and what they must not tell of one."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.rules import NotAllowed
from complaints.rules.figures import figures
from complaints.rules.pattern import NOT_DOWN, Ran, require_enough, together

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def ran(case, *, at=datetime(2026, 9, 15, tzinfo=UTC), late=30 * HOUR, down=True, **rest):
    """Give one request; `late` is by how much, and a negative one is in time."""
    due = at + 48 * HOUR
    return Ran(case, at, due, due + late if down else None, **{"request": f"R {case} {at}"} | rest)


def many(count, *, named="case", **rest):
    return [ran(f"{named} {number}", **rest) for number in range(count)]


def told(requests, fewest=5, **more):
    return figures(requests, fewest=fewest, now=NOW, **more).figures


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
    found = told([*many(5), *many(5, named="in time", late=timedelta(0))])

    assert (found.received, found.late, found.in_time) == (10, 5, 5)


def test_a_request_whose_time_still_runs_is_not_counted_yet():
    running = many(7, named="running", at=NOW - 5 * HOUR, down=False)

    assert told([*many(5), *many(5, named="in time", late=-HOUR), *running]).received == 10


def test_few_in_time_are_not_told_and_cannot_be_had_back():
    found = told([*many(9), *many(2, named="in time", late=-HOUR)])

    assert (found.late, found.in_time, found.received) == (9, None, None)
    assert {period.in_time for period in found.periods} == {None}


def test_what_is_not_down_is_told_by_number_where_enough_cases_stand_behind_it():
    few = told([*many(6), ran("open", down=False)])
    enough = told([*many(6), *many(5, named="open", down=False)])

    assert (few.late, few.never_down) == (7, None)
    assert few.bands == (("any time, or not down yet", 7),)
    assert (enough.late, enough.never_down) == (11, 5)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("less than 24 hours",), "less than 24 hours"),
        (("less than 24 hours", "24 to 48 hours"), "less than 2 days"),
        (("24 to 48 hours", "2 to 7 days"), "24 hours to 7 days"),
        (("2 to 7 days", "7 to 30 days", "more than 30 days"), "2 days or more"),
        (("more than 30 days", NOT_DOWN), "more than 30 days, or not down yet"),
        ((NOT_DOWN,), "not down yet"),
    ],
)
def test_bands_that_stand_together_are_said_as_one(words, said):
    assert together(words) == said


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
    assert dict(told(many(5, late=late)).bands) == {band: 5}


def test_a_band_of_few_cases_stands_with_its_neighbour():
    requests = [*many(5, late=HOUR), *many(5, named="slow", late=60 * HOUR),
                ran("one", late=30 * HOUR)]  # fmt: skip

    bands = told(requests).bands

    assert sum(count for _, count in bands) == 11
    assert len(bands) == 2
    assert "24 to 48 hours" not in dict(bands)


def test_a_month_of_few_cases_stands_with_its_neighbour_and_periods_leave_no_gap():
    requests = [
        *many(2, named="june", at=datetime(2026, 6, 3, tzinfo=UTC)),
        *many(4, named="july", at=datetime(2026, 7, 3, tzinfo=UTC)),
        *many(5, named="august", at=datetime(2026, 8, 3, tzinfo=UTC)),
    ]

    assert [(one.words, one.late) for one in told(requests).periods] == [
        ("until July 2026", 6),
        ("from August 2026 on", 5),
    ]


def test_a_row_is_a_period_and_a_band_together_and_no_single_request():
    requests = [
        *many(5, named="a", at=datetime(2026, 6, 3, tzinfo=UTC), late=HOUR),
        *many(5, named="b", at=datetime(2026, 6, 3, tzinfo=UTC), late=60 * HOUR),
        *many(5, named="c", at=datetime(2026, 7, 3, tzinfo=UTC), late=HOUR),
    ]

    assert {(row.period, row.band, row.late) for row in told(requests).rows} == {
        ("until June 2026", "less than 24 hours", 5),
        ("until June 2026", "2 to 7 days", 5),
        ("from July 2026 on", "less than 24 hours", 5),
    }


def test_a_ground_is_told_by_number_named_or_left_out_by_how_many_carry_it():
    requests = [
        *many(6, grounds=("G3",)),
        *many(6, named="both", grounds=("G3", "G4")),
        *many(2, named="few", grounds=("G3", "G5")),
        *many(6, named="bare"),
    ]

    found = told(requests)

    assert dict(found.grounds)["G3"] == 14
    assert "G5" not in [*dict(found.grounds), *found.named]


def test_the_order_in_which_requests_come_tells_nothing():
    requests = [*many(6), *many(6, named="slow", late=90 * HOUR), *many(6, named="b", late=-HOUR)]

    assert told(requests) == told(requests[::-1])


def test_one_request_more_than_in_an_earlier_pattern_is_refused():
    requests = many(8)
    before = figures(requests, fewest=5, now=NOW).behind

    with pytest.raises(NotAllowed, match="fewer than 5 cases changed") as no:
        told([*requests, ran("new")], earlier=[before])

    assert no.value.code == "too_little_new"
    assert told(requests, earlier=[before]).late == 8
    assert told([*requests, *many(5, named="new")], earlier=[before]).late == 13


def test_few_that_came_down_since_stand_with_what_did_not():
    """What the later pattern could tell by number, it tells together, because of the earlier."""
    slow = many(8, named="slow", down=False)
    base = many(8, late=HOUR)
    before = figures([*base, *slow], fewest=5, now=NOW).behind
    moved = [*base, *(one._replace(achieved_at=one.due_at + 900 * HOUR) for one in slow[:2]),
             *slow[2:]]  # fmt: skip

    assert told(moved, fewest=2).never_down == 6
    assert told(moved, earlier=[before]).never_down is None
    assert told(moved, earlier=[before]).late == 16
