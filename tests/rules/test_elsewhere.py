"""Laws that a person takes up: who may, what starts them, what is missing."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from deadlines.rules import elsewhere, reach
from deadlines.rules.elsewhere import CourseFacts, LawFacts, Maker, WhyNot
from deadlines.rules.elsewhere_words import EVENTS, MAY_APPLY, WHY_NOT
from tests.rules.test_statute_rows import STATUTES

DAY = date(2026, 11, 1)
AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
UK, INDIA, AUSTRALIA, EU, UTAH = (
    "UK-OSA-10-3A", "IN-ITR-3-2-b", "AU-OSA-77", "EU-DSA-16", "US-UT",
)  # fmt: skip


def law(code):
    row = STATUTES[code.lower()]
    first = row["in_force_from"]
    return LawFacts(
        code=code,
        hours=row.get("hours"),
        starts_from=row["starts_from"],
        status=row["status"],
        in_force_from=date.fromisoformat(first) if first else None,
        in_force_to=None,
        may_ask=tuple(row["may_ask"]),
        elements=tuple(row["elements"]),
    )


def facts(code, **changed):
    """Give a law taken up with a whole report, begun on a day in force."""
    whole = CourseFacts(
        law=law(code),
        made_by="person",
        has_authority=False,
        held=frozenset(law(code).elements),
        asked_at=AT,
        began_at=AT,
        began_on=DAY,
    )
    return whole._replace(**changed)


# fmt: off
WHO = {  # who asks -> with an authority -> what each law says
    ("person",         False): {UK: None, INDIA: None, AUSTRALIA: None, UTAH: None},
    ("person",         True):  {UK: None, INDIA: None, AUSTRALIA: None, UTAH: None},
    ("representative", False): dict.fromkeys((UK, INDIA, AUSTRALIA, UTAH), WhyNot.NO_AUTHORITY),
    ("representative", True):  {UK: None, INDIA: None, AUSTRALIA: None, UTAH: None},
    ("someone_else",   False): dict.fromkeys((UK, INDIA, AUSTRALIA, UTAH), WhyNot.MAKER),
    ("someone_else",   True):  dict.fromkeys((UK, INDIA, AUSTRALIA, UTAH), WhyNot.MAKER),
}
# fmt: on


@pytest.mark.parametrize(("maker", "has_authority"), list(product([*Maker], [False, True])))
@pytest.mark.parametrize("code", [UK, INDIA, AUSTRALIA, UTAH])
def test_each_law_says_who_may_ask(code, maker, has_authority):
    given = facts(code, made_by=maker.value, has_authority=has_authority)
    if code == AUSTRALIA:  # asked, and the regulator has not acted yet
        given = given._replace(began_at=None, began_on=None)

    expected = WHO[maker.value, has_authority][code]
    assert elsewhere.why_no_clock(given) is (
        WhyNot.REGULATOR if code == AUSTRALIA and expected is None else expected
    )


@pytest.mark.parametrize("maker", [*Maker])
def test_once_a_regulator_acted_its_notice_counts_whoever_complained_and_how(maker):
    given = facts(AUSTRALIA, made_by=maker.value, held=frozenset(), asked_at=None)

    assert elsewhere.why_no_clock(given) is None


def test_a_complaint_that_is_recorded_is_not_ticked_as_well():
    given = {"declared": (), "parts_done": (), "is_notice": False, "minor": False}

    assert not elsewhere.held_elements(**given)
    assert elsewhere.held_elements(**given, was_asked=True) == set(law(AUSTRALIA).elements)


@pytest.mark.parametrize(
    ("maker", "begun", "held"), list(product([*Maker], [AT, None], [True, False]))
)
def test_a_law_without_hours_never_counts_whoever_asks_and_whatever_came(maker, begun, held):
    given = facts(EU, made_by=maker.value, began_at=begun)
    given = given if held else given._replace(held=frozenset())

    assert elsewhere.why_no_clock(given) is WhyNot.NO_HOURS


# fmt: off
STARTS = [  # law      what is known                                             why no clock runs
    (UK,        {"began_at": None, "began_on": None},                    WhyNot.RECEIPT),
    (INDIA,     {"began_at": None, "began_on": None},                    WhyNot.RECEIPT),
    (UTAH,      {"began_at": None, "began_on": None},                    WhyNot.RECEIPT),
    (AUSTRALIA, {"began_at": None, "began_on": None},                    WhyNot.REGULATOR),
    (AUSTRALIA, {"began_at": None, "began_on": None, "asked_at": None},      WhyNot.NOT_ASKED),
    (AUSTRALIA, {"asked_at": None},                                      None),
    (UK,        {"began_on": date(2026, 6, 28)},                         WhyNot.NOT_IN_FORCE),
    (UK,        {"began_on": date(2026, 6, 29)},                         None),
    (INDIA,     {"began_on": date(2026, 2, 19)},                         WhyNot.NOT_IN_FORCE),
    (INDIA,     {"began_on": date(2026, 2, 20)},                         None),
    (AUSTRALIA, {"began_on": date(2024, 1, 1)},                          None),  # day unknown
    (UK,        {"laid_aside": True},                                    WhyNot.LAID_ASIDE),
    (UK,        {"held": frozenset()},                                   WhyNot.ELEMENTS),
    (UK,        {"held": frozenset(), "made_by": "someone_else"},            WhyNot.MAKER),
]
# fmt: on


@pytest.mark.parametrize(("code", "changed", "why"), STARTS)
def test_each_law_starts_from_its_own_trigger(code, changed, why):
    assert elsewhere.why_no_clock(facts(code, **changed)) is why


@pytest.mark.parametrize("code", [UK, INDIA, UTAH])
def test_each_element_that_is_lacking_stops_the_clock_by_itself(code):
    for element in law(code).elements:
        held = frozenset(law(code).elements) - {element}
        given = facts(code, held=held)

        assert elsewhere.why_no_clock(given) is WhyNot.ELEMENTS
        assert elsewhere.missing(law(code).elements, held) == (element,)


def test_a_law_that_ended_or_was_never_in_force_holds_on_no_day():
    ended = law(UK)._replace(in_force_to=date(2027, 1, 1))
    pending = law(AUSTRALIA)._replace(status="pending")

    assert elsewhere.holds_on(ended, date(2026, 12, 31))
    assert not elsewhere.holds_on(ended, date(2027, 1, 1))
    assert not elsewhere.holds_on(pending, DAY)
    assert not elsewhere.holds_on(law(UK), None)


# fmt: off
HELD = [  # declared       parts done    the notice   a minor   what the EU's report lacks
    ((),                   {1, 2, 3, 4}, True,        False,    ()),
    ((),                   {1, 2, 3, 4}, False,       False,
        ("reasons", "exact_url", "name_and_email", "good_faith")),
    ((),                   {2, 3},       True,        False,    ("name_and_email",)),
    ((),                   {2, 3},       True,        True,     ()),  # Art. 16(2)(c)
    (("name_and_email",),  {3},          True,        False,    ("exact_url",)),
]
# fmt: on


@pytest.mark.parametrize(("declared", "done", "is_notice", "minor", "lacks"), HELD)
def test_the_notices_parts_hold_what_they_say_and_a_person_declares_the_rest(
    declared, done, is_notice, minor, lacks
):
    held = elsewhere.held_elements(
        declared=declared, parts_done=done, is_notice=is_notice, minor=minor
    )

    assert elsewhere.missing(law(EU).elements, held) == lacks


# fmt: off
REACH = [
    ("GB", "US", "survivor"),
    ("US", "GB", "platform"),
    ("US", "US", "elsewhere"),
    ("",   "US", "unknown"),
    ("",   "GB", "platform"),
    ("",   "",   "unknown"),
]
CONTRADICTED = [
    ("survivor_there", "US", "",   True),
    ("survivor_there", "GB", "",   False),
    ("survivor_there", "",   "US", False),
    ("platform_there", "GB", "US", True),
    ("platform_there", "GB", "",   False),
    ("shown_there",    "US", "US", False),
    ("attorney_says",  "US", "US", False),
]
# fmt: on


@pytest.mark.parametrize(("survivor", "operator", "found"), REACH)
def test_what_may_apply_follows_from_survivor_and_operator(survivor, operator, found):
    told = reach.reach(reaches=["GB"], survivor_in=survivor, operator_in=operator)

    assert told == found
    assert MAY_APPLY[told].endswith(".")


@pytest.mark.parametrize(("connection", "survivor", "operator", "is_so"), CONTRADICTED)
def test_a_reason_that_the_record_contradicts_is_known(connection, survivor, operator, is_so):
    given = {"reaches": ["GB"], "survivor_in": survivor, "operator_in": operator}

    assert reach.connection_contradicts(connection, **given) is is_so


def test_everything_has_its_words():
    assert set(WHY_NOT) == set(WhyNot)
    assert set(EVENTS) == set(elsewhere.EventKind)
    assert all(words.endswith(".") for words in WHY_NOT.values())
