"""How a request's status may move; a table instead of branches (ADR 0015)."""

from audit.rules import NotAllowed
from removal.rules.words import Status

# fmt: off
MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT:     frozenset({Status.SUBMITTED, Status.WITHDRAWN}),
    Status.SUBMITTED: frozenset({Status.RECEIVED, Status.RESOLVED, Status.WITHDRAWN}),
    Status.RECEIVED:  frozenset({Status.RESOLVED, Status.WITHDRAWN}),
    # Back only when the fact that resolved it turns out to have been a mistake
    Status.RESOLVED:  frozenset({Status.SUBMITTED, Status.RECEIVED}),
    Status.WITHDRAWN: frozenset(),
}

IS: dict[Status, str] = {
    Status.DRAFT:     "still a draft",
    Status.SUBMITTED: "submitted, and its receipt is not recorded",
    Status.RECEIVED:  "with the platform",
    Status.RESOLVED:  "resolved",
    Status.WITHDRAWN: "withdrawn",
}

WANTED: dict[Status, str] = {
    Status.SUBMITTED: "submitted",
    Status.RECEIVED:  "recorded as received",
    Status.RESOLVED:  "resolved",
    Status.WITHDRAWN: "withdrawn",
}
# fmt: on


def require_move(now: str, to: Status) -> None:
    """Pass if a request may go from one status to the other, else say what it is."""
    if to not in MOVES[Status(now)]:
        raise NotAllowed(
            f"This request is {IS[Status(now)]}, so it cannot be {WANTED[to]}.",
            code="request_move",
            field="status",
        )


def require_draft(now: str) -> None:
    """Pass for a draft: what a platform has been sent is never rewritten."""
    if Status(now) is not Status.DRAFT:
        raise NotAllowed(
            f"This request is {IS[Status(now)]}; only a draft can be changed. "
            "Make a new version to say it better.",
            code="request_not_draft",
            field="status",
        )


def require_curable(now: str, *, replaced: bool) -> None:
    """Pass if a next version may be made: a platform has this one, and none replaces it yet."""
    if Status(now) not in {Status.SUBMITTED, Status.RECEIVED}:
        raise NotAllowed(
            f"This request is {IS[Status(now)]}; a new version is made of one that was submitted "
            "and is not resolved.",
            code="request_not_curable",
            field="status",
        )
    if replaced:
        raise NotAllowed(
            "A later version of this request exists already; work on that one.",
            code="request_already_cured",
        )
