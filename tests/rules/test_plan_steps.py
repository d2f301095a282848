"""Where a step of a plan may go, and what is never written down of a service."""

import pytest

from audit.rules import NotAllowed
from intake.rules import SERVICES
from intake.rules.states import StepState
from intake.rules.steps import MOVES, hint, reference_of, require_move

STOPNCII, TIP, REMOVE = (SERVICES[code] for code in ("stopncii", "cybertipline", "report-remove"))


@pytest.mark.parametrize("now", StepState)
@pytest.mark.parametrize("to", StepState)
def test_a_step_moves_by_the_table_or_stays(now, to):
    if to in MOVES[now] or (to == now and now != StepState.DROPPED):
        require_move(now, to)
        return
    with pytest.raises(NotAllowed) as no:
        require_move(now, to)
    assert no.value.field == "state"


def test_nobody_drops_a_step_by_hand():
    assert all(StepState.DROPPED not in moves for moves in MOVES.values())


def test_an_unknown_state_is_refused():
    with pytest.raises(NotAllowed):
        require_move("offered", "finished")


@pytest.mark.parametrize("text", [
    "PIN 4821", "pin: 998877", "P.I.N. 12", "my password is lantern7", "pass code 7", "pw x1",
    "hunter2!", "Tr0ub4dor&3", "lantern", "4821", "998877", "SN12345678 4821", "SN12345678, 4821",
    "contraseña 1", "Passwort1",
])  # fmt: skip
def test_a_pin_or_password_is_refused_with_the_reason(text):
    with pytest.raises(NotAllowed) as no:
        reference_of(text, STOPNCII)
    assert no.value.field == "reference"
    assert "withdraw the StopNCII case" in no.value.sentence
    assert text not in no.value.sentence


@pytest.mark.parametrize(("text", "service"), [
    ("SN12345678", STOPNCII), ("1234567890", STOPNCII), ("CT-2026-004821", TIP), ("104821", TIP),
    ("Report 88 12 33 41", TIP), ("UK/2026/00482-B", REMOVE), ("#48210-77", TIP),
])  # fmt: skip
def test_a_number_is_a_number(text, service):
    assert reference_of(f"  {text} ", service) == text


def test_a_service_without_a_number_keeps_none():
    assert reference_of("  ", SERVICES["take-it-down"]) == ""
    with pytest.raises(NotAllowed, match="gives no number"):
        reference_of("123456789", SERVICES["take-it-down"])


def test_a_long_text_is_no_number():
    with pytest.raises(NotAllowed, match="at most 80"):
        reference_of("1" * 81, TIP)


def test_the_hint_says_why_before_anything_is_typed():
    assert "see or withdraw" in hint(STOPNCII)
    assert "Childline account" in hint(REMOVE)
    assert "Never a PIN or a password" in hint(TIP)
