"""The hours of the law: elapsed, in UTC, whatever local clocks do (47 U.S.C. 223a(a)(3))."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

HOUR = timedelta(hours=1)


class ClosedAs(StrEnum):
    """How a clock ended; overdue is never one of these, it is asked of the moment (ADR 0007)."""

    IN_TIME = "in_time"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    UNCLOCKED = "unclocked"  # a corrected receipt showed that no clock ever ran


def due_at(received_at: datetime, hours: int) -> datetime:
    """Give the last moment in time, in UTC: "not later than 48 hours after receiving".

    Adding to a wall time would give 47 or 49 elapsed hours over a daylight-saving night.
    """
    if received_at.tzinfo is None:
        raise ValueError("A receipt without a zone is no moment.")
    return received_at.astimezone(UTC) + hours * HOUR


def is_late(at: datetime, *, due_at: datetime) -> bool:
    """Tell whether a moment is past due; exactly at due is in time ("not later than")."""
    return at > due_at


def closed_as(*, achieved_at: datetime, due_at: datetime) -> ClosedAs:
    """Give how a clock ends when everything was gone at this moment."""
    return ClosedAs.LATE if is_late(achieved_at, due_at=due_at) else ClosedAs.IN_TIME
