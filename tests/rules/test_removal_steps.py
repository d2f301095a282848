import pytest

from removal.rules.steps import Facts, next_step, steps

# fmt: off
NEXT = [
    (Facts("draft", missing=2),                                             "change"),
    (Facts("draft"),                                                        "submission"),
    (Facts("draft", missing=1, process="none"),                             "complaint"),
    (Facts("draft", missing=1, process="hard_to_find"),                     "change"),
    (Facts("submitted", was_submitted=True),                                "receipt"),
    (Facts("submitted", was_submitted=True, last_answer="asks_more"),       "receipt"),
    (Facts("received", was_submitted=True, was_received=True),              "outcome"),
    (Facts("received", was_received=True, last_answer="says_incomplete"),   "cure"),
    (Facts("received", was_received=True, last_answer="asks_more"),         "outcome"),
    (Facts("received", last_answer="asks_more", demanded_more=True),        "outcome"),
    (Facts("received", last_answer="says_incomplete", demanded_more=True),  "outcome"),
    (Facts("received", was_received=True, last_answer="refused"),           "outcome"),
    (Facts("received", was_received=True, is_replaced=True),                "newer"),
    (Facts("resolved", was_submitted=True),                                 None),
    (Facts("withdrawn"),                                                    None),
]

PLACES = [
    (Facts("draft", missing=1),    "here todo todo todo todo todo"),
    (Facts("draft"),    "done done here todo todo todo"),
    (Facts("submitted", was_submitted=True),    "done done done here todo todo"),
    (Facts("received", was_submitted=True, was_received=True),    "done done done done here todo"),
    (Facts("resolved", was_submitted=True, was_received=True),    "done done done done done done"),
    (Facts("resolved", was_submitted=True),    "done done done todo done done"),
    (Facts("withdrawn", missing=1),    "todo todo todo todo todo todo"),
]
# fmt: on


@pytest.mark.parametrize(("facts", "where"), NEXT)
def test_one_act_comes_next(facts, where):
    step = next_step(facts)

    assert (step and step.where) == where


@pytest.mark.parametrize(("facts", "states"), PLACES)
def test_six_steps_say_where_a_request_stands(facts, states):
    assert " ".join(step.state for step in steps(facts)) == states


@pytest.mark.parametrize("kind", ["asks_more", "says_incomplete", "refused"])
def test_a_demand_beyond_the_four_parts_is_kept_for_a_complaint_and_asks_for_no_cure(kind):
    step = next_step(Facts("received", last_answer=kind, demanded_more=True))

    assert "asks for more than the Act does; the clock goes on" in step.why
