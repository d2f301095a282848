"""Codes refused in a row: what is still looked at, how far a device counts, and when it ends."""

import pytest

from accounts.rules.guessing import counted, is_forgotten, is_looked_at

APP, PAPER = "123 456", "2222-3333-4444-5555"


@pytest.mark.parametrize(
    ("refused", "known", "app", "paper"),
    [
        (0, False, True, True),
        (19, False, True, True),
        (20, False, False, True),
        (20, True, True, True),
        (99, True, True, True),
        (100, True, False, True),
        (100, False, False, True),
    ],
)
def test_after_too_many_only_what_nobody_guesses_is_looked_at(refused, known, app, paper):
    found = [is_looked_at(code, refused=refused, known=known) for code in (APP, PAPER)]

    assert found == [app, paper]


@pytest.mark.parametrize(
    ("refused", "known", "after"),
    [
        (0, False, 1), (19, False, 20), (20, False, 20), (57, False, 57),
        (20, True, 21), (99, True, 100), (100, True, 100),
    ],
)  # fmt: skip
def test_a_strange_device_never_uses_up_the_guesses_of_a_known_one(refused, known, after):
    assert counted(refused, known=known) == after


@pytest.mark.parametrize(
    ("refused", "known", "ends"),
    [(19, False, True), (20, False, False), (20, True, True), (100, True, True)],
)
def test_an_odd_count_ends_on_a_known_device_alone(refused, known, ends):
    assert is_forgotten(refused, known=known) is ends
