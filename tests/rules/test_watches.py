"""What is watched in the ledger: each threshold as a table, and never a promise."""

from datetime import date
from decimal import Decimal

import pytest

from restitution.rules.money import LineKind, OfCourt, Reserve, read, said
from restitution.rules.watches import watches

NOTED = Reserve(Decimal("46000.00"), date(2026, 3, 1), "An order")


def court(number=1, kind="federal", offence="trafficking", **sums):
    return OfCourt(number, kind, offence, {name: Decimal(sum_) for name, sum_ in sums.items()})


def watched(*courts, claimed=0, reserve=NOTED):
    found = watches(courts, claimed=Decimal(claimed), reserve=reserve)
    return {one.code: one for one in found}


# fmt: off
@pytest.mark.parametrize(
    ("losses", "received", "word"),
    [(None,       "900.00",    "Cap not known"),
     ("48000.00", "100.00",    "Below"),
     ("48000.00", "43199.99",  "Below"),
     ("48000.00", "43200.00",  "Near the cap"),
     ("48000.00", "47999.99",  "Near the cap"),
     ("48000.00", "48000.00",  "Cap reached"),
     ("48000.00", "48000.01",  "Above the cap")],
)
def test_the_cap_is_the_greatest_losses_found_in_any_federal_case(losses, received, word):
    sums = {"received": received} | ({"loss": losses} if losses else {})

    assert watched(court(ordered=received, **sums))["cap"].word == word


@pytest.mark.parametrize(
    ("received", "reserve", "word"),
    [("36799.99", NOTED, "Below the threshold"),
     ("36800.00", NOTED, "Near the threshold"),
     ("46000.00", NOTED, "Near the threshold"),
     ("46000.01", NOTED, "Above the threshold"),
     ("27999.99", None,  "Below the threshold"),
     ("28000.00", None,  "Near the threshold"),
     ("35000.00", None,  "Near the threshold"),
     ("35000.01", None,  "Threshold not known")],
)
def test_the_reserve_is_compared_with_what_was_noted_or_with_the_law_s_own_base(
    received, reserve, word
):
    found = watched(court(received=received, ordered=received), reserve=reserve)["reserve"]

    assert found.word == word
    assert ("nobody has noted" in found.sentence) == (reserve is None)
# fmt: on


def test_two_courts_do_not_add_up_to_a_cap_but_what_was_received_in_both_does():
    one = court(1, loss="10000", received="6000", ordered="6000")
    two = court(2, loss="9000", received="5000", ordered="5000")

    found = watched(one, two)["cap"]

    assert found.word == "Above the cap"
    assert "$11,000.00, against $10,000.00" in found.sentence


def test_state_money_civil_money_and_other_offences_count_toward_neither():
    others = (
        court(1, kind="state", received="99000", ordered="99000"),
        court(2, kind="civil", received="99000", ordered="99000"),
        court(3, offence="other", received="99000", ordered="99000"),
    )

    found = watched(*others, court(4, loss="500", received="10", ordered="10"))

    assert found["cap"].word == "Below"
    assert found["reserve"].word == "Below the threshold"


def test_a_payment_of_the_reserve_is_once_and_counts_later():
    found = watched(court(reserve_payment="46000"))

    assert found["reserve_once"].mark == "V"
    assert (found["reserve_deducted"].mark, "reserve" in found) == ("U", False)


@pytest.mark.parametrize(
    ("offence", "ordered", "told"),
    [("trafficking", "2999.99", True), ("trafficking", "3000.00", False),
     ("production", "100.00", False), ("unsure", "100.00", False)],
)  # fmt: skip
def test_an_order_below_three_thousand_is_pointed_at_for_trafficking_alone(offence, ordered, told):
    assert ("floor_1" in watched(court(offence=offence, ordered=ordered))) == told


def test_more_received_than_ordered_is_a_question_about_the_lines():
    assert "ordered_1" in watched(court(ordered="100", received="100.01"))


def test_losses_on_file_stand_against_all_that_came():
    civil = court(1, kind="civil", received="400", ordered="400")

    assert watched(civil, claimed=500)["losses"].word == "Not covered"
    assert watched(civil, claimed=400)["losses"].word == "Covered"


def test_no_watch_promises_anything_and_each_says_its_law_and_mark():
    everything = watched(
        court(1, loss="100", ordered="90", received="200", reserve_payment="5"), claimed=10
    ) | watched(court(1), reserve=None)
    for one in everything.values():
        assert one.citation
        assert one.mark in {"V", "V-2nd", "U", ""}
        for word in ("eligible", "guarantee", "entitled", "will get", "owed to the survivor"):
            assert word not in one.sentence.lower()


def test_money_is_said_to_the_cent():
    assert said(Decimal("1234567.5")) == "$1,234,567.50"
    assert said(Decimal("-0.10")) == "-$0.10"
    assert {one.value for one in LineKind} >= {"ordered", "received", "loss", "reserve_payment"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1200.5", "1200.50"), ("$1,200.50", "1200.50"), (" 3,000 ", "3000"), ("0", "0"),
        ("1,234.567", None), ("12,00", None), ("-5", None), ("1e3", None), ("NaN", None),
        ("\u0663", None), ("", None),
    ],
)  # fmt: skip
def test_a_sum_is_read_as_papers_print_it_and_never_rounded(written, meant):
    assert read(written) == (Decimal(meant) if meant else None)
