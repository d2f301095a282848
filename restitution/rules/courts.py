"""The words of a court case: which court, how far it has come, what the survivor wants to hear."""

from enum import StrEnum


class CourtKind(StrEnum):
    FEDERAL = "federal"  # a criminal case in a federal court
    STATE = "state"  # a criminal case in a state court
    CIVIL = "civil"


class Stage(StrEnum):
    UNKNOWN = "unknown"
    OPEN = "open"  # charged or filed, not decided
    CONVICTED = "convicted"  # pleaded or found guilty; not sentenced
    SENTENCED = "sentenced"
    ENDED = "ended"  # dismissed, acquitted, or a civil case that is over


class Offence(StrEnum):
    """What 18 U.S.C. 2259 tells apart: the floor is of trafficking alone."""

    PRODUCTION = "production"
    TRAFFICKING = "trafficking"
    OTHER = "other"
    UNSURE = "unsure"


class Wants(StrEnum):
    """Whether the survivor wants to hear of a court case; never assumed (law.md 4.2)."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    RATHER_NOT = "rather_not"


# fmt: off
COURT_KINDS: dict[CourtKind, str] = {
    CourtKind.FEDERAL: "Federal criminal case",
    CourtKind.STATE:   "State criminal case",
    CourtKind.CIVIL:   "Civil case",
}

STAGES: dict[Stage, str] = {
    Stage.UNKNOWN:   "Not known",
    Stage.OPEN:      "Open: no plea or verdict yet",
    Stage.CONVICTED: "Convicted or pleaded, not sentenced",
    Stage.SENTENCED: "Sentenced",
    Stage.ENDED:     "Over, without a sentence",
}

OFFENCES: dict[Offence, str] = {
    Offence.PRODUCTION:  "Production",
    Offence.TRAFFICKING: "Distribution, receipt or possession",
    Offence.OTHER:       "Something else",
    Offence.UNSURE:      "Not sure",
}

WANTS: dict[Wants, str] = {
    Wants.YES:        "Yes, wants notices",
    Wants.NO:         "No notices",
    Wants.UNSURE:     "Not sure yet",
    Wants.RATHER_NOT: "Rather not say",
}
# fmt: on

OPEN_CIVIL = "Open: not decided yet"
BEFORE_SENTENCE = (Stage.UNKNOWN, Stage.OPEN, Stage.CONVICTED)
