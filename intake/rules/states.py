"""How an intake came in, and where each step of a plan stands."""

from enum import StrEnum


class Channel(StrEnum):
    WIZARD = "wizard"
    PHONE = "phone"
    API = "api"
    IMPORT = "import"


class StepState(StrEnum):
    OFFERED = "offered"
    UNDER_WAY = "under_way"
    DONE = "done"
    DECLINED = "declined"
    NOT_NOW = "not_now"
    DROPPED = "dropped"  # a later plan no longer offers it


class ReferenceKept(StrEnum):
    """Who keeps the number that a service gave (law.md 3.1); a PIN nobody keeps."""

    NONE = "none"
    SURVIVOR = "survivor"
    AGENCY = "agency"


# fmt: off
CHANNELS: dict[Channel, str] = {
    Channel.WIZARD: "One question at a time",
    Channel.PHONE:  "Phone form",
    Channel.API:    "Another program",
    Channel.IMPORT: "Table",
}

STEP_STATES: dict[StepState, str] = {
    StepState.OFFERED:   "Offered",
    StepState.UNDER_WAY: "Under way",
    StepState.DONE:      "Done",
    StepState.DECLINED:  "Declined",
    StepState.NOT_NOW:   "Not now",
    StepState.DROPPED:   "No longer in the plan",
}

REFERENCES: dict[ReferenceKept, str] = {
    ReferenceKept.NONE:     "None",
    ReferenceKept.SURVIVOR: "The survivor holds it",
    ReferenceKept.AGENCY:   "Kept here, as the survivor agreed",
}
# fmt: on

OPEN_STATES = frozenset({StepState.OFFERED, StepState.UNDER_WAY, StepState.NOT_NOW})
