"""When a request's duty was done: the first moment at which every listing was gone."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.rules import NotAllowed
from deadlines.rules.outcome import all_gone_at, require_possible
from evidence.rules.items import Fact

SENT = datetime(2026, 10, 31, 14, tzinfo=UTC)


def facts(*told):
    """Read `12 seen_gone` as a fact twelve hours after the request was sent."""
    pairs = [one.split() for one in told]
    return [Fact(kind, SENT + timedelta(hours=int(hour))) for hour, kind in pairs]


# fmt: off
OUTCOMES = [
    # listings                                                gone at
    ([[]],                                                     None),
    ([["5 seen_up"]],                                          None),
    ([["5 said_removed"]],                                     None),   # a word, no look
    ([["5 partial"]],                                          None),
    ([["5 seen_gone"]],                                        5),
    ([["0 seen_gone"]],                                        0),
    ([["5 said_removed", "9 seen_gone"]],                      5),
    ([["9 seen_gone", "5 said_removed"]],                      5),      # told in any order
    ([["5 said_removed", "7 seen_up", "9 seen_gone"]],         9),      # the word was not true
    ([["5 seen_gone", "9 seen_gone"]],                         5),
    ([["5 seen_gone"], ["9 seen_gone"]],                       9),
    ([["5 seen_gone"], ["9 seen_up"]],                         None),
    # What comes back does not undo what was achieved
    ([["5 seen_gone", "20 back"]],                             5),
    ([["5 seen_gone", "20 back", "30 seen_gone"]],             5),
    ([["5 seen_gone", "20 back"], ["9 seen_gone"]],            9),
    # Back before the last was gone: they were never gone together
    ([["5 seen_gone", "7 back"], ["9 seen_gone"]],             None),
    ([["5 seen_gone", "7 back", "12 seen_gone"], ["9 seen_gone"]], 12),
    # What was gone before the request was sent is not of its doing
    ([["-9 seen_gone"]],                                       None),
    ([["-9 seen_gone", "-5 back", "6 seen_gone"]],             6),
    ([["-9 said_removed", "6 seen_gone"]],                     6),
]
# fmt: on


@pytest.mark.parametrize(("listings", "hours"), OUTCOMES)
def test_each_story_has_its_moment(listings, hours):
    gone = all_gone_at([facts(*told) for told in listings], since=SENT)

    assert gone == (None if hours is None else SENT + timedelta(hours=hours))


# fmt: off
POSSIBLE = [
    ("back",      9, ["5 seen_gone"],            None),
    ("back",      9, [],                         "was_not_gone"),
    ("back",      3, ["5 seen_gone"],            "was_not_gone"),  # not gone yet at three
    ("back",      9, ["5 seen_gone", "7 back"],  "was_not_gone"),
    ("seen_up",   9, [],                         None),
    ("seen_up",   9, ["5 seen_gone"],            "was_gone"),
    ("seen_up",   3, ["5 seen_gone"],            None),            # an earlier look, told later
    ("seen_up",   9, ["5 said_removed"],         None),
    ("seen_gone", 9, ["5 seen_gone"],            None),
    ("partial",   9, ["5 seen_gone"],            None),
]
# fmt: on


@pytest.mark.parametrize(("kind", "hour", "before", "code"), POSSIBLE)
def test_a_fact_may_not_contradict_what_stood(kind, hour, before, code):
    at = SENT + timedelta(hours=hour)

    if code is None:
        require_possible(kind, at=at, before=facts(*before))
    else:
        with pytest.raises(NotAllowed) as no:
            require_possible(kind, at=at, before=facts(*before))
        assert no.value.code == code
