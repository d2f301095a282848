"""Restitution after a conviction under 47 U.S.C. 223(h), the TAKE IT DOWN Act (law.md 1.7, 4.6)."""

from restitution.rules import bars
from restitution.rules.facts import Told
from restitution.rules.federal import Asked, columns, rows
from restitution.rules.table import Note, Remedy
from restitution.rules.words import BEFORE, SPANS, Mark, Status

ASKED = Asked(
    "223h", "convicted_223h", "identified_223h", "stage_223h", "sentenced_223h_on", "requested_223h"
)

# fmt: off
IN_MANNER = Note("Restitution is mandatory, in the manner of 18 U.S.C. 2264.", Mark.VERIFIED)
EARLIER = Note("The crimes are in force since 19 May 2025: an act before that day is not one of"
               " them. Look at the state's law.", Mark.VERIFIED)
SOME = Note("Acts lie on both sides of 19 May 2025: only those since that day count.",
    Mark.VERIFIED)
# fmt: on


def notes(told: Told) -> tuple[Note, ...]:
    said, day = told.fact("offence_223h_on").value, told.day("offence_223h_on")
    if said == BEFORE or (day and day < bars.TIDA_LINE):
        return (IN_MANNER, EARLIER)
    return (IN_MANNER, SOME) if said == SPANS else (IN_MANNER,)


USC223H = Remedy(
    code="usc223h",
    title="Restitution after a TAKE IT DOWN Act conviction",
    citation="47 U.S.C. 223(h); 18 U.S.C. 2264",
    mark=Mark.VERIFIED,
    status=Status.IN_FORCE,
    gives="The court must order restitution on that conviction. What is ordered is not yet"
    " received.",
    columns=columns(ASKED),
    rows=rows(ASKED),
    also_asks=("offence_223h_on",),
    documents=("The judgment or the plea", "Victim-notification letters", "Evidence of losses"),
    notes=notes,
    dates=lambda told: bars.of_sentencing(told, ASKED.sentenced_on),
)
