from datetime import date

import pytest

from audit.rules import NotAllowed
from reports.rules import filing
from reports.rules.counting import BREAKDOWNS, NOT_REPORTED, Person
from reports.rules.quarters import Quarter


@pytest.mark.parametrize(
    ("day", "code", "months"),
    [
        (date(2025, 10, 1), "2026-Q1", "October to December 2025"),
        (date(2025, 12, 31), "2026-Q1", "October to December 2025"),
        (date(2026, 1, 1), "2026-Q2", "January to March 2026"),
        (date(2026, 6, 30), "2026-Q3", "April to June 2026"),
        (date(2026, 7, 1), "2026-Q4", "July to September 2026"),
        (date(2026, 9, 30), "2026-Q4", "July to September 2026"),
        (date(2026, 10, 1), "2027-Q1", "October to December 2026"),
    ],
)
def test_the_federal_year_begins_on_the_first_of_october(day, code, months):
    quarter = Quarter.of(day)

    assert (quarter.code, quarter.months) == (code, months)
    assert quarter.first <= day < quarter.after
    assert Quarter.from_code(code) == quarter


@pytest.mark.parametrize(
    "code", ["2026-Q5", "2026-Q0", "2026Q1", "26-Q1", "", "0000-Q1", "2026-q1", "٢٠٢٦-Q1"]
)
def test_what_names_no_quarter_is_none(code):
    assert Quarter.from_code(code) is None


def test_quarters_follow_one_another_without_a_gap():
    one = Quarter(2026, 1)

    assert [one.following, one.before] == [Quarter(2026, 2), Quarter(2025, 4)]
    assert Quarter(2026, 4).following == Quarter(2027, 1)
    assert Quarter(2026, 3).earlier == (Quarter(2026, 1), Quarter(2026, 2))


def test_a_quarter_is_locked_once_it_is_over():
    with pytest.raises(NotAllowed, match="goes on until the end of December 2025"):
        filing.require_over(Quarter(2026, 1), today=date(2025, 12, 31))
    filing.require_over(Quarter(2026, 1), today=date(2026, 1, 1))


def test_an_earlier_quarter_is_locked_first():
    with pytest.raises(NotAllowed, match="Lock FFY 2026, quarter 2 first"):
        filing.require_earlier(Quarter(2026, 3), ["2026-Q1"])
    filing.require_earlier(Quarter(2026, 3), ["2026-Q1", "2026-Q2"])
    filing.require_earlier(Quarter(2026, 1), [])


SAID = {"age_now": "18plus", "age_when_made": "under18", "country": "US", "happened": "both",
        "extortion": "yes", "synthetic": "no", "channel": "phone", "outcome": "all_down",
        "services": frozenset({"intake", "removal"})}  # fmt: skip


@pytest.mark.parametrize("one", BREAKDOWNS, ids=lambda one: one.slug)
@pytest.mark.parametrize("said", ["unsure", "unsaid", "", "known"])
def test_everybody_stands_in_one_bucket_of_each_breakdown(one, said):
    person = (
        Person(**SAID) if said == "known" or one.several else Person(**{**SAID, one.slug: said})
    )
    if one.slug == "outcome":
        person = Person(**SAID)

    buckets = list(one.of(person))

    assert set(buckets) <= set(one.buckets)
    assert len(buckets) == (2 if one.several else 1)
    if said != "known" and NOT_REPORTED in one.buckets:
        assert buckets == [NOT_REPORTED]


@pytest.mark.parametrize("one", [b for b in BREAKDOWNS if not b.several], ids=lambda one: one.slug)
def test_somebody_of_whom_nothing_is_known_is_counted_all_the_same(one):
    assert set(one.of(Person())) <= set(one.buckets)


@pytest.mark.parametrize(
    ("country", "bucket"),
    [("US", "US"), ("GB", "elsewhere"), ("unsure", NOT_REPORTED), ("", NOT_REPORTED)],
)
def test_other_countries_are_told_together(country, bucket):
    [breakdown] = [one for one in BREAKDOWNS if one.slug == "country"]

    assert breakdown.of(Person(country=country)) == [bucket]
