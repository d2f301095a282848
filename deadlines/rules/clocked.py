"""Whether a received request has a statutory clock, and the sentence when it has none."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple

from removal.rules.words import Coverage


class NoClock(StrEnum):
    """Why a received request has no statutory clock (law.md 10.4, 10.5, 10.22)."""

    INTERMEDIARY = "asked_intermediary"
    EXCLUDED = "platform_excluded"
    PARTS_MISSING = "parts_missing"
    NOT_IN_FORCE = "not_in_force"
    NO_HOURS = "no_fixed_hours"


class ClockedFacts(NamedTuple):
    """What the decision rests on: the platform, the notice, the receipt and one statute."""

    coverage: str
    missing_parts: int
    received_at: datetime
    hours: int | None
    in_force_from: date | None
    in_force_to: date | None = None
    is_intermediary: bool = False  # asked as who stands behind a site (ADR 0051)


# In this order: what no cure could change comes first, so that the reason given is the one to know.
# fmt: off
REASONS = (
    (NoClock.INTERMEDIARY,  lambda facts: facts.is_intermediary),
    (NoClock.EXCLUDED,      lambda facts: facts.coverage == Coverage.EXCLUDED),
    (NoClock.NO_HOURS,      lambda facts: facts.hours is None),
    (NoClock.NOT_IN_FORCE,  lambda facts: not in_force(facts)),
    (NoClock.PARTS_MISSING, lambda facts: facts.missing_parts > 0),
)
# fmt: on

WORDS = {
    NoClock.INTERMEDIARY: (
        "It was asked as one who stands behind a site, under its own terms. Whether the Act "
        "reaches it is unclear or excluded (section 4(3)), so no 48 hours are claimed here."
    ),
    NoClock.EXCLUDED: (
        "The Act leaves this kind of service out (section 4(3)), so no 48 hours run here. "
        "The request still stands as a request."
    ),
    NoClock.NO_HOURS: "This law asks for speed but names no hours, so there is nothing to count.",
    NoClock.NOT_IN_FORCE: (
        "The platform received the request on a day when the duty to remove within hours was not "
        "in force. It began on 19 May 2026; a new request would be counted."
    ),
    NoClock.PARTS_MISSING: (
        "The request lacked one of the four parts that the Act asks for, so no hours run for it. "
        "A cured request is a new version with a clock of its own."
    ),
}

# fmt: off
SHORT = {
    NoClock.INTERMEDIARY: "it was asked as one who stands behind a site",
    NoClock.EXCLUDED:      "the Act leaves this platform out",
    NoClock.NO_HOURS:      "this law names no hours",
    NoClock.NOT_IN_FORCE:  "the duty was not in force on that day",
    NoClock.PARTS_MISSING: "a statutory part was missing",
}
# fmt: on


def why_no_clock(facts: ClockedFacts) -> NoClock | None:
    """Give why no statutory clock runs, or None when one does."""
    return next((reason for reason, holds in REASONS if holds(facts)), None)


def is_claimed(coverage: str) -> bool:
    """Tell whether the clock is one that we claim: the text does not settle the coverage."""
    return coverage == Coverage.UNCLEAR


def in_force(facts: ClockedFacts) -> bool:
    day = facts.received_at.astimezone(UTC).date()
    if facts.in_force_from is None or day < facts.in_force_from:
        return False
    return facts.in_force_to is None or day < facts.in_force_to
