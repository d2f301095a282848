"""A short storm: some dozens of clocks cross their time while whatever may fail does."""

from types import SimpleNamespace

import pytest

from tests.faults.report import nothing_tried
from tests.faults.storm import CopyOf, weathered

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house")]


def test_each_step_is_taken_once_whatever_fails_meanwhile(ground):
    told = weathered(fill=CopyOf(ground), clocks=40, cases=2, seconds=8, workers=2)

    assert told["wrongs"] == [], told
    assert told["done"]["worker killed"] == 8
    assert (told["done"]["broker killed"], told["done"]["broker emptied"]) == (3, 1)
    assert told["done"]["postgres stopped"] == 2


def test_a_run_in_which_those_who_were_killed_had_done_nothing_is_none():
    idle = SimpleNamespace(
        hits=[0] * 40, by_killed={}, raged={"steps": 3}, lost={"messages": 0},
        done={"broker emptied": 1}, plan=SimpleNamespace(clocks=40),
    )  # fmt: skip

    said = " ".join(nothing_tried(idle))

    for words in (
        "0 of 40 kills",
        "no steps before",
        "no letters before",
        "was quiet",
        "was empty",
    ):
        assert words in said
