"""Grounds from facts, as a table (law.md 1.9): what carries each, and what does not."""

from datetime import UTC, datetime, timedelta

import pytest

from complaints.rules.grounds import Copy, GroundFacts, Listed, RestsOn, Said, grounds, row_of
from complaints.rules.words import Ground
from evidence.rules.items import Fact

RECEIVED = datetime(2026, 10, 31, 14, tzinfo=UTC)
DUE = RECEIVED + timedelta(hours=48)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def facts(**given):
    basis = {
        "now": DUE + HOUR,
        "submitted_at": RECEIVED - HOUR,
        "due_at": DUE,
        "listings": (Listed("E1"),),
    }
    return GroundFacts(**{**basis, **given})


def gone(at, label="E1"):
    return Listed(label, (Fact("seen_gone", at),))


def found(**given):
    return [str(one.ground) for one in grounds(facts(**given))]


REFUSED = (Said("refused", gave_reason=False),)
COPY_UP = (Copy("E2", ("E1",), (Fact("seen_up", DUE + HOUR),)),)
COPY_GONE = (Copy("E2", ("E1",), (Fact("seen_gone", DUE + HOUR),)),)
IN_TIME = (gone(DUE),)
LATE = (gone(DUE + SECOND),)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({},                                                              ["G3"]),
        ({"now": DUE},                                                    []),
        ({"now": DUE + SECOND},                                           ["G3"]),
        ({"due_at": None},                                                []),
        ({"parts_missing": (1,)},                                         []),
        ({"coverage": "unclear"},                                         ["G3"]),
        ({"coverage": "excluded", "process": "none"},                     []),
        ({"listings": IN_TIME},                                           []),
        ({"listings": LATE},                                              ["G4"]),
        ({"listings": (*LATE, Listed("E2"))},                             ["G3", "G4"]),
        ({"listings": LATE, "now": DUE + 90 * 24 * HOUR},                 ["G4"]),
        ({"process": "none", "due_at": None, "submitted_at": None},       ["G1"]),
        ({"process": "hard_to_find", "listings": IN_TIME},                ["G2"]),
        ({"process": "found", "listings": IN_TIME},                       []),
        ({"conduct": (("process_easy_to_find", "no"),), "now": DUE},      ["G2"]),
        ({"conduct": (("process_easy_to_find", "unsure"),), "now": DUE},  []),
        ({"process": "none", "conduct": (("process_easy_to_find", "no"),), "now": DUE}, ["G1"]),
        ({"listings": IN_TIME, "copies": COPY_UP},                        ["G5"]),
        ({"listings": IN_TIME, "copies": COPY_UP, "now": DUE},            []),
        ({"listings": IN_TIME, "copies": COPY_GONE},                      []),
        ({"answers": REFUSED},                                            ["G3", "G6"]),
        ({"answers": REFUSED, "now": DUE - HOUR},                         ["G6"]),
        ({"answers": REFUSED, "listings": IN_TIME},                       []),
        ({"answers": (Said("refused", gave_reason=True),), "now": DUE},   ["G6"]),
        ({"answers": (Said("says_incomplete"),), "now": DUE},             ["G6"]),
        ({"answers": (Said("says_incomplete"),), "now": DUE, "parts_missing": (4,)}, []),
        ({"answers": (Said("asks_more"),), "now": DUE},                   []),
        ({"answers": (Said("asks_more", demands=("fee",)),), "now": DUE}, ["G7"]),
        ({"conduct": (("required_account", "yes"),), "now": DUE},         ["G7"]),
        ({"conduct": (("required_account", "no"),), "now": DUE},          []),
        ({"conduct": (("gave_identifier", "no"),), "now": DUE},           []),
    ],
)  # fmt: skip
def test_each_set_of_facts_has_its_grounds(given, expected):
    assert found(**given) == expected


def test_the_listings_that_carry_a_ground_are_named():
    three = (gone(DUE), gone(DUE + SECOND, "E2"), Listed("E3"))

    assert dict(grounds(facts(listings=three))) == {"G3": ("E3",), "G4": ("E2",)}


def test_a_removal_that_was_said_in_time_and_borne_out_later_is_in_time():
    said = Listed("E1", (Fact("said_removed", DUE - HOUR), Fact("seen_gone", DUE + HOUR)))

    assert found(listings=(said,)) == []


def test_a_removal_that_nobody_has_seen_is_no_removal():
    assert found(listings=(Listed("E1", (Fact("said_removed", DUE - HOUR),)),)) == ["G3"]


def test_what_came_down_in_time_and_came_back_is_no_ground():
    # The Act asks nothing about re-uploads (law.md 1.6).
    back = Listed("E1", (Fact("seen_gone", DUE - HOUR), Fact("back", DUE + HOUR)))

    assert found(listings=(back,)) == []


def test_a_late_removal_stays_a_ground_after_it_came_back():
    back = Listed("E1", (Fact("seen_gone", DUE + HOUR), Fact("back", DUE + 2 * HOUR)))

    assert found(listings=(back,), now=DUE + 3 * HOUR) == ["G4"]


def test_an_earlier_removal_from_before_the_request_says_nothing_of_this_one():
    earlier = (Fact("seen_gone", RECEIVED - 9 * HOUR), Fact("back", RECEIVED - 8 * HOUR))

    assert found(listings=(Listed("E1", earlier),)) == ["G3"]


def test_a_geo_block_is_not_a_removal():
    assert found(listings=(Listed("E1", (Fact("partial", DUE - HOUR),)),)) == ["G3"]


def test_a_listed_copy_counts_once_the_other_has_come_down():
    both_up = (Copy("E2", ("E1",), in_this_request=True),)
    listings = (Listed("E1"), Listed("E2"))

    assert found(listings=listings, copies=both_up) == ["G3"]
    assert found(listings=(gone(DUE), Listed("E2")), copies=both_up) == ["G3", "G5"]


def test_only_the_first_five_rest_on_the_statute():
    rests_on = {ground.value: row_of(ground).rests_on for ground in Ground}

    assert [code for code, on in rests_on.items() if on is RestsOn.STATUTE] == [
        "G1", "G2", "G3", "G4", "G5",
    ]  # fmt: skip
    assert rests_on["G6"] is RestsOn.ATTORNEY
    assert rests_on["G7"] is RestsOn.GUIDANCE


@pytest.mark.parametrize(
    ("process", "ground"),
    [("none", [Ground.NO_PROCESS]), ("hard_to_find", [Ground.PROCESS_UNCLEAR])],
)
def test_a_process_is_owed_from_the_day_that_the_act_asks_for_one(process, ground):
    told = {"process": process, "due_at": None, "listings": ()}
    began = datetime(2026, 5, 19, tzinfo=UTC)

    assert found(**told, looked_at=began) == ground
    assert found(**told, looked_at=began - SECOND) == []
