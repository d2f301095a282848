"""Who said a fact (law.md 4.7), and which days a remedy hangs on."""

from enum import StrEnum


class Source(StrEnum):
    SURVIVOR = "survivor"
    AUTHORITY = "authority"
    ADVOCATE = "advocate"
    ATTORNEY = "attorney"
    PROSECUTOR = "prosecutor"
    NCMEC = "ncmec"
    DOJ = "doj"
    DOCUMENT = "document"
    CASE = "case"  # what the case holds already; nobody was asked for it


# fmt: off
SOURCES: dict[Source, str] = {
    Source.SURVIVOR:   "The survivor",
    Source.AUTHORITY:  "Someone who may speak for the survivor",
    Source.DOCUMENT:   "A document that was seen",
    Source.PROSECUTOR: "The prosecutor or the victim-witness unit",
    Source.NCMEC:      "NCMEC",
    Source.DOJ:        "The Department of Justice",
    Source.ADVOCATE:   "An advocate, from the work",
    Source.ATTORNEY:   "An attorney, from the work",
    Source.CASE:       "This case, as it stands",
}
# fmt: on


class DayKind(StrEnum):
    SENTENCING = "sentencing"
    HEARING = "hearing"
    LIMITATION = "limitation"
    OTHER = "other"


# fmt: off
DAYS: dict[DayKind, str] = {
    DayKind.SENTENCING: "Sentencing",
    DayKind.HEARING:    "Hearing",
    DayKind.LIMITATION: "Limitation reminder",
    DayKind.OTHER:      "Another day",
}
# How many days ahead a task is entered for the attorney; the smallest is the last call.
LEADS: dict[DayKind, tuple[int, ...]] = {
    DayKind.SENTENCING: (60, 30, 14, 7, 2),
    DayKind.HEARING:    (14, 7, 2),
    DayKind.LIMITATION: (180, 60, 14),
    DayKind.OTHER:      (7, 1),
}
# fmt: on
