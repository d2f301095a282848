"""What may happen to a case; standard library only."""

from enum import StrEnum

from audit.rules import NotAllowed


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
    """Who may act for the person shown; the Act only says "authorized" (47 U.S.C. 223a)."""

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


# fmt: off
MOVES: dict[Status, frozenset[Status]] = {
    Status.INTAKE:   frozenset({Status.ACTIVE, Status.CLOSED}),
    Status.ACTIVE:   frozenset({Status.WATCHING, Status.CLOSED}),
    Status.WATCHING: frozenset({Status.ACTIVE, Status.CLOSED}),
    Status.CLOSED:   frozenset({Status.ACTIVE}),
}
# fmt: on


def require_move(now: str, to: str) -> None:
    """Pass if a case may go from one status to the other, else say what it may do."""
    allowed = MOVES[Status(now)]
    if Status(to) not in allowed:
        choices = " or ".join(sorted(step.value for step in allowed))
        raise NotAllowed(
            f"A case that is {now} can only become {choices}.", code="case_move", field="status"
        )


def handled_as_minor(*ages: str) -> bool:
    """Tell whether the stricter handling applies: anyone under 18 or unsure (law.md R2, R15)."""
    return any(AgeWhenMade(age) is not AgeWhenMade.ADULT for age in ages)
