"""Every combination of the gates of law.md 1.9, against a second telling of the same law."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import NamedTuple

import pytest

from audit.rules import NotAllowed
from complaints.rules.completeness import blockers, checks
from complaints.rules.gate import Gate, Look
from complaints.rules.moves import require_complete
from complaints.rules.signing import A_SECOND, AN_ATTORNEY, ANYONE, still_wanted, wants

DUE = datetime(2026, 11, 2, 14, tzinfo=UTC)
NOW = DUE + timedelta(hours=30)

# Each axis: a name for the answer, and what of a gate's facts says so.
RELEASES = {"stands": {}, "none": {"release_why": "No release names the FTC."}}
ELEMENTS = {"four": {}, "three": {"parts_missing": ("Signature",)}}
GROUNDS = {"request": ("G3",), "process": ("G1",), "both": ("G2", "G4")}
RECEIPTS = {"proven": "proven", "inferred": "inferred", "none": ""}
LOOKS = {
    "today": NOW - timedelta(hours=1),
    "at_the_deadline": DUE,
    "a_day_ago": NOW - timedelta(hours=24),
    "never": None,
}
CONTESTED = tuple(product((False, True), repeat=3))  # unclear, abroad, disputed
TIPS = {"adult": (False, ""), "number": (True, "Kept."), "nothing": (True, "")}


class Asked(NamedTuple):
    release: str = "stands"
    elements: str = "four"
    ground: str = "request"
    receipt: str = "proven"
    look: str = "today"
    contested: tuple[bool, bool, bool] = (False, False, False)
    tip: str = "adult"


def gate(asked: Asked) -> Gate:
    unclear, abroad, disputed = asked.contested
    minor, told = TIPS[asked.tip]
    return Gate(
        now=NOW,
        due_at=DUE,
        grounds=GROUNDS[asked.ground],
        basis=RECEIPTS[asked.receipt],
        looks=(Look("E1", LOOKS[asked.look], is_up=True),),
        coverage="unclear" if unclear else "covered",
        foreign_operator=abroad,
        disputed=("The platform gave a reason.",) if disputed else (),
        minor=minor,
        tip=told,
        **RELEASES[asked.release],
        **ELEMENTS[asked.elements],
    )


def lacking(asked: Asked) -> set[str]:
    """Tell from the law alone what stands in the way, without asking the table."""
    on_request = asked.ground == "request"
    lacks = {
        "release": asked.release == "none",
        "elements": asked.elements == "three" and on_request,
        "receipt": asked.receipt == "none" and on_request,
        "after_deadline": asked.look in {"at_the_deadline", "never"},
        "fresh_look": asked.look != "today",
        "cybertip": asked.tip == "nothing",
    }
    return {name for name, is_lacking in lacks.items() if is_lacking}


EVERY = [
    Asked(*one) for one in product(RELEASES, ELEMENTS, GROUNDS, RECEIPTS, LOOKS, CONTESTED, TIPS)
]


def test_every_combination_is_asked():
    assert len(EVERY) == 2 * 2 * 3 * 3 * 4 * 8 * 3


def test_each_combination_lacks_what_the_law_says_and_nothing_else():
    for case in EVERY:
        assert {check.key for check in blockers(gate(case))} == lacking(case), case


def test_what_is_missing_says_why_and_who_can_cure_it():
    for case in EVERY:
        for check in blockers(gate(case)):
            assert check.why, case
            assert check.who, case


def test_a_blocked_sign_off_names_every_gap_in_the_words_of_its_check():
    for case in EVERY:
        missing = blockers(gate(case))
        if not missing:
            require_complete(missing)
            continue
        with pytest.raises(NotAllowed) as refused:
            require_complete(missing)
        for check in missing:
            assert check.why.rstrip(".") in str(refused.value)


def test_what_is_contested_blocks_nothing_and_is_told_to_who_signs():
    for unclear, abroad, disputed in CONTESTED:
        given = gate(Asked(contested=(unclear, abroad, disputed)))
        notes = {check.key for check in checks(given)}

        assert not blockers(given)
        assert ("coverage" in notes, "foreign" in notes, "disputed" in notes) == (
            unclear, abroad, disputed,
        )  # fmt: skip


@pytest.mark.parametrize(("unclear", "abroad", "disputed"), CONTESTED)
def test_two_sign_where_anything_is_contested_and_one_elsewhere(unclear, abroad, disputed):
    asked = wants(coverage="unclear" if unclear else "covered", foreign=abroad, disputed=disputed)

    assert asked.people == (2 if unclear or abroad or disputed else 1)
    assert len(asked.because) == unclear + abroad + disputed


# fmt: off
SIGNED = (  # how many are asked for, who signed, whose is still wanted
    (1, [],                          [ANYONE]),
    (1, ["attorney"],                []),
    (1, ["supervisor"],              []),
    (2, [],                          [AN_ATTORNEY, A_SECOND]),
    (2, ["supervisor"],              [AN_ATTORNEY]),
    (2, ["attorney"],                [A_SECOND]),
    (2, ["supervisor", "supervisor"], [AN_ATTORNEY]),
    (2, ["attorney", "supervisor"],  []),
    (2, ["supervisor", "attorney"],  []),
    (2, ["attorney", "attorney"],    []),
)
# fmt: on


@pytest.mark.parametrize(("count", "given", "still"), SIGNED)
def test_whose_sign_off_is_still_wanted(count, given, still):
    assert list(still_wanted(count, given)) == still


def test_a_look_while_the_time_runs_is_not_asked_where_it_rests_on_the_process():
    early = gate(Asked(ground="process", receipt="none", look="at_the_deadline"))

    missing = {check.key for check in blockers(early._replace(now=DUE - timedelta(minutes=30)))}

    assert "after_deadline" not in missing


def test_something_that_ran_out_wants_a_look_after_it_even_where_all_is_gone():
    gone = Look("E1", DUE - timedelta(hours=1), is_up=False)
    late = gate(Asked(ground="both"))

    [missing] = blockers(late._replace(looks=(gone,)))

    assert missing.why == "Nobody has looked at any listing since the deadline."


def test_where_all_is_gone_no_row_speaks_of_listings_that_are_still_up():
    gone = Look("E1", DUE + timedelta(hours=1), is_up=False)

    said = {check.key: check.why for check in checks(gate(Asked())._replace(looks=(gone,)))}

    assert said["after_deadline"] == said["fresh_look"]
    assert said["fresh_look"] == "No listing was still up when last looked at."


def test_an_authority_that_ended_since_is_told_to_who_signs():
    ended = gate(Asked())._replace(authority_ended="It was taken back on 3 November 2026.")

    assert not blockers(ended)
    assert ("authority", "It was taken back on 3 November 2026.") in {
        (check.key, check.why) for check in checks(ended)
    }
