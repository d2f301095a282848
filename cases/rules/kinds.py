"""The words of the matter: where a case stands, who works on it, what they owe."""

from enum import StrEnum


class Status(StrEnum):
    INTAKE = "intake"
    ACTIVE = "active"
    WATCHING = "watching"
    CLOSED = "closed"


class AgeWhenMade(StrEnum):
    """Unsure is a value: it is handled as under 18 (law.md R2, R15)."""

    UNDER18 = "under18"
    ADULT = "18plus"
    UNSURE = "unsure"


class AssignmentKind(StrEnum):
    ADVOCATE = "advocate"
    ATTORNEY = "attorney"


class AuthorityKind(StrEnum):
    """Who may act for the person shown; 47 U.S.C. 223a(a)(1)(A) says only "authorized"."""

    PARENT_GUARDIAN = "parent_guardian"
    WRITTEN = "written"
    POWER_OF_ATTORNEY = "power_of_attorney"
    ATTORNEY = "attorney"
    COURT = "court"


class TaskKind(StrEnum):
    OWN = "own"  # written by a person
    RECEIPT = "record_receipt"
    CHECK = "check_listing"
    FRESH_REQUEST = "fresh_request"
    REVIEW_DRAFT = "review_draft"
    PLAN_STEP = "plan_step"
    FOLLOW_UP = "follow_up"  # a near look after extortion or danger was told
    RELEASE = "release"  # something outward stopped: its release no longer holds
    MATCH = "decide_match"
    RESTITUTION = "restitution"  # a day that a remedy hangs on, or somebody to be asked again
    RETENTION = "retention"  # its time is nearly over: keep it longer, hold it or purge it
    HOLD_REVIEW = "hold_review"  # the day came to look at a legal hold again: keep it or lift it
    PURGE = "purge"  # somebody proposed one: a second person confirms it or calls it off
    COVER = "cover"  # nobody said yes to cover by its hour: somebody must decide


class RevealReason(StrEnum):
    """Why a person's name and contact are opened; the reason stands in the trail."""

    CASEWORK = "casework"
    CONTACT = "contact"
    VERIFY_IDENTITY = "verify_identity"
    SUPERVISION = "supervision"
    LEGAL = "legal"
