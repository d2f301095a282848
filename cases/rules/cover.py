"""Cover: a case lent to a colleague for some hours; who may take it, and when it ends."""

from datetime import datetime, timedelta
from enum import StrEnum

from accounts.rules import Role
from accounts.rules.hours import Calendar, closed_at_or_after
from audit.rules import NotAllowed

LONGEST = timedelta(hours=14 * 24 + 1)  # two weeks, and the hour that an autumn night has twice
LEAST = timedelta(hours=1)  # for an answer, when an offer comes late
TAKERS = (Role.ADVOCATE, Role.SUPERVISOR)


class CoverEnd(StrEnum):
    """Why a cover that ran, or was to run, ended before its hour."""

    GIVEN_BACK = "given_back"
    ENDED_EARLY = "ended_early"
    ACCOUNT_CLOSED = "account_closed"
    REASSIGNED = "reassigned"
    CASE_CLOSED = "case_closed"


class CoverState(StrEnum):
    """Where a cover stands at a moment: a question to its row, never a column."""

    OFFERED = "offered"
    LAPSED = "lapsed"  # its last hour passed without an answer
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TO_COME = "to_come"
    ACTIVE = "active"
    OVER = "over"
    ENDED = "ended"


# fmt: off
STATES: dict[CoverState, str] = {
    CoverState.OFFERED:   "Offered",
    CoverState.LAPSED:    "Not answered",
    CoverState.DECLINED:  "Declined",
    CoverState.WITHDRAWN: "Called off",
    CoverState.TO_COME:   "Accepted",
    CoverState.ACTIVE:    "Covering now",
    CoverState.OVER:      "Over",
    CoverState.ENDED:     "Ended early",
}

ENDS: dict[CoverEnd, str] = {
    CoverEnd.GIVEN_BACK:     "given back",
    CoverEnd.ENDED_EARLY:    "ended early",
    CoverEnd.ACCOUNT_CLOSED: "the account was closed",
    CoverEnd.REASSIGNED:     "the case went to another advocate",
    CoverEnd.CASE_CLOSED:    "the case was closed",
}
# fmt: on


def state_of(
    *,
    starts_at: datetime,
    ends_at: datetime,
    accepted_at: datetime | None,
    declined_at: datetime | None,
    withdrawn_at: datetime | None,
    ended_at: datetime | None,
    now: datetime,
) -> CoverState:
    """Give where a cover stands; its end is exclusive, as its sight of the case is."""
    # fmt: off
    table = (
        (withdrawn_at is not None,               CoverState.WITHDRAWN),
        (declined_at is not None,                CoverState.DECLINED),
        (ended_at is not None,                   CoverState.ENDED),
        (accepted_at is None and now >= ends_at, CoverState.LAPSED),
        (accepted_at is None,                    CoverState.OFFERED),
        (now >= ends_at,                         CoverState.OVER),
        (now >= starts_at,                       CoverState.ACTIVE),
    )
    # fmt: on
    return next((state for holds, state in table if holds), CoverState.TO_COME)


def require_taker(role: str, *, is_active: bool) -> None:
    """Refuse an attorney, who reads under a release; an administrator; and a closed account."""
    if not is_active or role not in TAKERS:
        raise NotAllowed(
            "Only a working advocate or a supervisor can cover a case.",
            code="wrong_role",
            field="taker_id",
        )


def require_span(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Refuse hours that are none, are over, or are longer than two weeks."""
    if ends_at <= starts_at:
        raise NotAllowed("The cover ends before it starts.", code="cover_span", field="ends_at")
    if ends_at <= now:
        raise NotAllowed("Those hours are over already.", code="cover_past", field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise NotAllowed(
            "Cover is for two weeks at most. For longer, ask a supervisor to assign the case.",
            code="cover_long",
            field="ends_at",
        )


def require_waiting(state: CoverState) -> None:
    """Pass for an offer that still waits for its answer."""
    if state is not CoverState.OFFERED:
        raise NotAllowed(
            f"This offer waits for no answer any more: {STATES[state].lower()}.",
            code="cover_answered",
        )


def require_held(state: CoverState) -> None:
    """Pass for a cover that was accepted and is not over."""
    if state not in {CoverState.TO_COME, CoverState.ACTIVE}:
        raise NotAllowed(
            f"Nothing is to be ended here: {STATES[state].lower()}.", code="cover_ended"
        )


def answer_by(
    *, starts_at: datetime, ends_at: datetime, offered_at: datetime, agency: Calendar, hours: int
) -> datetime:
    """Give until when an offer may wait: some hours before the cover starts.

    What begins on a closed day is settled by noon of the last working one; an offer that comes
    later than that waits an hour.
    """
    by = starts_at - timedelta(hours=hours)
    closed = closed_at_or_after(agency, starts_at)
    if closed.holds(starts_at):
        by = min(by, closed.starts_at)
    return min(by if by > offered_at else offered_at + LEAST, ends_at)


def require_answer_by(at: datetime, *, offered_at: datetime, ends_at: datetime) -> None:
    if not offered_at < at <= ends_at:
        raise NotAllowed(
            "The answer must be due after now, and before the cover ends.",
            code="cover_answer_by",
            field="answer_by",
        )
