"""15 U.S.C. 6851: a civil claim about disclosure of intimate images (law.md 4.4)."""

from restitution.rules import bars
from restitution.rules.facts import Told
from restitution.rules.table import Column, Note, Remedy, Row, asked
from restitution.rules.words import (
    BEFORE,
    BLANK,
    NO,
    SINCE,
    SURE_NOT,
    UNSAID,
    UNTOLD,
    YES,
    Mark,
    Outcome,
    Status,
)

WHEN = Column(
    "when", (SINCE, "past", BEFORE, SURE_NOT, UNSAID, BLANK), bars.disclosed_when,
    ("first_disclosed_on", "disclosed_on"), frozenset({SINCE}), frozenset({BEFORE, "past"}),
    {SINCE: "Disclosed since 1 October 2022, and within four years",
     "past": "The latest disclosure known is more than four years ago",
     BEFORE: "Disclosed before 1 October 2022 only"},
)  # fmt: skip
COLUMNS = (
    asked("commercial", met={NO, "coerced"}, against={"free"}),
    asked("disclosed", met={YES}, against={NO, "threat_only"}),
    asked("identifiable", met={YES}, against={NO}),
    asked("image_is", met={"real"}, against={"forged"}),
    asked("discloser_known", met={YES}, against={NO}),
    WHEN,
    asked("other_exception", met={NO}, against={YES}),
)
NOT_FREE = {"commercial": {NO, "coerced", BLANK, *UNTOLD}}
SHOWN = {**NOT_FREE, "disclosed": {YES}, "identifiable": {YES}}
REAL = {**SHOWN, "image_is": {"real"}}
KNOWN_BY = {**REAL, "discloser_known": {YES}}
LIVE = {**KNOWN_BY, "when": {SINCE}}
NOT_ASKED_OR_NO = {NO, BLANK}

# fmt: off
ROWS = (
    Row("6851-1", {"commercial": {"free"}}, Outcome.UNLIKELY,
        "Commercial pornographic content, made freely, is left out. Check the state's law and the"
        " contract.", of_the_law=True),
    Row("6851-2", {**NOT_FREE, "disclosed": {"threat_only"}}, Outcome.NOT_ROUTE,
        "The section is about disclosure. A threat is for 47 U.S.C. 223(h), the state's law and a"
        " protective order."),
    Row("6851-3", {**NOT_FREE, "disclosed": {NO}}, Outcome.UNLIKELY,
        "Told as shared with consent. Consent to making it, or to one person having it, is not"
        " consent to more: ask that."),
    Row("6851-4", {**NOT_FREE, "disclosed": UNTOLD | {BLANK}}, Outcome.NEEDS,
        "Whether it was disclosed without consent is open.", of_the_law=True),
    Row("6851-5", {**NOT_FREE, "disclosed": {YES}, "identifiable": {NO}}, Outcome.UNLIKELY,
        "The section is for a person who can be identified; what stood with the image counts too."),
    Row("6851-6", {**NOT_FREE, "disclosed": {YES}, "identifiable": UNTOLD | {BLANK}}, Outcome.NEEDS,
        "Whether the survivor can be recognised is open."),
    Row("6851-7", {**SHOWN, "image_is": {"forged"}}, Outcome.UNSURE,
        "Whether the section covers a forgery is disputed. Look at the state's law and at the"
        " DEFIANCE Act's status.", of_the_law=True),
    Row("6851-8", {**SHOWN, "image_is": UNTOLD}, Outcome.UNSURE,
        "Whether the image is real is open, and the section's reach turns on it."),
    Row("6851-9", {**SHOWN, "image_is": {BLANK}}, Outcome.NEEDS,
        "Nobody has asked yet whether the image is real."),
    Row("6851-10", {**REAL, "discloser_known": {NO}}, Outcome.NEEDS,
        "Nobody is known to answer the claim: an attorney weighs a John Doe claim and a"
        " subpoena.", of_the_law=True),
    Row("6851-11", {**REAL, "discloser_known": UNTOLD | {BLANK}}, Outcome.NEEDS,
        "Who disclosed it is open; an attorney may find out by a John Doe claim and a subpoena."),
    Row("6851-12", {**KNOWN_BY, "when": {BEFORE}}, Outcome.UNLIKELY,
        "Disclosed before 1 October 2022 only. A new disclosure may open the claim: an attorney"
        " looks.", of_the_law=True),
    Row("6851-13", {**KNOWN_BY, "when": {"past"}}, Outcome.UNSURE,
        "More than four years ago: by the usual reading (unverified) the time has run. An"
        " attorney says; a new disclosure has its own time."),
    Row("6851-14", {**KNOWN_BY, "when": UNTOLD}, Outcome.UNSURE,
        "The day of disclosure decides: whether it lies since 1 October 2022, and within four"
        " years."),
    Row("6851-15", {**KNOWN_BY, "when": {BLANK}}, Outcome.NEEDS,
        "Nobody has asked yet when it was disclosed."),
    Row("6851-16", {**LIVE, "commercial": UNTOLD}, Outcome.NEEDS,
        "Whether it was commercial content, and made freely, is open."),
    Row("6851-17", {**LIVE, "commercial": {NO, "coerced", BLANK}, "other_exception": {YES}},
        Outcome.NEEDS,
        "An exception may apply (the list is unverified): an attorney reads it."),
    Row("6851-18", {**LIVE, "commercial": {NO, "coerced", BLANK}, "other_exception": UNTOLD},
        Outcome.NEEDS,
        "Whether an exception applies is open (the list is unverified): an attorney reads it."),
    Row("6851-19", {**LIVE, "commercial": {NO, "coerced", BLANK},
        "other_exception": NOT_ASKED_OR_NO}, Outcome.SUPPORT,
        "All that the section asks for is told. Each disclosure has its own time.",
        of_the_law=True),
)
NOTES = (
    Note("In force since 1 October 2022: the day is to be read in the Act.", Mark.UNVERIFIED),
    Note("The disclosure must touch interstate or foreign commerce.", Mark.UNVERIFIED),
    Note("The claim is against the person who disclosed it, not the platform (47 U.S.C. 230).",
        Mark.UNVERIFIED),
    Note("The section has no time limit of its own; four years (28 U.S.C. 1658) is the usual"
         " reading.", Mark.UNVERIFIED),
    Note("A court may let the survivor use a pseudonym.", Mark.UNVERIFIED),
    Note("The discloser must have known that there was no consent, or not have cared.",
        Mark.UNVERIFIED),
)
COERCED = Note("Commercial content made by force, fraud, misrepresentation or coercion is not"
               " left out.", Mark.VERIFIED)
# fmt: on


def notes(told: Told) -> tuple[Note, ...]:
    return (COERCED, *NOTES) if told.fact("commercial").value == "coerced" else NOTES


USC6851 = Remedy(
    code="usc6851",
    title="Civil claim about disclosure of intimate images",
    citation="15 U.S.C. 6851",
    mark=Mark.VERIFIED,
    status=Status.IN_FORCE,
    gives=(
        "Actual damages, or liquidated damages that the section sets at $150,000, with fees and"
        " costs. What a court gives in a case, and what can be collected, are other questions."
    ),
    columns=COLUMNS,
    rows=ROWS,
    documents=("Records of looks at the listings", "Messages", "Account names"),
    notes=notes,
    dates=bars.limits_6851,
)
