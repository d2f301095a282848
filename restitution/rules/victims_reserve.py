"""Defined monetary assistance from the Victims Reserve (law.md 4.3)."""

from datetime import timedelta

from restitution.rules import bars
from restitution.rules.facts import Told
from restitution.rules.table import Column, Note, Remedy, Row, asked
from restitution.rules.words import (
    BLANK,
    NO,
    PENDING,
    SURE_NOT,
    UNSAID,
    UNTOLD,
    YES,
    Mark,
    Outcome,
    Status,
)

STALE = timedelta(days=366)
NOT_YET = {NO, PENDING}


def received(told: Told) -> str:
    said = told.fact("restitution_received").value
    if said in (BLANK, UNSAID):
        return said
    return bars.received_beside(told.sum("restitution_received"), told.reserve)


COLUMNS = (
    asked("identified", met={YES}, against={NO}),
    asked("convicted_trafficking", met={YES}, against={NO}),
    asked("reserve_paid", met={NO}, against={YES}),
    Column(
        "received", ("below", "above", SURE_NOT, UNSAID, BLANK), received,
        ("restitution_received",), frozenset({"below"}), frozenset({"above"}),
        {"below": "Restitution received is not above the Reserve's amount",
         "above": "Restitution received is above the Reserve's amount as it was noted"},
    ),
    asked("collector", met={"self", "representative"}, against={"barred"}),
)  # fmt: skip

ONCE = {"reserve_paid": {NO, *UNTOLD, BLANK}}
NAMED = {"reserve_paid": {NO, *UNTOLD, BLANK}, "identified": {YES}}
OPENED = {"identified": {YES}, "convicted_trafficking": {YES}}
MAY_COLLECT = {"self", "representative", BLANK}

# fmt: off
ROWS = (
    Row("reserve-1", {"reserve_paid": {YES}}, Outcome.NOT_ROUTE,
        "It was paid once, and it is paid once only.", of_the_law=True),
    Row("reserve-2", {**ONCE, "identified": {NO}}, Outcome.NEEDS,
        "Identification in a federal case comes first: through the prosecutor or NCMEC.",
        of_the_law=True),
    Row("reserve-3", {**ONCE, "identified": UNTOLD}, Outcome.UNSURE,
        "An attorney asks the Department of Justice; the payments go into the ledger.",
        of_the_law=True),
    Row("reserve-4", {**ONCE, "identified": {BLANK}}, Outcome.NEEDS,
        "Nobody has asked yet whether the survivor was identified in a federal case."),
    Row("reserve-5", {**NAMED, "convicted_trafficking": NOT_YET}, Outcome.NEEDS,
        "It opens on a federal trafficking conviction: look again when one comes.",
        revisit=("convicted_trafficking",), of_the_law=True),
    Row("reserve-6", {**NAMED, "convicted_trafficking": UNTOLD}, Outcome.UNSURE,
        "Whether there is a federal trafficking conviction is open: the prosecutor or the"
        " Department says."),
    Row("reserve-7", {**NAMED, "convicted_trafficking": {BLANK}}, Outcome.NEEDS,
        "Nobody has asked yet whether there is a federal trafficking conviction."),
    Row("reserve-8", {**OPENED, **ONCE, "received": {"above"}}, Outcome.UNLIKELY,
        "More restitution was received than the Reserve's amount as it was noted.",
        of_the_law=True),
    Row("reserve-9", {**OPENED, "reserve_paid": UNTOLD, "received": {"below", *UNTOLD, BLANK}},
        Outcome.UNSURE,
        "Whether it was paid before is open, and it is paid once: an attorney asks the Department"
        " of Justice."),
    Row("reserve-10", {**OPENED, "reserve_paid": {BLANK}, "received": {"below", *UNTOLD, BLANK}},
        Outcome.NEEDS,
        "Nobody has asked yet whether it was paid before."),
    Row("reserve-11", {**OPENED, "reserve_paid": {NO}, "received": UNTOLD | {BLANK}}, Outcome.NEEDS,
        "What was received is not known beside the amount: collect the ledger of payments."),
    Row("reserve-12", {**OPENED, "reserve_paid": {NO}, "received": {"below"},
        "collector": {"barred"}}, Outcome.NEEDS,
        "This representative cannot collect: another representative is needed."),
    Row("reserve-13", {**OPENED, "reserve_paid": {NO}, "received": {"below"}, "collector": UNTOLD},
        Outcome.NEEDS,
        "Who would collect is open, and not everybody may."),
    Row("reserve-14", {**OPENED, "reserve_paid": {NO}, "received": {"below"},
        "collector": MAY_COLLECT}, Outcome.SUPPORT,
        "First weigh it against the restitution that may still be ordered.",
        of_the_law=True),
)
UNNOTED = Note("No adjusted amount is noted here, so nothing above $35,000 is compared.",
               Mark.UNVERIFIED)
REPORTS = Note("A personal representative must report certain changes within 30 days.",
               Mark.SECONDARY)
NOTES = (
    Note("A federal court decides. The Department of Justice may present the request, and may"
         " speak for or against it.", Mark.VERIFIED),
    Note("A payment is deducted when later losses are computed; other restitution is otherwise"
         " not barred.", Mark.UNVERIFIED),
    Note("Attorney fees are capped at 15% of the payment, with a criminal penalty.",
         Mark.UNVERIFIED),
    Note("About $35,000 in dollars of 2018; the court adjusts it for inflation to the day of its"
         " order.", Mark.VERIFIED),
)
# fmt: on


def notes(told: Told) -> tuple[Note, ...]:
    by_another = told.fact("collector").value == "representative"
    return (*_amount(told), *NOTES, *((REPORTS,) if by_another else ()))


def _amount(told: Told) -> tuple[Note, ...]:
    reserve = told.reserve
    if reserve is None:
        return (UNNOTED,)
    words = (
        f"Compared with ${reserve.amount:,.2f}, as of {reserve.as_of.day} {reserve.as_of:%B %Y}."
    )
    if told.today - reserve.as_of > STALE:
        words += " That is more than a year ago: ask for the figure of the day."
    return (Note(words, Mark.UNVERIFIED),)


RESERVE = Remedy(
    code="reserve",
    title="Victims Reserve, defined monetary assistance",
    citation="18 U.S.C. 2259(d), 2259B; 28 CFR Part 81 subpart C",
    mark=Mark.VERIFIED,
    status=Status.IN_FORCE,
    gives="A payment once in a life, if a federal court orders it.",
    columns=COLUMNS,
    rows=ROWS,
    documents=("Legal name and date of birth, kept in their restricted fields",
               "A series or victim identification letter", "Case numbers and districts",
               "Restitution ordered and received, with days",
                   "Proof of a representative's authority"),
    notes=notes,
)  # fmt: skip
