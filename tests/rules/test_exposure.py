"""What a complaint shows: the survivor's choice, narrowed by the release and by age."""

from itertools import product

import pytest

from audit.rules import NotAllowed
from cases.rules.release_words import Information
from complaints.rules.exposing import as_json, from_json, settled
from complaints.rules.exposure import (
    PROTECTIVE,
    Addresses,
    Age,
    Contact,
    Exposure,
    Harm,
    Person,
    shown,
)

EVERYTHING = Exposure(
    person=Person.PSEUDONYM,
    pseudonym="Robin",
    contact=Contact.CHOSEN,
    contact_words="desk@agency.example",
    addresses=Addresses.SHOWN,
    references=True,
    harm=(Harm.WORK, Harm.HEALTH),
    age=Age.BAND,
    state="OH",
    basis=True,
    recognised_by=True,
)
ALL = {one.value for one in Information}


def test_nobody_asked_means_that_nothing_is_shown():
    assert shown(PROTECTIVE, minor=False, covered=ALL) == PROTECTIVE
    assert not any(
        value for name, value in PROTECTIVE._asdict().items()
        if name not in {"person", "contact", "addresses", "age"}
    )  # fmt: skip
    assert PROTECTIVE.addresses is Addresses.ON_REQUEST


def test_an_adult_s_choice_is_shown_as_it_was_made():
    assert shown(EVERYTHING, minor=False, covered=ALL) == EVERYTHING


@pytest.mark.parametrize(
    ("covered", "field"),
    [("contact", "contact"), ("locations", "addresses"), ("references", "references")],
)
def test_what_the_release_does_not_cover_is_not_shown_whatever_was_chosen(covered, field):
    told = shown(EVERYTHING, minor=False, covered=ALL - {covered})

    assert getattr(told, field) == getattr(PROTECTIVE, field)
    if field == "contact":
        assert told.contact_words == ""


def test_a_possible_child_is_never_named_found_or_reached_whatever_was_chosen():
    for covered in (ALL, set(), {"complaint"}):
        told = shown(EVERYTHING, minor=True, covered=covered)

        assert told.person is Person.DEPICTED
        assert not told.pseudonym
        assert told.contact is Contact.AGENCY
        assert not told.contact_words
        assert told.addresses is Addresses.ON_REQUEST
        assert (told.state, told.basis, told.recognised_by) == ("", False, False)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"person": Person.PSEUDONYM, "pseudonym": "Robin"}, "person"),
        ({"contact": Contact.CHOSEN, "contact_words": "x@agency.example"}, "contact"),
        ({"addresses": Addresses.SHOWN}, "addresses"),
        ({"state": "OH"}, "state"),
        ({"basis": True}, "basis"),
        ({"recognised_by": True}, "recognised_by"),
    ],
)
def test_no_such_choice_is_recorded_for_a_possible_child(changed, field):
    with pytest.raises(NotAllowed) as refused:
        settled(PROTECTIVE._replace(**changed), minor=True)

    assert (refused.value.code, refused.value.field) == ("handled_as_minor", field)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"person": Person.PSEUDONYM}, "pseudonym"),
        ({"person": Person.PSEUDONYM, "pseudonym": "x" * 41}, "pseudonym"),
        ({"contact": Contact.CHOSEN, "contact_words": "  "}, "contact_words"),
        ({"state": "ZZ"}, "state"),
    ],
)
def test_half_an_answer_is_asked_again(changed, field):
    with pytest.raises(NotAllowed) as refused:
        settled(PROTECTIVE._replace(**changed), minor=False)

    assert refused.value.field == field


def test_words_of_an_answer_that_was_not_chosen_are_not_kept():
    kept = settled(
        PROTECTIVE._replace(pseudonym="Robin", contact_words="x@agency.example"), minor=False
    )

    assert kept == PROTECTIVE


def test_a_choice_reads_back_as_it_was_kept():
    for person, addresses, age in product(Person, Addresses, Age):
        chosen = EVERYTHING._replace(person=person, addresses=addresses, age=age)
        assert from_json(as_json(chosen)) == chosen
    assert from_json({"from_another_release": True}) == PROTECTIVE
