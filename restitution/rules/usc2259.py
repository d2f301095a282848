"""18 U.S.C. 2259: mandatory restitution for offences of chapter 110 (law.md 4.2)."""

from restitution.rules import bars
from restitution.rules.facts import Told
from restitution.rules.federal import Asked, columns, rows
from restitution.rules.table import Note, Remedy
from restitution.rules.words import BEFORE, SINCE, SPANS, Mark, Status

ASKED = Asked(
    "2259", "convicted_110", "identified", "stage", "sentenced_on", "restitution_requested"
)

# fmt: off
SCHEMES: dict[str, tuple[Note, ...]] = {
    BEFORE: (Note("Before 7 December 2018 the older scheme holds: no floor; causation after"
                  " Paroline v. United States, 572 U.S. 434 (2014).", Mark.SECONDARY),),
    SINCE: (Note("Since 7 December 2018 the section itself sets the method.", Mark.VERIFIED),),
    SPANS: (Note("Acts lie on both sides of 7 December 2018: which scheme holds for which act is"
                 " for an attorney.", Mark.UNVERIFIED),),
}
KINDS: dict[str, tuple[Note, ...]] = {
    "production": (Note("For an offence that is not trafficking, the full amount of the losses is"
                        " ordered.", Mark.VERIFIED),),
    "trafficking": (Note("For trafficking the court finds all losses and orders what reflects"
                         " this defendant's role.", Mark.VERIFIED),
                    Note("That trafficking covers receipt and possession here is not verified:"
                         " 2259(c)(3).", Mark.UNVERIFIED)),
}
FLOOR = Note("An order for trafficking since that day is for no less than $3,000. What is ordered"
             " is not yet received.", Mark.VERIFIED)
FACTORS = Note(
    "Factors after Paroline: defendants found and likely to be found, all offenders, whether this"
    " one reproduced or distributed, any link to the making, how many images, other causes.",
    Mark.UNVERIFIED)
ALWAYS = (
    Note("A defendant's being unable to pay is no defence to the order.", Mark.VERIFIED),
    Note("All that is received together stays within the greatest losses that any court found.",
        Mark.VERIFIED),
)
REACHED = Note("What was received reaches the greatest losses found: later liability ends"
               " there.", Mark.VERIFIED)
# fmt: on


def offence_side(told: Told) -> str:
    """Say on which side of 7 December 2018 the offence lies, as far as it is told."""
    said, day = told.fact("offence_on").value, told.day("offence_on")
    if day:
        return BEFORE if day < bars.SCHEME_LINE else SINCE
    return said if said in (BEFORE, SINCE, SPANS) else ""


def notes(told: Told) -> tuple[Note, ...]:
    side, kind = offence_side(told), told.fact("offence_type").value
    kinds = KINDS["production"] + KINDS["trafficking"] if kind == "both" else KINDS.get(kind, ())
    found = [*SCHEMES.get(side, ()), *(kinds if side != BEFORE else ())]
    if side in (BEFORE, SPANS):
        found.append(FACTORS)
    if side in (SINCE, SPANS) and kind in ("trafficking", "both"):
        found.append(FLOOR)
    received, losses = told.sum("restitution_received"), told.sum("losses_found")
    if received is not None and losses is not None and received >= losses:
        found.append(REACHED)
    return (*found, *ALWAYS)


USC2259 = Remedy(
    code="usc2259",
    title="Restitution in a federal criminal case",
    citation="18 U.S.C. 2259",
    mark=Mark.VERIFIED,
    status=Status.IN_FORCE,
    gives=(
        "The court must order restitution for every offence of chapter 110. What is ordered is not"
        " yet received."
    ),
    columns=columns(ASKED),
    rows=rows(ASKED),
    also_asks=("offence_type", "offence_on", "loss_evidence", "losses_found",
               "restitution_received"),
    documents=("The judgment or the plea", "Victim-notification letters",
        "Treatment and wage records",
               "Bills for care, transport, housing, child care", "Earlier restitution orders"),
    notes=notes,
    dates=lambda told: bars.of_sentencing(told, ASKED.sentenced_on),
)  # fmt: skip
