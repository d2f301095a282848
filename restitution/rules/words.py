"""The words of remedies; each value is stored, so none is ever renamed."""

from enum import StrEnum


class Outcome(StrEnum):
    """What the facts come to, for an attorney to look at; none of them promises anything."""

    SUPPORT = "support"
    NEEDS = "needs"
    UNLIKELY = "unlikely"
    NOT_ROUTE = "not_route"
    UNSURE = "unsure"


class Mark(StrEnum):
    """How a rule was checked: its own text, somebody else's account of it, or nobody yet."""

    VERIFIED = "V"
    SECONDARY = "V-2nd"
    UNVERIFIED = "U"


class Status(StrEnum):
    IN_FORCE = "in_force"
    PENDING = "pending"
    ROW = "row"  # named so that nobody forgets it; an attorney takes it from there


class Who(StrEnum):
    """Who could settle what nobody is sure of (law.md 4.7)."""

    SURVIVOR = "survivor"
    ADVOCATE = "advocate"
    ATTORNEY = "attorney"
    PROSECUTOR = "prosecutor"
    NCMEC = "ncmec"
    DOJ = "doj"


YES, NO, PENDING = "yes", "no", "pending"
SURE_NOT, UNSAID, BLANK = "unsure", "rather_not", ""
KNOWN, BEFORE, SINCE, SPANS = "known", "before", "since", "spans"
NOT_TOLD = {SURE_NOT: "Not sure", UNSAID: "Prefers not to say"}
UNTOLD = frozenset({SURE_NOT, UNSAID})  # an answer all the same: blank is none
OPEN = UNTOLD | {BLANK}

# fmt: off
OUTCOMES: dict[Outcome, str] = {
    Outcome.SUPPORT:   "Facts support attorney review",
    Outcome.NEEDS:     "Needs facts",
    Outcome.UNLIKELY:  "Unlikely on these facts",
    Outcome.NOT_ROUTE: "Not this route",
    Outcome.UNSURE:    "Unsure",
}
MARKS: dict[Mark, str] = {
    Mark.VERIFIED:   "Verified in the text",
    Mark.SECONDARY:  "From a secondary source",
    Mark.UNVERIFIED: "Unverified",
}
STATUSES: dict[Status, str] = {
    Status.IN_FORCE: "In force",
    Status.PENDING:  "Pending: not law when last checked",
    Status.ROW:      "Named for the attorney",
}
WHO: dict[Who, str] = {
    Who.SURVIVOR:   "the survivor",
    Who.ADVOCATE:   "the advocate",
    Who.ATTORNEY:   "an attorney",
    Who.PROSECUTOR: "the prosecutor's victim-witness unit",
    Who.NCMEC:      "NCMEC",
    Who.DOJ:        "the Department of Justice",
}
# fmt: on
