"""When a funder's report may be locked, and why one is corrected."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from audit.rules import NotAllowed
from reports.rules.quarters import Quarter


class Reason(StrEnum):
    LATE = "late"
    MISTAKE = "mistake"
    REVOKED = "revoked"
    ASKED = "asked"


REASONS: dict[Reason, str] = {
    Reason.LATE: "Services were entered after it was locked",
    Reason.MISTAKE: "Something was entered wrongly",
    Reason.REVOKED: "Somebody took back that they may be counted, or agreed only now",
    Reason.ASKED: "The funder asked for it again",
}


def require_over(quarter: Quarter, *, today: date) -> None:
    """Refuse a quarter that still goes on: its numbers are not all there."""
    if today < quarter.after:
        raise NotAllowed(
            f"{quarter.words} goes on until the end of {quarter.months.split(' to ')[1]}. Lock it"
            " after that.",
            code="quarter_goes_on",
        )


def require_earlier(quarter: Quarter, locked: Iterable[str]) -> None:
    """Refuse a quarter before those ahead of it: who is new hangs on them."""
    known = set(locked)
    first = next((one for one in quarter.earlier if one.code not in known), None)
    if first:
        raise NotAllowed(
            f"Lock {first.words} first, even if nobody was served: who is new in {quarter.words}"
            " hangs on it.",
            code="earlier_quarter_open",
        )


def require_reason(reason: str, *, corrects: bool) -> None:
    if corrects and reason not in {one.value for one in Reason}:
        raise NotAllowed(
            "Say why the locked report is corrected.", code="reason_needed", field="reason"
        )
