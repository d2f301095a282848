"""The eight lays made from digits alone, held against pictures that were really turned."""

from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.fingerprints import KINDS, Algorithm, distance
from evidence.rules.turns import DOES, TURNS, Turn, seen_from_the_other, turned
from tests.oracle.pdq import pdq
from tests.oracle.pictures import coloured

# fmt: off
REALLY = {  # np.rot90 turns anticlockwise; k=-1 is a quarter clockwise
    Turn.UPRIGHT:                 lambda it: it,
    Turn.MIRRORED:                np.fliplr,
    Turn.FLIPPED:                 np.flipud,
    Turn.QUARTER:                 lambda it: np.rot90(it, k=-1),
    Turn.UPSIDE_DOWN:             lambda it: np.rot90(it, k=2),
    Turn.THREE_QUARTERS:          lambda it: np.rot90(it, k=1),
    Turn.MIRRORED_QUARTER:        lambda it: np.rot90(np.fliplr(it), k=-1),
    Turn.MIRRORED_THREE_QUARTERS: lambda it: np.rot90(np.fliplr(it), k=1),
}
# fmt: on
DIGITS = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
SHORT = st.integers(0, 2**64 - 1).map(lambda number: f"{number:016x}")


def phash(picture):
    import imagehash
    from PIL import Image

    return str(imagehash.phash(Image.fromarray(np.ascontiguousarray(picture))))


MAKE = {Algorithm.PDQ: lambda picture: pdq(picture)[0], Algorithm.PHASH: phash}


def test_every_turn_is_said_and_done():
    assert set(TURNS) == set(DOES) == set(REALLY) == set(Turn)
    assert len(set(DOES.values())) == 8


@pytest.mark.parametrize("algorithm", MAKE)
@pytest.mark.parametrize("turn", list(Turn))
def test_a_turned_picture_is_near_our_turned_digits_and_no_other(algorithm, turn):
    make, off = MAKE[algorithm], []
    for seed in range(60, 63):
        picture = coloured(512, 512, seed)
        there = make(REALLY[turn](picture))
        here = {each: turned(algorithm, make(picture), each) for each in Turn}
        nearest = min(here, key=lambda each: distance(here[each], there))
        off.append(distance(here[turn], there))
        assert nearest is turn

    assert median(off) <= KINDS[algorithm].radius


@given(DIGITS, st.sampled_from(list(Turn)))
def test_turning_back_gives_the_same_digits(digits, turn):
    assert turned("pdq", turned("pdq", digits, turn), seen_from_the_other(turn)) == digits


@given(DIGITS, DIGITS, st.sampled_from(list(Turn)))
def test_turning_two_alike_keeps_how_far_they_are(one, other, turn):
    both = [turned("pdq", each, turn) for each in (one, other)]
    assert distance(*both) == distance(one, other)


@given(SHORT, st.sampled_from(list(Turn)))
def test_a_short_one_turns_back_too(digits, turn):
    assert turned("phash", turned("phash", digits, turn), seen_from_the_other(turn)) == digits
