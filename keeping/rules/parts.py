"""What of a case may be purged: all of it, or a part that it no longer needs."""

from collections.abc import Collection
from enum import StrEnum


class Part(StrEnum):
    WHOLE = "whole"
    NARRATIVE = "narrative"
    CONTACTS = "contacts"
    NOTES = "notes"
    ADDRESSES = "addresses"
    FINGERPRINTS = "fingerprints"


# fmt: off
PARTS: dict[Part, str] = {
    Part.WHOLE:        "The whole case",
    Part.NARRATIVE:    "The story",
    Part.CONTACTS:     "Contacts",
    Part.NOTES:        "The agency's notes",
    Part.ADDRESSES:    "Addresses and accounts in the evidence",
    Part.FINGERPRINTS: "Fingerprints of images",
}

# What a person is told goes with each; what is withheld from no one stays as codes and counts.
GOES: dict[Part, str] = {
    Part.WHOLE:        "Every name, contact, story, note, address, document and answer of the case,"
                       " the people in it, what it is found by, and the key it was sealed with.",
    Part.NARRATIVE:    "What the survivor told of what happened: the case's story and the intake's"
                       " own words.",
    Part.CONTACTS:     "How to reach the survivor and the others in the matter, and what the case"
                       " is found by through them.",
    Part.NOTES:        "Notes, words of tasks and hand-overs. An attorney's privileged notes stay:"
                       " they go with the whole case alone.",
    Part.ADDRESSES:    "Addresses, accounts and descriptions of every item, and what they are found"
                       " by. What a notice or a complaint quotes of them stays in it.",
    Part.FINGERPRINTS: "Every fingerprint and every match it was part of.",
}
# fmt: on


class Reason(StrEnum):
    TIME = "time"
    ASKED = "asked"
    MISTAKE = "mistake"
    ORDER = "order"
    OTHER = "other"


# fmt: off
REASONS: dict[Reason, str] = {
    Reason.TIME:    "Its time to be kept is over",
    Reason.ASKED:   "The survivor asks for it",
    Reason.MISTAKE: "It was recorded by mistake",
    Reason.ORDER:   "A court or a law requires it",
    Reason.OTHER:   "Another reason, in your words",
}


class State(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    RUNNING = "running"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


STATES: dict[State, str] = {
    State.PROPOSED:  "Waits for a second person",
    State.CONFIRMED: "Confirmed, to be done within minutes",
    State.RUNNING:   "Being done",
    State.DONE:      "Purged",
    State.WITHDRAWN: "Withdrawn",
    State.STOPPED:   "Stopped: something stood against it",
}
# fmt: on
OPEN = (State.PROPOSED.value, State.CONFIRMED.value, State.RUNNING.value)


def spoken(parts: Collection[str]) -> str:
    """Say parts in one line: "the story, contacts"."""
    words = [words for part, words in PARTS.items() if part.value in parts]
    first, *rest = words or ["Nothing"]
    return ", ".join([first, *(one[0].lower() + one[1:] for one in rest)])
