"""When no statutory clock runs, and that it always says why."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from deadlines.rules.clocked import WORDS, ClockedFacts, NoClock, is_claimed, why_no_clock

FACTS = ClockedFacts(
    coverage="covered",
    missing_parts=0,
    received_at=datetime(2026, 10, 31, 14, tzinfo=UTC),
    hours=48,
    in_force_from=date(2026, 5, 19),
)
BEFORE = datetime(2026, 5, 18, 23, 59, 59, tzinfo=UTC)


# fmt: off
ANSWERS = [
    ({},                                                       None),
    ({"coverage": "unclear"},                                  None),  # claimed, not refused
    ({"coverage": "excluded"},                                 NoClock.EXCLUDED),
    ({"missing_parts": 1},                                     NoClock.PARTS_MISSING),
    ({"missing_parts": 4},                                     NoClock.PARTS_MISSING),
    ({"received_at": BEFORE},                                  NoClock.NOT_IN_FORCE),
    ({"received_at": datetime(2026, 5, 19, tzinfo=UTC)},       None),
    ({"in_force_from": None},                                  NoClock.NOT_IN_FORCE),
    ({"in_force_to": date(2026, 10, 31)},                      NoClock.NOT_IN_FORCE),
    ({"in_force_to": date(2026, 11, 1)},                       None),
    ({"hours": None},                                          NoClock.NO_HOURS),
    ({"is_intermediary": True},                                NoClock.INTERMEDIARY),
    ({"is_intermediary": True, "coverage": "excluded"},        NoClock.INTERMEDIARY),
    # What no cure could change is said first
    ({"coverage": "excluded", "missing_parts": 2},             NoClock.EXCLUDED),
    ({"received_at": BEFORE, "missing_parts": 2},              NoClock.NOT_IN_FORCE),
]
# fmt: on


@pytest.mark.parametrize(("changed", "reason"), ANSWERS)
def test_each_fact_has_its_answer(changed, reason):
    assert why_no_clock(FACTS._replace(**changed)) == reason


def test_the_day_is_the_utc_day_of_receipt():
    in_kolkata = datetime(2026, 5, 19, 5, tzinfo=timezone(timedelta(hours=5, minutes=30)))

    assert why_no_clock(FACTS._replace(received_at=in_kolkata)) is NoClock.NOT_IN_FORCE


@pytest.mark.parametrize("reason", NoClock)
def test_every_reason_has_its_sentence(reason):
    assert WORDS[reason].endswith(".")


@pytest.mark.parametrize(
    ("coverage", "claimed"), [("covered", False), ("unclear", True), ("excluded", False)]
)
def test_a_clock_on_unclear_coverage_is_one_that_we_claim(coverage, claimed):
    assert is_claimed(coverage) is claimed
