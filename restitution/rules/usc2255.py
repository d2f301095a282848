"""18 U.S.C. 2255: a civil claim of someone who was a minor (law.md 4.1)."""

from restitution.rules import bars
from restitution.rules.facts import Told
from restitution.rules.question import conviction
from restitution.rules.questions import QUESTIONS
from restitution.rules.table import Column, Note, Remedy, Row, asked, grouped
from restitution.rules.words import (
    BLANK,
    NO,
    NOT_TOLD,
    PENDING,
    SURE_NOT,
    UNSAID,
    UNTOLD,
    YES,
    Mark,
    Outcome,
    Status,
)

LISTED = {code: YES for code in QUESTIONS["predicate"].choices if code not in ("none", *NOT_TOLD)}
BARRED = Column(
    "barred", (YES, NO, SURE_NOT, UNSAID, BLANK), bars.barred,
    ("born_on", "discovered_on", "time_barred"), frozenset({NO}), frozenset({YES}),
    {YES: "Possibly out of time on 16 September 2022",
     NO: "Not found out of time on 16 September 2022"},
)  # fmt: skip
COLUMNS = (
    asked("minor", met={YES}, against={NO}),
    grouped("predicate", LISTED | {"none": NO}, met={YES}, against={NO}),
    asked("injury", met={YES}, against={NO}),
    BARRED,
    asked("settled", met={NO}, against={YES}),
)
MINOR, HURT = {"minor": {YES}}, {"minor": {YES}, "predicate": {YES}, "injury": {YES}}
OPEN_SETTLED = {NO, BLANK}

# fmt: off
ROWS = (
    Row("2255-1", {"minor": {NO}}, Outcome.NOT_ROUTE,
        "The section is for people who were minors then. Look at 15 U.S.C. 6851.", of_the_law=True),
    Row("2255-2", {"minor": UNTOLD}, Outcome.UNSURE,
        "First comes proof of the age at the time.", of_the_law=True),
    Row("2255-3", {"minor": {BLANK}}, Outcome.NEEDS,
        "Nobody has asked yet whether the survivor was under 18."),
    Row("2255-4", {**MINOR, "predicate": UNTOLD | {BLANK}}, Outcome.NEEDS,
        "Which listed offence the facts show is open.", of_the_law=True),
    Row("2255-5", {**MINOR, "predicate": {NO}}, Outcome.UNLIKELY,
        "None of the listed offences is seen in the facts; an attorney reads them beside the"
        " list."),
    Row("2255-6", {**MINOR, "predicate": {YES}, "injury": UNTOLD | {BLANK}}, Outcome.NEEDS,
        "Treatment records or a statement would show the injury.", of_the_law=True),
    Row("2255-7", {**MINOR, "predicate": {YES}, "injury": {NO}}, Outcome.UNLIKELY,
        "The section asks for a personal injury. It may show later, so this is asked again.",
        revisit=("injury",)),
    Row("2255-8", {**HURT, "barred": {YES}}, Outcome.UNLIKELY,
        "Possibly out of time on 16 September 2022. An attorney confirms the days.",
        of_the_law=True),
    Row("2255-9", {**HURT, "barred": UNTOLD}, Outcome.UNSURE,
        "The two old-law days decide; an attorney computes them.", of_the_law=True),
    Row("2255-10", {**HURT, "barred": {BLANK}}, Outcome.NEEDS,
        "The date of birth, or of discovery, is still to ask: one that still ran is enough."),
    Row("2255-11", {**HURT, "barred": {NO}, "settled": {YES}}, Outcome.NEEDS,
        "A settlement or judgment may have ended the claim against one person: its text is"
        " needed."),
    Row("2255-12", {**HURT, "barred": {NO}, "settled": UNTOLD}, Outcome.NEEDS,
        "Whether a settlement or a judgment stands in the way is open."),
    Row("2255-13", {**HURT, "barred": {NO}, "settled": OPEN_SETTLED}, Outcome.SUPPORT,
        "All that the section asks for is told. There is no deadline, but evidence fades.",
        of_the_law=True),
)
# fmt: on


# fmt: off
ALWAYS = (
    Note("The claim is possibly out of time only if both periods had ended before that day: the"
         " Act of 2022 took the limit from all that was still open.", Mark.VERIFIED),
    Note("Versions before 2018 were shorter: an old claim may have ended before the two periods"
         " say.", Mark.VERIFIED),
    Note("Who pays, and how often, where several are responsible is case law.", Mark.UNVERIFIED),
)
WAITS = Note("A civil claim may have to wait while a criminal case about the same acts runs.",
             Mark.UNVERIFIED)
PROOF = Note("The section asks for no conviction; without one the claim proves the offence itself.",
             Mark.VERIFIED)
# fmt: on


def notes(told: Told) -> tuple[Note, ...]:
    legs = tuple(Note(words, Mark.VERIFIED) for words in bars.leg_words(told))
    convicted = told.said("defendant_convicted", conviction())
    beside = (WAITS,) if convicted == PENDING else ()
    return (*legs, *ALWAYS, *beside, *(() if convicted == YES else (PROOF,)))


USC2255 = Remedy(
    code="usc2255",
    title="Civil claim of someone who was a minor",
    citation="18 U.S.C. 2255",
    mark=Mark.VERIFIED,
    status=Status.IN_FORCE,
    gives=(
        "Actual damages, or liquidated damages that the section sets at $150,000, and costs with"
        " reasonable attorney fees; punitive and equitable relief are possible. What a court gives"
        " in a case, and what can be collected, are other questions."
    ),
    columns=COLUMNS,
    rows=ROWS,
    also_asks=("defendant_known", "defendant_convicted"),
    documents=("Proof of the date of birth", "Any judgment or plea", "Victim-notification letters",
               "A series or victim identification letter", "Treatment and wage records",
                   "Earlier restitution orders"),
    notes=notes,
    dates=bars.legs_2255,
)  # fmt: skip
