"""The oracle that other tests trust, held against digits of the real library."""

import json
from pathlib import Path

import pytest

from evidence.rules.fingerprints import QUALITY_FLOOR, distance
from tests.oracle.pdq import pdq
from tests.oracle.pictures import PICTURES

VECTORS = json.loads((Path(__file__).parents[1] / "oracle/vectors.json").read_text())["pictures"]


def test_every_picture_has_its_vector():
    assert set(VECTORS) == set(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_the_oracle_says_what_pdqhash_says(name):
    digits, quality = pdq(PICTURES[name]())

    assert quality == VECTORS[name]["quality"]
    if quality >= QUALITY_FLOOR:  # below it waves are nought, and their order is rounding noise
        assert distance(digits, VECTORS[name]["pdq"]) == 0
