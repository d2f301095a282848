"""docs/asvs.csv: each row is bound to a test that is there or to a section with its day."""

import ast
import csv
import re
from functools import cache

import pytest

from tests.house.source import ROOT

with (ROOT / "docs/asvs.csv").open() as file:
    ROWS = list(csv.DictReader(file))
STATES = {"holds", "holds in part", "does not hold", "does not apply"}
APPLIES = [row for row in ROWS if row["state"] != "does not apply"]


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@cache
def dated(path: str) -> dict[str, bool]:
    """Give each section of a page by its anchor, and whether it says when it was looked at."""
    parts = re.split(r"^## ", (ROOT / path).read_text(), flags=re.M)[1:]
    return {
        re.sub(r"[^a-z0-9-]", "", part.splitlines()[0].lower().replace(" ", "-")): bool(
            re.search(r"Looked at 20\d\d-\d\d-\d\d", part)
        )
        for part in parts
    }


def stands(proof: str) -> bool:
    path, _, anchor = proof.partition("#")
    if anchor:
        return dated(path).get(anchor, False)
    path, _, name = proof.partition("::")
    return (ROOT / path).is_file() and (not name or name in names_in(path))


def test_each_row_is_bound_to_a_test_that_is_there_or_to_a_dated_section():
    assert [(row["id"], row["proof"]) for row in ROWS if not stands(row["proof"])] == []


@pytest.mark.parametrize(
    "proof", ["tests/house/test_access.py::test_none", "tests/none.py", "SECURITY.md#none"]
)
def test_a_pointer_that_leads_nowhere_is_found(proof):
    assert not stands(proof)


def test_each_row_is_whole_and_stands_once():
    ids = [row["id"] for row in ROWS]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"V\d+\.\d+\.\d+", each) for each in ids)
    assert {row["state"] for row in ROWS} <= STATES
    assert all(row["about"] and row["control"] and row["level"] in "123" for row in ROWS)


def test_what_does_not_apply_is_said_in_one_dated_section():
    assert {row["proof"] for row in ROWS if row not in APPLIES} == {
        "docs/explanation/security-decisions.md#what-is-not-here"
    }


def test_levels_one_and_two_are_whole_and_sixty_of_level_three_are_answered():
    lower = [row for row in ROWS if row["level"] in "12"]
    upper = [row for row in APPLIES if row["level"] == "3"]

    assert len(lower) == 253  # of version 5.0.0, levels 1 and 2
    assert len([row for row in lower if row in APPLIES]) >= 187
    assert len(upper) >= 60


def test_the_page_of_threats_names_tests_that_are_there():
    named = re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", (ROOT / "SECURITY.md").read_text())

    assert len(named) > 12
    assert [each for each in named if not stands(each)] == []
