"""The words of an intake; each value is stored, so none is ever renamed."""

from enum import StrEnum


class Said(StrEnum):
    """Not sure and rather not say are answers; a blank is neither."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    UNSAID = "unsaid"


class Age(StrEnum):
    UNDER18 = "under18"
    ADULT = "18plus"
    UNSURE = "unsure"
    UNSAID = "unsaid"


class Happened(StrEnum):
    THREAT = "threat_only"
    POSTED = "posted"
    BOTH = "both"
    UNSURE = "unsure"
    UNSAID = "unsaid"


class Maker(StrEnum):
    """Who took the image: it matters for a copyright notice alone (law.md R14)."""

    SELF = "self"
    OTHER = "other"
    UNSURE = "unsure"
    UNSAID = "unsaid"


class Where(StrEnum):
    """What a place that was told of comes to, by the directory of platforms."""

    COVERED = "covered"
    UNCLEAR = "unclear"
    SEARCH = "search"
    ENCRYPTED = "encrypted"
    OUTSIDE = "outside"  # hosts no content itself, or is excluded by the Act
    UNKNOWN = "unknown"


class PlaceKind(StrEnum):
    ADDRESS = "address"
    ACCOUNT = "account"
    APP = "app"
    SEARCH = "search"


class PlacesSaid(StrEnum):
    """How the question of where was answered; the places themselves are kept sealed."""

    TOLD = "told"
    UNSURE = "unsure"
    UNSAID = "unsaid"


class Need(StrEnum):
    INTERPRETER = "interpreter"
    COUNSELLING = "counselling"
    LEGAL = "legal"
    SHELTER = "shelter"
    MEDICAL = "medical"
    POLICE = "police"
    SCHOOL = "school"
    WORKPLACE = "workplace"
    TECH = "tech"
    MONEY = "money"
    ACCESS = "access"
    OTHER = "other"
    NOTHING = "nothing"


class Track(StrEnum):
    MINOR = "minor"
    ADULT = "adult"


class ServiceKind(StrEnum):
    REFERRAL = "referral"  # someone else's door, which the survivor goes through
    WORK = "work"  # the agency's own, so it owes a task


class Mark(StrEnum):
    """How far a fact was checked (law.md section 0)."""

    VERIFIED = "verified"
    SECOND_HAND = "second-hand"
    UNVERIFIED = "unverified"
