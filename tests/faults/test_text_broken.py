"""The text of a draft, broken at each statement that writes, and composed by two at once."""

import pytest

from tests.faults import breaking
from tests.faults.scenarios import Stage, interleaved, moments, struck

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house")]
WRITES = ("INSERT", "UPDATE", "COMMIT", "SELECT audit_")


@pytest.fixture(scope="module")
def unwritten(ground):
    """One draft that a sweep entered, whose text is still to be composed."""
    return Stage(ground, "unwritten", seconds=[-30], then=[breaking.advance])


@pytest.fixture(scope="module")
def writing(unwritten):
    """Give the moments between the claim of a draft and the end of its transaction, by number."""
    seen = moments(unwritten, "compose")
    end = seen.index("after COMMIT")
    found = [
        (at, what)
        for at, what in enumerate(seen[: end + 1])
        if what.split(" ", 1)[1].startswith(WRITES)
    ]
    assert len(found) >= 8, f"too little is written to be a text: {seen}"
    return found


def test_who_is_killed_between_a_text_and_its_commit_leaves_one_revision(unwritten, writing):
    wrongs = {what: struck(unwritten, "killed", "compose", at) for at, what in writing}

    assert {what: wrong for what, wrong in wrongs.items() if wrong} == {}


@pytest.mark.parametrize("other", ["compose", "first_sight"])
def test_two_who_compose_one_draft_write_it_once(unwritten, writing, other):
    """A round leaves what another composes to it; who opens the page waits for the text."""
    befores = [(at, what) for at, what in writing if what.startswith("before")]
    found = {
        what: interleaved(unwritten, at, acts=("compose", other))
        for at, what in (befores[0], befores[-1])
    }

    assert {what: wrong for what, (wrong, _, _) in found.items() if wrong} == {}
    waited = [waits for _, waits, _ in found.values()]
    assert any(waited) == (other == "first_sight")
