"""Which chokepoint comes next, and what the shipped rows claim: never forty-eight hours."""

import pytest

from removal.directory import rungs
from removal.rules.behind import ASKED, WRITTEN_AS
from removal.rules.desk_words import Chokepoint
from removal.rules.rungs import ORDER, Tried, next_rung


def tried(kind, *, begun=False, sent=False):
    return Tried(kind, is_begun=begun, is_sent=sent)


# fmt: off
NEXT = [
    ([],                                                   ("find", "host")),
    ([tried("network")],                                   ("ask", "network")),
    ([tried("network", begun=True)],                       ("send", "network")),
    ([tried("network", begun=True, sent=True)],            ("find", "host")),
    ([tried("search"), tried("host")],                     ("ask", "host")),
    ([tried("host", begun=True), tried("search")],         ("send", "host")),
    ([tried("host", begun=True, sent=True)],               ("find", "network")),
]
# fmt: on


@pytest.mark.parametrize(("known", "proposed"), NEXT)
def test_what_is_begun_is_finished_then_what_is_known_is_asked_then_one_is_found(known, proposed):
    found = next_rung(known)

    assert (found.act, found.kind) == proposed
    assert found.why


def test_nothing_is_proposed_once_each_kind_was_asked():
    assert next_rung([tried(kind.value, begun=True, sent=True) for kind in ORDER]) is None


def test_every_kind_has_its_row_its_phrases_and_its_place():
    assert set(rungs.kinds()) == {kind.value for kind in Chokepoint}
    assert set(ORDER) == set(Chokepoint) == set(ASKED) == set(WRITTEN_AS)


@pytest.mark.parametrize("kind", Chokepoint)
def test_no_row_claims_a_statutory_basis_or_hours(kind):
    row = rungs.kinds()[kind]

    assert row.basis in {"policy", "unclear", "excluded"}
    assert row.mark in {"verified", "secondary", "unverified"}
    assert row.checked_on
    assert row.source
    said = " ".join([row.can, row.cannot, row.needs, row.why, *ASKED[kind]])
    assert "48" not in said
    assert "hour" not in said
