"""What may happen to a case; standard library and lower rules only."""

from cases.rules.kinds import (
    AgeWhenMade,
    AssignmentKind,
    AuthorityKind,
    RevealReason,
    Status,
    TaskKind,
)
from cases.rules.moves import (
    MOVES,
    handled_as_minor,
    reasons_for,
    require_move,
    require_open,
    require_past,
    require_reason,
)

__all__ = [
    "MOVES",
    "AgeWhenMade",
    "AssignmentKind",
    "AuthorityKind",
    "RevealReason",
    "Status",
    "TaskKind",
    "handled_as_minor",
    "reasons_for",
    "require_move",
    "require_open",
    "require_past",
    "require_reason",
]
