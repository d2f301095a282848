"""A short storm: some dozens of clocks cross their time while whatever may fail does."""

import pytest

from tests.faults.storm import CopyOf, weathered

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house")]


def test_each_step_is_taken_once_whatever_fails_meanwhile(ground):
    told = weathered(fill=CopyOf(ground), clocks=40, cases=2, seconds=8, workers=2)

    assert told["wrongs"] == [], told
    assert told["done"]["worker killed"] == 8
    assert (told["done"]["broker killed"], told["done"]["broker emptied"]) == (3, 1)
    assert told["done"]["postgres stopped"] == 2
