"""When a notice before a complaint may be written, and when it was sent (law.md 9.2)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from audit.rules import NotAllowed
from complaints.rules.words import Status

SOONEST_REPLY = timedelta(hours=1)
LATEST_REPLY = timedelta(days=14)
USUAL_REPLY = timedelta(hours=24)
LONGEST_REFERENCE = 200
LONGEST_WHY = 500


class Offered(NamedTuple):
    """What decides whether a notice may be written."""

    status: str
    due_at: datetime | None
    now: datetime
    up: int  # listings that nobody saw gone
    withdrawn: bool = False


def why_not_offered(facts: Offered) -> str:
    """Say why no notice is written now, or nothing: from the deadline on, while something is up."""
    refusals = (
        (facts.status in {Status.FILED, Status.SUPERSEDED},
         "This complaint is filed or set aside, so no notice is written before it."),
        (facts.withdrawn, "The request was withdrawn."),
        (facts.due_at is None,
         "No statutory deadline is stated, so there are no hours to tell of."),
        (facts.due_at is not None and facts.now < facts.due_at,
         "The time still runs. A notice can be written once it has run out."),
        (not facts.up, "Every listing was seen gone, so there is nothing to write about."),
    )  # fmt: skip
    return next((why for is_so, why in refusals if is_so), "")


def require_offered(facts: Offered) -> None:
    """Pass if a notice may be written now."""
    if why := why_not_offered(facts):
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
