"""How the words of a case are said to a person."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from cases.rules.kinds import (
    AgeWhenMade,
    AssignmentKind,
    AuthorityKind,
    RevealReason,
    Status,
    TaskKind,
)

Kind = TypeVar("Kind", bound=StrEnum)

# fmt: off
STATUSES: dict[Status, str] = {
    Status.INTAKE:   "Intake",
    Status.ACTIVE:   "Active",
    Status.WATCHING: "Watching",
    Status.CLOSED:   "Closed",
}

AGES: dict[AgeWhenMade, str] = {
    AgeWhenMade.UNDER18: "Under 18",
    AgeWhenMade.ADULT:   "18 or over",
    AgeWhenMade.UNSURE:  "Not sure",
}

ASSIGNMENTS: dict[AssignmentKind, str] = {
    AssignmentKind.ADVOCATE: "Advocate",
    AssignmentKind.ATTORNEY: "Attorney",
}

AUTHORITIES: dict[AuthorityKind, str] = {
    AuthorityKind.PARENT_GUARDIAN:   "Parent or guardian of a minor",
    AuthorityKind.WRITTEN:           "Written authorisation",
    AuthorityKind.POWER_OF_ATTORNEY: "Power of attorney",
    AuthorityKind.ATTORNEY:          "Attorney engagement",
    AuthorityKind.COURT:             "Court appointment",
}

# What a task asks for; a person's own task has its own words.
TASKS: dict[TaskKind, str] = {
    TaskKind.OWN:           "Task",
    TaskKind.RECEIPT:       "Record what proves that the platform received the request",
    TaskKind.CHECK:         "Check whether the listing is still up",
    TaskKind.FRESH_REQUEST: "Make a fresh request",
    TaskKind.REVIEW_DRAFT:  "Review the complaint draft",
    TaskKind.PLAN_STEP:     "Take the next step of the plan",
    TaskKind.FOLLOW_UP:     "Call back: danger or extortion was told",
    TaskKind.RELEASE:       "Something outward stopped: its release no longer holds",
    TaskKind.MATCH:         "Say whether two fingerprints are of the same image",
    TaskKind.RESTITUTION:   "Restitution: a day is near, or somebody is to be asked again",
    TaskKind.RETENTION:     "The time to keep this case is nearly over: decide what becomes of it",
    TaskKind.HOLD_REVIEW:   "A legal hold is to be looked at again: keep it or lift it",
    TaskKind.PURGE:         "A purge waits for a second person: confirm it or call it off",
    TaskKind.COVER:         "Nobody said yes to cover this case: find somebody",
}

REASONS: dict[RevealReason, str] = {
    RevealReason.CASEWORK:        "To work on the case",
    RevealReason.CONTACT:         "To contact the survivor",
    RevealReason.VERIFY_IDENTITY: "To make sure who is asking",
    RevealReason.SUPERVISION:     "To supervise the work",
    RevealReason.LEGAL:           "For a legal step",
}
# What may be changed on a case, as the trail says it.
FACTS: dict[str, str] = {
    "survivor_name": "name",
    "contact":       "contact",
    "safe_contact":  "safe way to make contact",
    "age_when_made": "age when the image was made",
    "country":       "country",
    "narrative":     "what happened",
}
# fmt: on


def choices(words: Mapping[Kind, str]) -> list[tuple[str, str]]:
    """Give codes with their words, for a form's pick list and a model's field."""
    return [(kind.value, said) for kind, said in words.items()]
