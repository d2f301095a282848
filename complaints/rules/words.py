"""The words a complaint draft is made of; each value is stored, so none is ever renamed."""

from enum import StrEnum


class Status(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SIGNED_OFF = "signed_off"
    FILED = "filed"
    SUPERSEDED = "superseded"


class Ground(StrEnum):
    """Why a complaint may stand (law.md 1.9); G7 rests on guidance, not on the statute."""

    NO_PROCESS = "G1"
    PROCESS_UNCLEAR = "G2"
    NOT_ACTED_ON = "G3"
    LATE = "G4"
    COPIES_LEFT = "G5"
    WRONG_REFUSAL = "G6"
    OBSTRUCTION = "G7"


class MadeBecause(StrEnum):
    LADDER = "ladder"
    NO_PROCESS = "no_process"
    BY_HAND = "by_hand"
