"""Break-glass: a whole case read for an hour, by one supervisor, with others told (ADR 0070)."""

from datetime import timedelta

from audit.rules import NotAllowed

LASTS = timedelta(hours=1)
FEWEST = 15  # letters of a reason: enough for a sentence, too many for a dash

# The parts of a case as they are opened, each an entry of its own.
PARTS = {
    "cases": "People and notes",
    "intake": "What was told",
    "evidence": "Evidence",
    "removal": "Requests",
    "complaints": "Complaints",
    "deadlines": "Clocks",
    "restitution": "Restitution",
    "keeping": "Keeping",
}


def require_why(reason: str) -> str:
    """Give the reason, if it says something."""
    said = reason.strip()
    if len(said) < FEWEST:
        raise NotAllowed(
            "Say in a sentence why the whole case has to be read now.",
            code="reason_needed",
            field="reason",
        )
    return said


def require_somebody_told(people: int) -> None:
    if not people:
        raise NotAllowed(
            "Nobody else could be told: the case has no advocate, and there is no other supervisor"
            " or administrator. Have the case assigned first.",
            code="nobody_to_tell",
        )
