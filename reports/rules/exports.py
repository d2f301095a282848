"""What may be exported, for what use, and how long it is kept: words for the form and the trail."""

from datetime import timedelta
from enum import StrEnum

from audit.rules import NotAllowed

KEPT = timedelta(days=7)  # a list grows stale; asking anew is one click
AT_ONCE = 2_000  # rows: more are made by the worker, beside whatever else the page does
MOST_XLSX = 100_000  # rows: a book is made in memory alone, some 200 MB of it; CSV has no end


class Listed(StrEnum):
    CASES = "cases"
    REQUESTS = "requests"
    CLOCKS = "clocks"
    COMPLAINTS = "complaints"
    ACTIVITY = "activity"


class Paper(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


class State(StrEnum):
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    ENDED = "ended"


class Use(StrEnum):
    """What an export that names cases is for; the last alone leaves the agency."""

    OWN_WORK = "own_work"
    SUPERVISION = "supervision"
    QUALITY = "quality"
    RECORD = "record"
    OUTSIDE = "outside"


# fmt: off
LISTS: dict[Listed, str] = {
    Listed.CASES:      "Cases",
    Listed.REQUESTS:   "Removal requests",
    Listed.CLOCKS:     "Clocks",
    Listed.COMPLAINTS: "Complaints",
    Listed.ACTIVITY:   "Activity",
}

PAPERS: dict[Paper, str] = {
    Paper.XLSX: "Spreadsheet (XLSX)",
    Paper.CSV:  "Plain table (CSV)",
}

STATES: dict[State, str] = {
    State.WAITING: "Waits for its turn",
    State.MAKING:  "Being made",
    State.READY:   "Ready",
    State.FAILED:  "Could not be made",
    State.ENDED:   "Ended, and its file removed",
}

TONES: dict[State, str] = {
    State.WAITING: "quiet", State.MAKING: "accent", State.READY: "good",
    State.FAILED:  "late",  State.ENDED:  "quiet",
}

USES: dict[Use, str] = {
    Use.OWN_WORK:    "My own work on these cases",
    Use.SUPERVISION: "Supervision and hand-over",
    Use.QUALITY:     "A check of our own work",
    Use.RECORD:      "The agency's own record",
    Use.OUTSIDE:     "Somebody outside the agency",
}
# fmt: on

CODE = r"^[A-Za-z0-9][A-Za-z0-9._:-]*$"

# fmt: off
# Who says which use. An attorney reads under a release for review, which lets nothing be passed on.
USES_OF: dict[str, tuple[Use, ...]] = {
    "advocate":   (Use.OWN_WORK, Use.RECORD, Use.OUTSIDE),
    "attorney":   (Use.OWN_WORK,),
    "supervisor": (Use.SUPERVISION, Use.QUALITY, Use.RECORD, Use.OUTSIDE),
}

# What a release must cover before its recipient is given this list (34 U.S.C. 12291(b)(2)).
TELLS: dict[Listed, frozenset[str]] = {
    Listed.CASES:      frozenset({"identity"}),  # a code on a list says: a client here
    Listed.REQUESTS:   frozenset({"exchange"}),
    Listed.CLOCKS:     frozenset({"exchange"}),
    Listed.COMPLAINTS: frozenset({"complaint", "exchange"}),
}
# fmt: on


def require_use(*, role: str, listed: str, use: str) -> None:
    """Refuse a use that this role does not have, and any outside use of the trail."""
    if Use(use) not in USES_OF.get(role, ()):
        raise NotAllowed(
            "Your role does not export for this use.", code="use_not_yours", field="use"
        )
    if use == Use.OUTSIDE and Listed(listed) not in TELLS:
        raise NotAllowed("Who did what here is for inside alone.", code="inside_alone", field="use")
