"""When to look again, and what became of each planned look: a late one is said, not hidden."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.rules import NotAllowed
from evidence.rules.items import Fact
from evidence.rules.looking import ago, looks
from removal.rules.looking import (
    Plan,
    is_gone_long_enough,
    lines,
    next_moment,
    require_schedule,
)

DUE = datetime(2026, 11, 1, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PLAN = Plan(DUE, (0, 24, 72, 168), 30)


# fmt: off
NEXT = [
    (None,              DUE),
    (DUE - HOUR,        DUE),  # a look before the end is no look at the end
    (DUE,               DUE + DAY),
    (DUE + 15 * HOUR,   DUE + DAY),
    (DUE + 16 * HOUR,   DUE + 3 * DAY),  # a morning's round answers the day's
    (DUE + 3 * DAY,     DUE + 7 * DAY),
    (DUE + 7 * DAY,     DUE + 37 * DAY),
    (DUE + 40 * DAY,    DUE + 67 * DAY),
]
# fmt: on


@pytest.mark.parametrize(("last", "expected"), NEXT)
def test_a_look_answers_every_moment_before_it(last, expected):
    assert next_moment(PLAN, last_look=last) == expected


def test_a_schedule_without_a_tail_comes_to_an_end():
    plan = PLAN._replace(then_every_days=0)

    assert next_moment(plan, last_look=DUE + 8 * DAY) is None


def test_each_planned_look_says_what_became_of_it():
    seen = [DUE + HOUR, DUE + 3 * DAY + 30 * HOUR]

    told = lines(PLAN, looks=seen, now=DUE + 8 * DAY)

    assert [(one.planned_at - DUE, one.state) for one in told] == [
        (0 * DAY, "looked"),
        (1 * DAY, "missed"),
        (3 * DAY, "looked"),
        (7 * DAY, "owed"),
        (37 * DAY, "planned"),
    ]
    assert [one.late_by for one in told] == [None, None, 30 * HOUR, DAY, None]


def test_a_look_within_six_hours_is_in_time():
    told = lines(PLAN, looks=[DUE + 6 * HOUR], now=DUE + 7 * HOUR)

    assert told[0].late_by is None
    assert lines(PLAN, looks=[DUE + 7 * HOUR], now=DUE + 8 * HOUR)[0].late_by == 7 * HOUR


# fmt: off
GONE = [
    ([],                                                         False),
    ([(None, DUE)],                                              False),
    ([(DUE, DUE + 59 * DAY)],                                    False),
    ([(DUE, DUE + 60 * DAY)],                                    True),
    ([(DUE, DUE + 60 * DAY), (DUE + DAY, DUE + 60 * DAY)],       False),
    ([(DUE, DUE + 61 * DAY), (DUE + DAY, DUE + 61 * DAY)],       True),
]
# fmt: on


@pytest.mark.parametrize(("listings", "enough"), GONE)
def test_looks_end_only_after_each_listing_was_seen_gone_for_long(listings, enough):
    assert is_gone_long_enough(listings, days=60) is enough


@pytest.mark.parametrize(
    ("hours", "every"), [([], 0), (list(range(25)), 0), ([-1], 0), ([24 * 731], 0), ([0], 731)]
)
def test_a_schedule_that_nobody_would_keep_is_refused(hours, every):
    with pytest.raises(NotAllowed):
        require_schedule(hours, every)


def test_a_platform_s_word_is_no_look():
    facts = [Fact("said_removed", DUE), Fact("seen_gone", DUE + HOUR), Fact("seen_up", DUE - HOUR)]

    assert looks(facts) == [DUE - HOUR, DUE + HOUR]


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (timedelta(seconds=30), "just now"),
        (18 * HOUR / 60, "18 min ago"),
        (3 * HOUR + HOUR / 2, "3 h ago"),
        (47 * HOUR, "47 h ago"),
        (2 * DAY, "2 d ago"),
    ],
)
def test_how_long_ago_is_said_in_whole_ones_that_have_passed(since, words):
    assert ago(DUE, DUE + since) == words
