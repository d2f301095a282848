"""The law's own tables, line by line, and what a desk reads of an outcome."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from restitution.rules.facts import Fact, Reserve
from restitution.rules.weighing import weigh
from restitution.rules.words import KNOWN
from tests.rules import remedy_oracle as oracle
from tests.rules.test_remedies import (
    AMOUNT,
    FIVE,
    RECEIVED,
    STAGES,
    TODAY,
    WHEN,
    facts,
    outcome,
    told_2255,
)


def lines(table, domains):
    """Give every combination that a line of the law names, with what the law says of it."""
    for cells, said, is_urgent in oracle.rows_of(table):
        spread = [
            tuple(domain) if cell == "*" else tuple("ur" if cell == "u" else cell)
            for cell, domain in zip(cells, domains, strict=True)
        ]
        for values in product(*spread):
            yield values, said, is_urgent


def test_2255_says_what_each_line_of_the_law_says():
    for values, said, _ in lines(oracle.LAW_2255, (FIVE, FIVE, FIVE, FIVE)):
        assert outcome("usc2255", told_2255(*values, "-"))[0] == said, values


def test_2259_says_what_each_line_of_the_law_says():
    for values, said, is_urgent in lines(oracle.LAW_2259, ("ypnur-", FIVE, STAGES)):
        convicted, identified, stage = values
        told = facts(convicted_110=convicted, identified=identified, stage=STAGES[stage])
        found, urgent = outcome("usc2259", told)

        assert found == said, values
        assert urgent or not is_urgent


def test_a_state_case_alone_is_the_states_law():
    told = facts(court="state_only", state="OH", state_case="pending")

    assert outcome("usc2259", told) == ("not_route", False)
    assert outcome("state_criminal", told) == ("needs", True)


def test_the_reserve_says_what_each_line_of_the_law_says():
    for values, said, _ in lines(oracle.LAW_RESERVE, (FIVE, "ypnur-", FIVE, RECEIVED)):
        identified, trafficking, paid, received = values
        told = facts(identified=identified, convicted_trafficking=trafficking, reserve_paid=paid)
        told["restitution_received"] = RECEIVED[received]

        assert outcome("reserve", told)[0] == said, values


def test_6851_says_what_each_line_of_the_law_says():
    images = {"y": "real", "n": "forged"}
    for values, said, _ in lines(oracle.LAW_6851, (FIVE, FIVE, FIVE, "ynur-", WHEN)):
        named, shared, known, real, when = values
        told = facts(identifiable=named, disclosed=shared, discloser_known=known,
                     image_is=images.get(real, real))  # fmt: skip
        told["disclosed_on"] = WHEN[when]

        assert outcome("usc6851", told)[0] == said, values


def test_commercial_content_made_freely_is_unlikely_whatever_else_is_told():
    for value in FIVE:
        told = facts(commercial="free", disclosed=value, identifiable=value, discloser_known=value)

        assert outcome("usc6851", told)[0] == "unlikely"


@pytest.mark.parametrize(
    ("received", "reserve", "said"),
    [
        ("0", None, "support"),
        ("35000", None, "support"),  # the base of 2018 is never more than the adjusted amount
        ("35000.01", None, "needs"),  # nobody noted the adjusted amount: compared with nothing
        ("43000", AMOUNT, "support"),  # above means above
        ("43000.01", AMOUNT, "unlikely"),
        ("34000", Reserve(Decimal(30000), date(2026, 1, 1)), "support"),  # a slip below the base
    ],
)
def test_what_was_received_is_held_against_the_amount_as_it_was_noted(received, reserve, said):
    told = facts(identified="y", convicted_trafficking="y", reserve_paid="n")
    told["restitution_received"] = Fact(KNOWN, amount=Decimal(received))

    assert weigh("reserve", told, today=TODAY, reserve=reserve).outcome == said


def test_the_amount_is_shown_with_its_day_and_with_a_warning_when_it_is_old():
    fresh = weigh("reserve", {}, today=TODAY, reserve=AMOUNT).notes[0].words
    old = weigh("reserve", {}, today=date(2028, 1, 1), reserve=AMOUNT).notes[0].words

    assert "$43,000.00, as of 1 June 2026" in fresh
    assert "ask for the figure" not in fresh
    assert "ask for the figure of the day" in old


def test_a_reserve_waits_for_a_conviction_and_says_when_to_look_again():
    for answer, days in (("pending", 30), ("no", 90)):
        told = facts(identified="yes", convicted_trafficking=answer, reserve_paid="no")
        weighed = weigh("reserve", told, today=TODAY)
        again = {one.slug: (one.who_settles, one.next_ask_days) for one in weighed.unsure}

        assert again["convicted_trafficking"] == (("prosecutor", "doj"), days)


def test_the_floor_is_named_for_trafficking_since_the_line_alone():
    line = date(2018, 12, 7)
    for day, kind, has_floor in (
        (line, "trafficking", True),
        (date(2018, 12, 6), "trafficking", False),
        (line, "production", False),
        (line, "both", True),
    ):
        told = facts(offence_type=kind, offence_on=Fact(KNOWN, day))
        spoken = " ".join(note.words for note in weigh("usc2259", told, today=TODAY).notes)

        assert ("$3,000" in spoken) == has_floor, (day, kind)
        assert ("older scheme" in spoken) == (day < line)


def test_each_doubt_says_who_could_settle_it_and_an_urgent_one_is_asked_again_soon():
    told = facts(convicted_110="yes", identified="unsure", stage="before_sentencing")

    weighed = weigh("usc2259", told, today=TODAY)

    assert weighed.urgent
    assert [tuple(one[:3]) for one in weighed.unsure] == [
        ("identified", ("prosecutor", "ncmec", "doj"), 2)
    ]


def test_facts_met_missing_and_against_are_said_in_words():
    told = facts(minor="yes", predicate="2252A", injury="no", settled="yes")

    weighed = weigh("usc2255", told, today=TODAY)

    assert [one.slug for one in weighed.met] == ["minor", "predicate"]
    assert [one.words for one in weighed.against] == [
        "Personal injury: No", "Settlement or earlier judgment: Yes",
    ]  # fmt: skip
    assert [one.slug for one in weighed.missing][:2] == ["born_on", "discovered_on"]
    assert weighed.path[-1] == weighed.row == "2255-7"
    assert [one.ruled_out_by for one in weighed.tried][:2] == ["minor", "minor"]
    assert weighed.tried[-1].ruled_out_by == ""


def test_a_closed_door_asks_for_nothing_more():
    weighed = weigh("usc2255", facts(minor="no", injury="unsure"), today=TODAY)

    assert (weighed.outcome, weighed.missing, weighed.unsure) == ("not_route", (), ())


def test_a_sentencing_day_that_contradicts_the_stage_makes_it_a_question():
    passed = facts(convicted_110="yes", identified="yes", stage="before_sentencing")
    passed["sentenced_on"] = Fact(KNOWN, date(2026, 11, 22))

    weighed = weigh("usc2259", passed, today=TODAY)

    assert (weighed.outcome, weighed.urgent) == ("needs", True)
    assert [one.slug for one in weighed.unsure] == ["sentenced_on"]


def test_a_sentencing_day_to_come_says_the_stage_without_its_being_asked():
    told = facts(convicted_110="yes", identified="yes")
    told["sentenced_on"] = Fact(KNOWN, date(2026, 12, 1))

    weighed = weigh("usc2259", told, today=TODAY)

    assert (weighed.outcome, weighed.urgent) == ("support", True)
    assert "Stage of the federal case: before sentencing" in [one.words for one in weighed.met]


def test_what_nobody_verified_is_said_with_its_mark():
    marks = {
        note.words: note.mark
        for code in ("usc6851", "reserve", "usc2259")
        for note in weigh(code, facts(collector="representative"), today=TODAY).notes
    }

    def mark(start):
        return next(str(mark) for words, mark in marks.items() if words.startswith(start))

    assert mark("In force since 1 October 2022") == "U"
    assert mark("The section has no time limit") == "U"
    assert mark("A payment is deducted") == "U"
    assert mark("A personal representative must report") == "V-2nd"
    assert mark("A federal court decides") == "V"
