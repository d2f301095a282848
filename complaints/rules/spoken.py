"""How the words of a complaint are said to a person."""

from complaints.rules.words import MadeBecause, Status

# fmt: off
STATUSES: dict[Status, str] = {
    Status.DRAFT:      "Draft",
    Status.IN_REVIEW:  "In review",
    Status.SIGNED_OFF: "Signed off",
    Status.FILED:      "Filed",
    Status.SUPERSEDED: "Superseded",
}

TONES: dict[Status, str] = {
    Status.DRAFT:      "neutral",
    Status.IN_REVIEW:  "soon",
    Status.SIGNED_OFF: "accent",
    Status.FILED:      "good",
    Status.SUPERSEDED: "quiet",
}

BECAUSE: dict[MadeBecause, str] = {
    MadeBecause.LADDER:     "Drafted by the ladder, an hour after the deadline",
    MadeBecause.NO_PROCESS: "Drafted because no notice process was found",
    MadeBecause.BY_HAND:    "Drafted by hand",
}
# fmt: on
