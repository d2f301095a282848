from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.rules import NotAllowed
from cases import countries
from cases.rules import AgeWhenMade, Status, handled_as_minor, moves, require_move
from cases.rules.codes import ALPHABET, code_of, codes_meant, how_many
from cases.rules.contacts import as_searched
from cases.rules.steps import (
    ACTIVATE,
    ASK_AGE,
    ASSIGN,
    PLAN,
    QUESTIONS,
    RECORD,
    REOPEN,
    REQUEST,
    Facts,
    next_step,
)

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("now", Status)
@pytest.mark.parametrize("to", Status)
def test_a_case_moves_only_along_its_table(now, to):
    if to in moves.MOVES[now]:
        require_move(now, to)
    else:
        with pytest.raises(NotAllowed) as no:
            require_move(now, to)
        assert no.value.code == "case_move"
        assert no.value.sentence.endswith(".")


def test_no_case_is_stuck_for_good():
    assert all(moves.MOVES[status] for status in Status)


@pytest.mark.parametrize(
    ("case", "item", "strict"),
    [
        ("18plus", "18plus", False),
        ("18plus", "unsure", True),
        ("unsure", "18plus", True),
        ("under18", "18plus", True),
        ("18plus", "under18", True),
    ],
)
def test_unsure_is_handled_as_under_eighteen(case, item, strict):
    assert handled_as_minor(case, item) is strict


@given(st.integers(min_value=0, max_value=how_many(4) - 1))
def test_a_code_is_found_however_it_is_typed(number):
    code = code_of(number)
    letters = code.removeprefix("C-")

    assert len(letters) == 4
    assert set(letters) <= set(ALPHABET)
    for typed in (code, code.lower(), f"C{letters}", letters, f" c \u2013 {letters.lower()} "):
        assert code in codes_meant(typed)


def test_every_number_has_its_own_code():
    assert len({code_of(number) for number in range(2000)}) == 2000


@pytest.mark.parametrize("text", ["", "Maria", "C-", "C-IO01", "https://chirp.example/p/1"])
def test_what_is_no_code_means_none(text):
    assert codes_meant(text) == ()


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("+1 (202) 555-0147", "1 202 555 0147"),
        ("Maria@Person.Example", "maria@person.example"),
        ("  signal:  kestrel ", "Signal: Kestrel"),
    ],
)
def test_a_contact_is_found_in_another_spelling(typed, same):
    assert as_searched(typed) == as_searched(same)


def test_two_numbers_stay_two():
    assert as_searched("202-555-0147") != as_searched("202-555-0148")


@pytest.mark.parametrize(
    ("role", "reason", "fine"),
    [
        ("advocate", "casework", True),
        ("advocate", "supervision", False),
        ("supervisor", "supervision", True),
        ("supervisor", "legal", True),
        ("supervisor", "casework", False),
        ("attorney", "legal", True),
        ("administrator", "supervision", False),
        ("advocate", "", False),
        ("advocate", "curiosity", False),
    ],
)
def test_a_name_is_opened_for_a_reason_of_ones_own(role, reason, fine):
    if fine:
        moves.require_reason(role, reason)
    else:
        with pytest.raises(NotAllowed, match="Say why") as no:
            moves.require_reason(role, reason)
        assert no.value.code == "reveal_reason"


def test_five_minutes_of_clock_drift_are_forgiven_and_no_more():
    moves.require_past(NOON + timedelta(minutes=5), NOON, field="at")

    with pytest.raises(NotAllowed) as no:
        moves.require_past(NOON + timedelta(minutes=5, seconds=1), NOON, field="at")

    assert (no.value.code, no.value.field) == ("in_the_future", "at")


def test_an_authority_ends_no_earlier_than_it_starts():
    moves.require_order(date(2026, 1, 1), date(2026, 1, 1))
    moves.require_order(date(2026, 1, 1), None)

    with pytest.raises(NotAllowed):
        moves.require_order(date(2026, 1, 2), date(2026, 1, 1))


ALL = {"evidence.recorded", "removal.drafted", "removal.submitted"}
ADULT, UNSURE = AgeWhenMade.ADULT, AgeWhenMade.UNSURE


# fmt: off
NEXT = [  # status, age,    advocate, acts,                               what comes next
    ("intake", ADULT,  False, set(), ASSIGN),
    ("intake", UNSURE, True,  set(), RECORD),
    ("intake", UNSURE, True,  {"intake.started"}, QUESTIONS),
    ("active", ADULT,  True,  {"intake.began", *ALL}, QUESTIONS),
    ("intake", UNSURE, True,  {"intake.started", "intake.finished"}, PLAN),
    ("intake", ADULT,  True,  {"intake.taken", "evidence.recorded"}, REQUEST),
    ("intake", ADULT,  True,  {"evidence.recorded"}, REQUEST),
    ("intake", ADULT,  True,  {"evidence.recorded", "removal.drafted"}, None),
    ("intake", ADULT,  True,  ALL, ACTIVATE),
    ("active", UNSURE, True,  ALL, ASK_AGE),
    ("active", ADULT,  True,  ALL, None),
    ("closed", ADULT,  False, set(), REOPEN),
]
# fmt: on


@pytest.mark.parametrize(("status", "age", "advocate", "acts", "step"), NEXT)
def test_one_act_comes_next(status, age, advocate, acts, step):
    assert next_step(Facts(status, age, advocate, acts)) == step


def test_countries_come_with_the_usual_one_first():
    assert next(iter(countries.names())) == "US"
    assert len(countries.names()) > 240
    assert countries.names()["NP"] == "Nepal"
