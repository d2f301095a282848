"""Row locks leave references alone, so that two people at work on one case never deadlock."""

import ast

import pytest

from tests.house.source import calls, modules, named

PLACES = [path for path in modules() if "select_for_update" in path.read_text()]


@pytest.mark.parametrize("path", PLACES, ids=named)
def test_a_lock_is_on_one_table_and_lets_others_refer_to_its_rows(path):
    """References are checked at commit, when the case's chain is held: a full lock would wait."""
    for call in calls(ast.parse(path.read_text())):
        if ast.unparse(call.func).endswith(".select_for_update"):
            given = {word.arg: ast.unparse(word.value) for word in call.keywords}
            assert given.get("no_key") == "True"
            assert given.get("of") == "('self',)"


def test_locks_were_found():
    assert len(PLACES) > 8
