"""Which months an address asks for, and what is said of one that asks for none."""

from datetime import date

import pytest

from audit.rules import NotAllowed
from reports.rules.periods import choices, last_twelve, period

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("asked", "first", "last", "words"),
    [
        ("", date(2025, 12, 1), date(2026, 11, 1), "December 2025 to November 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 1), "2026"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 1), "October to December 2026"),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 1), "January to March 2025"),
    ],
)
def test_a_period_is_whole_months(asked, first, last, words):
    found = period(asked=asked, first="", last="", today=TODAY)

    assert (found.first, found.last, found.words) == (first, last, words)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("", "2026-04", "first"),
        ("2026-13", "2026-04", "first"),
        ("2026-04-01", "2026-04", "first"),
        ("2026-12", "2027-01", "first"),
        ("2026-04", "April", "last"),
        ("2026-04", "2026-03", "last"),
        ("2019-01", "2026-03", "last"),
        ("0001-01", "2026-03", "first"),
    ],
)
def test_a_wrong_month_is_said_at_its_field(first, last, field):
    with pytest.raises(NotAllowed) as no:
        period(asked="months", first=first, last=last, today=TODAY)

    assert no.value.field == field


@pytest.mark.parametrize(
    ("first", "last", "field"), [("2026-04", "", "first"), ("", "2026-04", "last")]
)
@pytest.mark.parametrize("asked", ["", "2026", "2026-Q1"])
def test_a_month_that_nobody_would_look_at_is_refused_and_not_passed_over(
    asked, first, last, field
):
    with pytest.raises(NotAllowed) as no:
        period(asked=asked, first=first, last=last, today=TODAY)

    assert (no.value.field, no.value.code) == (field, "months_not_asked")


def test_a_quarter_says_which_federal_one_it_is():
    offered = dict(choices(date(2026, 2, 1), TODAY))

    assert offered["2026-Q4"] == "October to December 2026 (federal 2027 Q1)"
    assert offered["2026-Q1"] == "January to March 2026 (federal 2026 Q2)"
    assert "2025-Q4" not in offered


def test_the_last_twelve_months_end_with_this_one():
    assert last_twelve(date(2026, 1, 31)) == (date(2025, 2, 1), date(2026, 1, 1))
