"""The one act that comes next for a case, as far as its own trail tells."""

from collections.abc import Collection
from typing import NamedTuple

from cases.rules.kinds import AgeWhenMade, Status


class Step(NamedTuple):
    """What to do next, why, and where: a URL name that takes the case's code."""

    title: str
    why: str
    act: str
    url_name: str


class Facts(NamedTuple):
    status: str
    age_when_made: str
    has_advocate: bool
    acts: Collection[str]  # every action that the case's trail knows


BEGUN = {"intake.started", "intake.began"}
PLANNED = {"intake.finished", "intake.taken"}

# fmt: off
ASSIGN = Step("Give the case to an advocate",
              "Nobody is assigned: reminders go to every supervisor until someone is.",
              "Assign an advocate", "cases:assign")
QUESTIONS = Step("Go on with the intake",
                 "Its questions were left half-way; the plan follows from the answers.",
                 "Go on with the questions", "intake:resume")
PLAN = Step("Work through the plan",
            "It says which services fit, in which order, and why.",
            "Open the plan", "intake:plan")
RECORD = Step("Record where the image is",
              "A removal request names places; none is recorded yet.",
              "Record an item", "evidence:record")
REQUEST = Step("Start a removal request",
               "Places are recorded, and no platform has been asked yet.",
               "Start a request", "removal:new")
ACTIVATE = Step("Move the case on from intake",
                "A platform has been asked, so the work is under way.",
                "Move the case", "cases:move")
ASK_AGE = Step("Ask how old the survivor was when the image was made",
               "Not sure is handled as under 18: addresses are hidden until asked for.",
               "Record the answer", "cases:change")
REOPEN = Step("This case is closed",
              "If an image is back, open the case again and record the new place.",
              "Open it again", "cases:move")
# fmt: on


def next_step(facts: Facts) -> Step | None:
    """Give the next act, or None when what comes next stands beside the clocks."""
    if facts.status == Status.CLOSED:
        return REOPEN
    if not facts.has_advocate:
        return ASSIGN
    if BEGUN & set(facts.acts) and not PLANNED & set(facts.acts):
        return QUESTIONS
    if "removal.drafted" not in facts.acts:
        return _first(facts)
    return _later(facts)


def _first(facts: Facts) -> Step:
    """Give what leads to the first request; a plan, where there is one, leads there too."""
    if "evidence.recorded" in facts.acts:
        return REQUEST
    return PLAN if PLANNED & set(facts.acts) else RECORD


def _later(facts: Facts) -> Step | None:
    if facts.status == Status.INTAKE and "removal.submitted" in facts.acts:
        return ACTIVATE
    return ASK_AGE if facts.age_when_made == AgeWhenMade.UNSURE else None
