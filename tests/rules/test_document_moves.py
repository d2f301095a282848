"""How a draft moves, and what stands between it and a sign-off."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.rules import NotAllowed
from complaints.rules.completeness import Gate, Look, State, blockers, checks
from complaints.rules.moves import MOVES, require_move, require_writable
from complaints.rules.plain import BANNED, banned_in
from complaints.rules.words import Status

NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
DUE = NOW - 2 * HOUR
LOOKED = Look("E1", NOW - HOUR, is_up=True)
WHOLE = Gate(now=NOW, grounds=("G3",), basis="proven", due_at=DUE, looks=(LOOKED,))

D, R, S, F, X = Status


@pytest.mark.parametrize(
    ("now", "to"),
    [(D, R), (D, X), (R, D), (R, S), (R, X), (S, D), (S, F), (S, X)],
)  # fmt: skip
def test_the_moves_that_there_are(now, to):
    require_move(now, to)


def test_there_are_no_others():
    assert sum(len(to) for to in MOVES.values()) == 8
    with pytest.raises(NotAllowed, match="is a draft; only one that is signed off can be recorded"):
        require_move(D, F)


@pytest.mark.parametrize("status", [S, F, X])
def test_a_text_that_was_signed_or_set_aside_stays_as_it_is(status):
    with pytest.raises(NotAllowed, match="stays as it is"):
        require_writable(status)


def missing(**given):
    return [check.key for check in blockers(WHOLE._replace(**given))]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({},                                                           []),
        ({"grounds": ()},                                              ["ground"]),
        ({"release_why": "No release lets us tell the FTC."},          ["release"]),
        ({"withdrawn": True},                                          ["ground"]),
        ({"parts_missing": ("Contact",)},                              ["elements"]),
        ({"parts_missing": ("Contact",), "grounds": ("G1",)},          []),
        ({"parts_missing": ("Contact",), "grounds": ("G2",)},          []),
        ({"basis": "inferred"},                                        []),
        ({"basis": ""},                                                ["receipt"]),
        ({"basis": "", "grounds": ("G1",)},                            []),
        ({"looks": (Look("E1", None, is_up=True),)},
                                                        ["after_deadline", "fresh_look"]),
        ({"looks": (Look("E1", DUE, is_up=True),)},                    ["after_deadline"]),
        ({"looks": (Look("E1", NOW - 24 * HOUR, is_up=True),), "due_at": NOW - 30 * HOUR},
                                                                       ["fresh_look"]),
        ({"looks": (LOOKED, Look("E2", NOW - 25 * HOUR, is_up=False))}, []),
        ({"blanks": ("the harm",)},                                    ["blanks"]),
        ({"facts_changed": True},                                      ["facts"]),
        ({"words_to_change": "“violated”"},                            ["words"]),
    ],
)  # fmt: skip
def test_each_thing_that_is_missing_is_named(given, expected):
    assert missing(**given) == expected


@pytest.mark.parametrize(
    ("due_at", "said"),
    [(DUE, "aside"), (None, "aside"), (NOW, "keep it"), (NOW + HOUR, "keep it")],
)
def test_a_complaint_without_a_ground_is_kept_while_its_time_still_runs(due_at, said):
    [ground] = blockers(WHOLE._replace(grounds=(), due_at=due_at))[:1]

    assert said in ground.why


def test_all_that_is_missing_is_named_at_once():
    assert missing(grounds=(), basis="", blanks=("a", "b"), facts_changed=True) == [
        "ground", "receipt", "facts", "blanks",
    ]  # fmt: skip


def test_a_look_of_an_hour_less_than_a_day_is_fresh_enough():
    assert missing(looks=(Look("E1", NOW - 23 * HOUR, is_up=True),), due_at=NOW - 30 * HOUR) == []


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ({"coverage": "unclear", "coverage_reason": "A link shortener."}, "coverage"),
        ({"foreign_operator": True},                                      "foreign"),
        ({"disputed": ("The platform gave a reason.",)},                  "disputed"),
        ({"basis": "inferred"},                                           "inferred"),
        ({"minor": True, "tip": "Its number is kept."},                   "minor"),
    ],
)  # fmt: skip
def test_the_signer_is_told_what_is_uncertain_and_is_not_stopped_by_it(given, note):
    gate = WHOLE._replace(**given)

    assert note in [check.key for check in checks(gate) if check.state is State.NOTE]
    assert blockers(gate) == ()


@pytest.mark.parametrize(
    "words",
    [
        "revenge porn", "Revenge-porn", "child porn", "kiddie porn", "pornography", "eligible",
        "ineligibility is eligibility", "guaranteed", "violated", "a violation", "illegal",
        "unlawfully", "broke the law", "in breach of the Act", "breached the statute",
        "is liable", "failed to comply", "noncompliance", "must prevent re-uploads",
        "block all re-uploads", "near-duplicates", "$53,088", "per day", "15 U.S.C. 6851",
        "28 April 2025", "nudes",
    ],
)  # fmt: skip
def test_words_that_conclude_or_hurt_are_found(words):
    assert banned_in(f"It was {words}, they said.")


@pytest.mark.parametrize(
    "words",
    [
        "appears not to have complied", "child sexual abuse material",
        "non-consensual intimate image", "known identical copies remained", "Pornhub", "breachless",
        "a nudify service",
    ],
)  # fmt: skip
def test_words_to_write_are_free(words):
    assert not banned_in(f"It was {words}, they said.")


def test_no_entry_tells_people_to_write_a_banned_word():
    assert [one.instead for one in BANNED if banned_in(one.instead)] == []
