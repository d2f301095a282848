"""The relay, broken at each statement, crossed by another, and before a bad mail server."""

import pytest

from tests.faults import breaking, letters
from tests.faults.hands import Hand
from tests.faults.scenarios import Stage, finish, speaks

pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("one house")]


@pytest.fixture(scope="module")
def owing(ground):
    """One letter that is owed."""
    return Stage(ground, "owing", seconds=[3600], then=[breaking.sweep])


def befores(seen):
    return [at for at, what in enumerate(seen) if what.startswith("before")]


def relayed_again(hand, port):
    hand.do(letters.owe_again)
    hand.do(breaking.relay, port=port)
    return hand.do(letters.kept)


def test_a_letter_comes_twice_at_most_and_is_marked_wherever_its_sender_is_killed(owing, post):
    came = {}
    with owing.hands(1) as [other]:
        seen = other.do(breaking.moments, act="relay", port=post.port)
        for at in befores(seen):
            other.do(letters.owe_afresh)
            post.taken.clear()
            with Hand(other.at) as victim:
                victim.begin(breaking.killed, act="relay", at=at, port=post.port)
                assert victim.gone() == -9, "it came to its end: nothing was tried"
            rows = relayed_again(other, post.port)
            assert letters.wrongs(rows, post.taken) == [], seen[at]
            came[at] = post.taken.total()

    assert set(came.values()) == {1, 2}, "no kill came between the sending and its commit"
    assert list(came.values()).count(2) <= 3  # its statement, and its commit


def test_two_relays_at_any_moment_send_a_letter_once(owing, post):
    with owing.hands(3) as [one, other, judge]:
        seen = judge.do(breaking.moments, act="relay", port=post.port)
        for at in befores(seen):
            judge.do(letters.owe_afresh)
            post.taken.clear()
            one.begin(breaking.paused, act="relay", at=at, port=post.port)
            assert one.pause()
            other.begin(breaking.relay, port=post.port)
            speaks(other, judge)
            one.go_on()
            finish(one)
            other.answer()
            assert letters.wrongs(judge.do(letters.kept), post.taken) == [], seen[at]
            assert post.taken.total() == 1, seen[at]


@pytest.mark.parametrize(
    ("mode", "comes", "marked"), [("refuse", 1, 0), ("hang", 1, 1), ("forget", 2, 1)]
)
def test_a_letter_is_marked_where_the_server_did_not_say_what_became_of_it(
    owing, post, mode, comes, marked
):
    with owing.hands(1) as [hand]:
        post.mode = mode
        hand.do(breaking.relay, port=post.port)
        post.mode = "take"
        rows = relayed_again(hand, post.port)

    assert post.met[mode] == 1, "the server was not bad to anybody: nothing was tried"
    assert letters.wrongs(rows, post.taken) == []
    assert post.taken.total() == comes
    assert [repeats for _, _, repeats in rows.values()] == [marked]
