"""When a notice before a complaint may be written, and when it was sent (law.md 9.2)."""

from datetime import datetime, timedelta

from audit.rules import NotAllowed
from complaints.rules.words import Status

SOONEST_REPLY = timedelta(hours=1)
LATEST_REPLY = timedelta(days=14)
USUAL_REPLY = timedelta(hours=24)
LONGEST_REFERENCE = 200
LONGEST_WHY = 500


def why_not_offered(
    *, status: str, due_at: datetime | None, now: datetime, up: int, withdrawn: bool
) -> str:
    """Say why no notice is written now, or nothing: from the deadline on, while something is up."""
    if status in {Status.FILED, Status.SUPERSEDED}:
        return "This complaint is done with, so no notice is written before it."
    if withdrawn:
        return "The request was withdrawn."
    if due_at is None:
        return "No statutory deadline is stated, so there are no hours to tell of."
    if now < due_at:
        return "The time still runs. A notice can be written once it has run out."
    if not up:
        return "Every listing was seen gone, so there is nothing to write about."
    return ""


def require_offered(
    *, status: str, due_at: datetime | None, now: datetime, up: int, withdrawn: bool
) -> None:
    """Pass if a notice may be written now."""
    why = why_not_offered(status=status, due_at=due_at, now=now, up=up, withdrawn=withdrawn)
    if why:
        raise NotAllowed(why, code="notice_not_offered")


def require_again(*, sent: int, because: str) -> None:
    """Pass if it is the first, or if it says why there is another."""
    if sent and not because:
        raise NotAllowed(
            "A notice was sent already. Say why another one is to go.",
            code="reason_needed",
            field="again_because",
        )
    if len(because) > LONGEST_WHY:
        raise NotAllowed(
            f"Write at most {LONGEST_WHY} characters.", code="too_long", field="again_because"
        )


def require_reply_by(reply_by: datetime, *, now: datetime) -> None:
    """Pass if the platform has an hour at least, and two weeks at most."""
    if reply_by < now + SOONEST_REPLY:
        raise NotAllowed(
            "Give the platform an hour at least.", code="reply_too_soon", field="reply_by"
        )
    if reply_by > now + LATEST_REPLY:
        raise NotAllowed("Ask for a reply within two weeks.", code="reply_late", field="reply_by")


def require_sent_after(sent_at: datetime, composed_at: datetime) -> None:
    """Pass if it was sent once it was written; to the minute, as a form tells it."""
    if sent_at < composed_at.replace(second=0, microsecond=0):
        raise NotAllowed(
            "It was written after that moment. Check the date, the time and the zone.",
            code="sent_before_written",
            field="sent_at",
        )


def require_unsent(*, is_there: bool) -> None:
    """Pass if a notice was written that was not recorded as sent."""
    if not is_there:
        raise NotAllowed(
            "No notice waits to be sent. Write one first.", code="no_notice", field="sent_at"
        )
