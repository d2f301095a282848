"""Other routes, held as rows: none of them is more than a pointer for an attorney (law.md 4.6)."""

from functools import partial

from restitution.rules.states import STATES
from restitution.rules.table import Remedy, Row, asked, grouped
from restitution.rules.words import BLANK, NO, PENDING, UNTOLD, YES, Mark, Outcome, Status

NEEDS, UNSURE = Outcome.NEEDS, Outcome.UNSURE
NOT_ROUTE, UNLIKELY = Outcome.NOT_ROUTE, Outcome.UNLIKELY
OPEN_OR = {*UNTOLD, BLANK}
IN_STATES: dict[str, str] = dict.fromkeys(STATES, YES)
STATE = grouped("state", IN_STATES | {"outside": NO}, met={YES}, against={NO})
ELSEWHERE = dict.fromkeys(STATES, "other") | {"outside": "other"}
UTAH = grouped("state", ELSEWHERE | {"UT": YES}, met={YES}, against={"other"})
IN_STATE = {"state": {YES}}
WHICH = "Which state's law may apply is open."
NOT_ASKED = "Nobody has asked yet which state's law may apply."
# fmt: off
UNSTATED = (
    ("outside", {NO},    NOT_ROUTE, "No US state is touched; another place has its own law."),
    ("unsure",  UNTOLD,  UNSURE,    WHICH),
    ("ask",     {BLANK}, NEEDS,     NOT_ASKED),
)
# fmt: on
route = partial(Remedy, status=Status.ROW)


def unstated(code: str) -> tuple[Row, ...]:
    return tuple(
        Row(f"{code}-{name}", {"state": values}, outcome, why)
        for name, values, outcome, why in UNSTATED
    )


# fmt: off
STATE_CRIMINAL = route(
    code="state_criminal",
    title="State criminal case and its restitution",
    citation="The state's criminal law",
    mark=Mark.SECONDARY,
    gives="By June 2025 all 50 states and DC had a crime of it; restitution is the state's law.",
    columns=(
        STATE,
        asked("state_case", met={"reported", PENDING, "convicted", "sentenced"}, against={"none"}),
    ),
    rows=(
        *unstated("state-criminal"),
        Row("state-criminal-soon", {**IN_STATE, "state_case": {PENDING, "convicted"}}, NEEDS,
            "A state case is open: an attorney reads the state's restitution law before the"
            " sentencing.", urgent=True, of_the_law=True),
        Row("state-criminal-after", {**IN_STATE, "state_case": {"sentenced"}}, NEEDS,
            "Sentenced in a state court: an attorney reads what the state's law leaves open."),
        Row("state-criminal-start", {**IN_STATE, "state_case": {"none", "reported", BLANK}}, NEEDS,
            "An attorney reads the state's law. Whether to report is the survivor's choice.",
            of_the_law=True),
        Row("state-criminal-case", {**IN_STATE, "state_case": UNTOLD}, UNSURE,
            "Whether there is a state case is open: the prosecutor's office says."),
    ),
)
STATE_CIVIL = route(
    code="state_civil",
    title="State civil claim, and laws on forgeries",
    citation="The state's civil law",
    mark=Mark.SECONDARY,
    gives="State laws vary widely: intent, damages, time limits.",
    columns=(STATE,),
    rows=(
        *unstated("state-civil"),
        Row("state-civil-read", IN_STATE, NEEDS, "An attorney reads that state's law.",
            of_the_law=True),
    ),
    also_asks=("image_is", "disclosed_on"),
)
UTAH_13_72B = route(
    code="utah_13_72b",
    title="Utah's 48 hours for counterfeit intimate images",
    citation="Utah Code 13-72b-302",
    mark=Mark.VERIFIED,
    gives="A state copy of the 48-hour duty, for counterfeit images.",
    columns=(UTAH, asked("image_is", met={"forged"}, against={"real"})),
    rows=(
        Row("utah-other", {"state": {"other"}}, NOT_ROUTE, "It is Utah's law."),
        Row("utah-real", {"state": {YES, *OPEN_OR}, "image_is": {"real"}}, NOT_ROUTE,
            "It is for counterfeit images."),
        Row("utah-unsure", {"state": UNTOLD, "image_is": {"forged", *OPEN_OR}}, UNSURE, WHICH),
        Row("utah-ask", {"state": {BLANK}, "image_is": {"forged", *OPEN_OR}}, NEEDS, NOT_ASKED),
        Row("utah-image-unsure", {"state": {YES}, "image_is": UNTOLD}, UNSURE,
            "Whether the image is counterfeit is open."),
        Row("utah-image-ask", {"state": {YES}, "image_is": {BLANK}}, NEEDS,
            "Nobody has asked yet whether the image is counterfeit."),
        Row("utah-read", {"state": {YES}, "image_is": {"forged"}}, NEEDS,
            "An attorney reads what Utah's law gives beside the removal.", of_the_law=True),
    ),
)
STATE_COMPENSATION = route(
    code="state_compensation",
    title="State crime-victim compensation",
    citation="The state's programme (VOCA)",
    mark=Mark.UNVERIFIED,
    gives="It pays last, after others; filing days and duties to report vary.",
    columns=(STATE, asked("police_report", met={YES}, against={NO})),
    rows=(
        *unstated("compensation"),
        Row("compensation-reported", {**IN_STATE, "police_report": {YES}}, NEEDS,
            "Look up the programme's filing day and what it covers.", of_the_law=True),
        Row("compensation-unreported", {**IN_STATE, "police_report": {NO}}, NEEDS,
            "Some programmes take another report than the police's: look before giving it up."),
        Row("compensation-open", {**IN_STATE, "police_report": OPEN_OR}, NEEDS,
            "Whether it was reported is open, and the programme may ask."),
    ),
)
# fmt: on
