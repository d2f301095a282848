"""A hand-over that is planned: its states, and why one stopped instead of running."""

from datetime import datetime
from enum import StrEnum

from audit.rules import NotAllowed

# What an attorney on a case reads: where things are, what was said, what is complained of.
SIGHT = frozenset({"locations", "exchange", "complaint"})


class HandoverState(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


# fmt: off
HANDOVERS: dict[HandoverState, str] = {
    HandoverState.PLANNED:   "Planned",
    HandoverState.DONE:      "Handed over",
    HandoverState.STOPPED:   "Stopped",
    HandoverState.WITHDRAWN: "Withdrawn",
}

# Why one stopped, by the code of the rule that said no.
STOPPED: dict[str, str] = {
    "release_needed":   "no release for this attorney held any longer",
    "wrong_role":       "the attorney's account was closed, or is no attorney's any more",
    "already_assigned": "the attorney was on the case already",
    "case_closed":      "the case was closed",
}
# fmt: on
OWES = frozenset({"release_needed", "wrong_role"})  # otherwise nobody waits for it any longer


def require_planned(state: str) -> None:
    """Pass for one that still waits; what ran, stopped or was withdrawn stays as it is."""
    if state != HandoverState.PLANNED:
        said = HANDOVERS[HandoverState(state)].lower()
        raise NotAllowed(f"This hand-over is {said} already.", code="handover_ended")


def require_to_come(at: datetime, now: datetime) -> None:
    if at <= now:
        raise NotAllowed(
            "Choose a moment that is still to come, or hand the case over now.",
            code="handover_past",
            field="at",
        )
