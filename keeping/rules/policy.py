"""How long each kind of record is kept, from when, on what ground, and who may change that.

Time only proposes: nothing of a case goes without two people. Law.md section 5.3 (NNEDV: purge on
a schedule, whole or in part) names no number, so the agency sets its own; where a number has a
source, the source stands beside it with its mark: V is verified, U is not, as of that day.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from audit.rules import NotAllowed
from keeping.rules.parts import PARTS, Part

LEAST, MOST = 30, 3650  # days
WARNED = timedelta(days=30)
AHEAD = timedelta(days=90)
CHECKED = date(2026, 11, 22)


class Ends(StrEnum):
    BY_TWO = "by_two"  # time proposes, two people purge
    BY_ITSELF = "by_itself"
    WITH_CASE = "with_case"
    NEVER = "never"


# fmt: off
ENDS: dict[Ends, str] = {
    Ends.BY_TWO:    "Proposed when its time is over; two people purge it",
    Ends.BY_ITSELF: "Ends by itself",
    Ends.WITH_CASE: "Goes with its case",
    Ends.NEVER:     "Stays",
}


class Kind(NamedTuple):
    """One kind of record: what starts its time, how long it is kept, and why so long."""

    code: str
    title: str
    starts: str
    days: int | None
    ends: Ends
    why: str
    mark: str = ""
    part: Part | None = None
    optional: bool = False  # no span: it goes with its case


NNEDV = "Guidance to keep the least, and to purge on a schedule, whole or in part (NNEDV)"
GRANT = "A grant's own records, not a person's: three years after its final report (2 CFR 200.334)"
OWN = "The agency's own; no law names a number"

CLOSED = "the day the case was closed"
TAKEN = "What was taken stays recorded; the file does not stay here"
LETTERS = "Codes and times alone; proof that people were told"
TRAIL = "Codes, counts and moments, never a person's words; each entry is sealed by the next"
PROOF = "Proof of what went, by whom and when; it names nobody of the matter"
DAY = "A session ends after its day at the latest"
BY_TWO, ITSELF, WITH, NEVER = Ends

KINDS = (
    Kind("case", "Closed cases", CLOSED, 1095, BY_TWO, NNEDV, "V", Part.WHOLE),
    *(
        Kind(part.value, title, CLOSED, None, BY_TWO, NNEDV, "V", part, optional=True)
        for part, title in PARTS.items()
        if part is not Part.WHOLE
    ),
    Kind("request", "Requests and notices", "the day it was written", 1095, WITH, OWN),
    Kind("complaint", "Complaints filed", "the day it was filed", 1095, WITH, OWN),
    Kind("evidence", "Facts on evidence", "", None, WITH, OWN),
    Kind("release", "Releases", "the day it ends", 1095, WITH, OWN),
    Kind("export", "Files of lists taken along", "the making of the file", 7, ITSELF, TAKEN),
    Kind("session", "Sign-ins", "the sign-in", 1, ITSELF, DAY),
    Kind("mail", "Which letters were sent", "", None, WITH, LETTERS),
    Kind("trail", "The audit trail", "", None, NEVER, TRAIL),
    Kind("report", "Locked reports", "", None, NEVER, GRANT, "U"),
    Kind("certificate", "Certificates of purge", "", None, NEVER, PROOF),
)
# fmt: on
BY_CODE = {kind.code: kind for kind in KINDS}
BY_PART = {kind.part: kind for kind in KINDS if kind.part}


def may_change(kind: Kind) -> bool:
    """Tell whether a supervisor sets its days: what ends by itself is set where it runs."""
    return kind.ends is Ends.BY_TWO or (kind.ends is Ends.WITH_CASE and kind.days is not None)


def require_days(kind: Kind, days: int | None) -> None:
    """Refuse a span that the kind cannot have."""
    if not may_change(kind):
        raise NotAllowed("This kind's time is not set here.", code="policy_fixed", field="days")
    if days is None and not kind.optional:
        raise NotAllowed("Say for how many days it is kept.", code="policy_days", field="days")
    if days is not None and not LEAST <= days <= MOST:
        raise NotAllowed(
            f"Keep it for {LEAST} days at least and {MOST} at most.",
            code="policy_days",
            field="days",
        )


def spoken_days(days: int | None) -> str:
    """Say a span as people do: "3 years", "18 months", "45 days"."""
    if days is None:
        return "With its case"
    years, rest = divmod(days, 365)
    if rest == 0:
        return f"{years} year{'s' if years > 1 else ''}"
    return f"{days} day{'s' if days != 1 else ''}"


class Began(NamedTuple):
    """When the times of one case began; None where there is nothing of that kind."""

    case: datetime
    request: datetime | None = None
    complaint: datetime | None = None
    release: datetime | None = None


def case_due(began: Began, spans: dict[str, int | None]) -> datetime:
    """Give when the whole case comes due: not before anything in it that is kept for longer."""
    each: list[datetime] = [
        at + timedelta(days=spans[name] or 0)
        for name, at in began._asdict().items()
        if at is not None
    ]
    return max(each)
