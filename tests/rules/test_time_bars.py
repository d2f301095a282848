"""The days that decide a claim: old-law periods, four years, ninety days, leap days."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restitution.rules import bars
from restitution.rules.facts import Fact, Told
from restitution.rules.questions import QUESTIONS
from restitution.rules.remedies import REMEDIES
from restitution.rules.weighing import weigh
from restitution.rules.words import KNOWN, Outcome

TODAY = date(2026, 11, 23)
LINE = date(2022, 9, 16)
OVER, RAN = date(1980, 1, 1), date(2000, 1, 1)


def known(day):
    return Fact(KNOWN, day)


def barred(born=None, found=None, finding=""):
    told = {"born_on": born, "discovered_on": found, "time_barred": Fact(finding)}
    return bars.barred(Told({slug: fact for slug, fact in told.items() if fact}, TODAY))


@pytest.mark.parametrize(
    ("born", "found", "said"),
    [
        (date(1994, 9, 15), date(2012, 9, 15), "yes"),  # 28 the day before, and ten years ago
        (date(1994, 9, 16), date(2012, 9, 15), "no"),  # the 28th birthday is the line itself
        (date(1994, 9, 17), date(2005, 1, 1), "no"),
        (date(1994, 9, 15), date(2012, 9, 16), "no"),  # exactly ten years: not more than ten
        (date(1994, 9, 15), date(2012, 9, 17), "no"),
        (date(1970, 1, 1), date(2026, 1, 1), "no"),  # found after the line: nothing to bar
        (date(1992, 2, 29), date(2012, 2, 29), "yes"),
        (date(1996, 2, 29), date(2004, 2, 29), "no"),
    ],
)
def test_a_claim_is_possibly_barred_only_if_both_old_periods_had_ended(born, found, said):
    assert barred(known(born), known(found)) == said


@pytest.mark.parametrize(
    ("born", "found", "said"),
    [
        (known(RAN), None, "no"),  # one that still ran is enough, whatever the other is
        (known(RAN), Fact("unsure"), "no"),
        (known(RAN), Fact("rather_not"), "no"),
        (None, known(RAN), ""),  # discovery was long ago; the birthday is still to ask
        (known(OVER), None, ""),
        (known(OVER), Fact("unsure"), "unsure"),
        (known(OVER), Fact("rather_not"), "rather_not"),
        (Fact("unsure"), known(date(2013, 1, 1)), "no"),
        (Fact("unsure"), known(OVER), "unsure"),  # the age unsure, discovery long ago
        (Fact("unsure"), Fact("rather_not"), "unsure"),
        (None, Fact("unsure"), ""),
        (Fact("before"), Fact("before"), "yes"),  # the sides of the lines are enough
        (Fact("before"), Fact("since"), "no"),
        (Fact("since"), None, "no"),
        (Fact(KNOWN), known(OVER), "unsure"),  # a day was meant and is not there
    ],
)
def test_a_missing_period_is_settled_only_by_the_other_one_having_run(born, found, said):
    assert barred(born, found) == said


@pytest.mark.parametrize(
    ("born", "finding", "said"),
    [
        (Fact("unsure"), "no", "no"),
        (Fact("unsure"), "yes", "yes"),
        (known(RAN), "no", "no"),
        (known(RAN), "yes", "unsure"),  # an older version may have ended it: the two disagree
        (known(RAN), "unsure", "unsure"),
        (known(RAN), "rather_not", "no"),
        (known(RAN), "", "no"),
    ],
)
def test_an_attorneys_finding_counts_where_the_periods_say_nothing_else(born, finding, said):
    assert barred(born, Fact("unsure"), finding) == said


def test_both_old_periods_are_shown_with_their_ends_and_their_words():
    told = {"born_on": known(date(1990, 3, 1)), "discovered_on": known(date(2015, 6, 1))}

    weighed = weigh("usc2255", told, today=TODAY)

    assert [(one.on, "had not" in one.words) for one in weighed.dates] == [
        (date(2018, 3, 1), False),
        (date(2025, 6, 1), True),
    ]
    assert "it had ended by then" in weighed.notes[0].words
    assert "it still ran" in weighed.notes[1].words


def test_a_period_whose_day_nobody_knows_is_named_all_the_same():
    spoken = [note.words for note in weigh("usc2255", {}, today=TODAY).notes[:2]]

    assert all("it is not asked for yet" in words for words in spoken)


@given(st.dates(date(1905, 1, 1), date(2015, 1, 1)), st.dates(date(1960, 1, 1), TODAY))
def test_the_old_periods_by_counting_birthdays(born, found):
    def birthdays(day, until):
        """Count the anniversaries that lie before a day; the 29th of February comes on 1 March."""
        anniversary = (day.month, day.day) if (day.month, day.day) != (2, 29) else (3, 1)
        return until.year - day.year - ((until.month, until.day) <= anniversary)

    over = birthdays(born, LINE) >= 28 and birthdays(found, LINE) >= 10

    assert barred(known(born), known(found)) == ("yes" if over else "no")


@pytest.mark.parametrize(
    ("day", "years", "late", "early"),
    [
        (date(2024, 2, 29), 3, date(2027, 3, 1), date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29), date(2028, 2, 29)),
        (date(2023, 2, 28), 4, date(2027, 2, 28), date(2027, 2, 28)),
        (date(2022, 10, 1), 4, date(2026, 10, 1), date(2026, 10, 1)),
        (date(1996, 2, 29), 18, date(2014, 3, 1), date(2014, 2, 28)),
    ],
)
def test_a_right_ends_late_and_a_reminder_comes_early_on_a_leap_day(day, years, late, early):
    assert bars.years_after(day, years) == late
    assert bars.years_after_early(day, years) == early


def test_who_is_born_on_a_leap_day_has_the_later_reading_of_ten_years_after_eighteen():
    assert bars.ended_28(date(1996, 2, 29)) == date(2024, 3, 1)
    assert bars.ended_28(date(1994, 9, 16)) == LINE


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        (date(2022, 9, 30), TODAY, "before"),
        (date(2022, 10, 1), date(2026, 10, 1), "since"),  # the first day, the last day
        (date(2022, 10, 1), date(2026, 10, 2), "past"),
        (date(2024, 2, 29), date(2028, 2, 29), "since"),
        (date(2024, 2, 29), date(2028, 3, 1), "past"),
        (date(2026, 11, 24), TODAY, "unsure"),  # a day to come is a slip
    ],
)  # fmt: skip
def test_a_disclosure_counts_since_the_act_and_for_four_years(day, today, said):
    assert bars.disclosed_when(Told({"disclosed_on": known(day)}, today)) == said


def test_since_october_2022_alone_says_enough_only_while_four_years_cannot_have_run():
    told = {"disclosed_on": Fact("since")}

    assert bars.disclosed_when(Told(told, date(2026, 10, 1))) == "since"
    assert bars.disclosed_when(Told(told, date(2026, 10, 2))) == "unsure"


def test_each_disclosure_has_a_reminder_at_three_years_and_the_usual_reading_at_four():
    told = {"first_disclosed_on": known(date(2023, 1, 5)), "disclosed_on": known(date(2024, 2, 29))}

    dates = weigh("usc6851", told, today=TODAY).dates

    assert [(one.label, one.on, one.mark.value) for one in dates] == [
        ("reminder_3_years", date(2026, 1, 5), "U"), ("usual_4_years", date(2027, 1, 5), "U"),
        ("reminder_3_years", date(2027, 2, 28), "U"), ("usual_4_years", date(2028, 2, 29), "U"),
    ]  # fmt: skip


def test_a_limit_that_is_near_makes_an_open_route_urgent_and_a_closed_one_not():
    told = {"disclosed_on": known(date(2023, 1, 20)), "disclosed": Fact("yes")}
    closed = told | {"commercial": Fact("free")}

    assert weigh("usc6851", told, today=TODAY).urgent
    assert not weigh("usc6851", told, today=date(2026, 11, 1)).urgent
    assert not weigh("usc6851", closed, today=TODAY).urgent


def test_the_ninety_days_are_counted_from_sentencing_and_marked_unverified():
    told = {"sentenced_on": known(date(2026, 9, 1)), "stage": Fact("sentenced")}

    dates = {one.label: one for one in weigh("usc2259", told, today=TODAY).dates}

    assert dates["losses_90_days"].on == date(2026, 9, 1) + timedelta(days=90)
    assert dates["losses_90_days"].mark == "U"
    assert (dates["sentencing"].remind, dates["losses_90_days"].remind) == (False, True)


DAYS = st.dates(date(1900, 1, 1), date(2060, 1, 1))
SUMS = st.decimals(0, 10**9, places=2)
ANSWERS = {
    slug: st.builds(Fact, st.sampled_from([*question.choices, ""]), st.none() | DAYS,
                    st.none() | SUMS)
    for slug, question in QUESTIONS.items()
}  # fmt: skip


@settings(max_examples=200)
@given(st.fixed_dictionaries({}, optional=ANSWERS), DAYS)
def test_whatever_is_told_on_whatever_day_each_remedy_has_one_outcome_and_its_reason(told, today):
    for code in REMEDIES:
        weighed = weigh(code, told, today=today)

        assert weighed.outcome in set(Outcome)
        assert weighed.why
        assert not {one.slug for one in weighed.met} & {one.slug for one in weighed.against}
        assert len(set(weighed.path)) == len(weighed.path)
