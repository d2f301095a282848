"""The only writers of intake; each act is one transaction and leaves one entry."""

from intake.services.answering import answer, finish_follow_up
from intake.services.places import record_place_as_item, show_told
from intake.services.planning import finish
from intake.services.starting import start, start_on_case
from intake.services.steps import mark_step
from intake.services.taking import take

__all__ = [
    "answer",
    "finish",
    "finish_follow_up",
    "mark_step",
    "record_place_as_item",
    "show_told",
    "start",
    "start_on_case",
    "take",
]
