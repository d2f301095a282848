"""What a case's own records answer of the remedies' questions: said once, never asked again."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from restitution.rules.courts import CourtKind, Offence, Stage
from restitution.rules.facts import Fact
from restitution.rules.words import KNOWN, NO, PENDING, SURE_NOT, YES

CHAPTER_110 = {Offence.PRODUCTION, Offence.TRAFFICKING}
CONVICTED = {Stage.CONVICTED, Stage.SENTENCED}


class Known(NamedTuple):
    """One answer that the case holds, and the page that says so."""

    fact: Fact
    words: str  # where it stands, for a person
    page: str = "case"  # case, evidence, money
    counts: bool = True  # or a hint: near the question, and not quite what it asks
    apart: bool = False  # of the attorneys' ledger: nobody else is shown it


class Listing(NamedTuple):
    label: str
    seen_on: date
    is_synthetic: str
    identifiable: bool


class Court(NamedTuple):
    number: int
    kind: str
    stage: str
    offence: str
    sentencing_on: date | None


class Sums(NamedTuple):
    """What the ledger adds up to where a federal court ordered it."""

    received: Decimal | None = None
    losses: Decimal | None = None
    reserve_paid: Decimal | None = None


class Records(NamedTuple):
    """What a case holds, as far as a remedy asks."""

    age_when_made: str
    country: str
    listings: Sequence[Listing] = ()
    courts: Sequence[Court] = ()
    sums: Sums = Sums()
    made_by: str = ""
    synthetic_told: str = ""
    refused_consent: str = ""  # the request whose signed statement says so


def known(records: Records) -> dict[str, Known]:
    """Give an answer for each question that the records settle; none where they disagree."""
    return {
        **_of_the_person(records),
        **_of_the_image(records),
        **_of_the_courts(records.courts),
        **_of_the_ledger(records.sums),
    }


def _of_the_person(records: Records) -> dict[str, Known]:
    minor = {"under18": YES, "18plus": NO}.get(records.age_when_made, SURE_NOT)
    found = {"minor": Known(Fact(minor), "The case's age when it was made")}
    if records.country and records.country != "US":
        found["state"] = Known(Fact("outside"), "The case's country is not the US", counts=False)
    if records.made_by in {"self", "other"}:
        made = YES if records.made_by == "self" else NO
        found["self_made"] = Known(Fact(made), "The intake: who took it")
    return found


def _of_the_image(records: Records) -> dict[str, Known]:
    found: dict[str, Known] = {}
    kinds = {one.is_synthetic for one in records.listings} - {SURE_NOT}
    kinds |= {records.synthetic_told} & {YES, NO}
    if len(kinds) == 1:
        is_made = kinds == {YES}
        found["image_is"] = Known(
            Fact("forged" if is_made else "real"), "The evidence: real or made", "evidence"
        )
    if any(one.identifiable for one in records.listings):
        found["identifiable"] = Known(Fact(YES), "The evidence: what shows who it is", "evidence")
    if records.listings:
        first = min(records.listings, key=lambda one: one.seen_on)
        last = max(records.listings, key=lambda one: one.seen_on)
        found["first_disclosed_on"] = _seen(first, "first")
        found["disclosed_on"] = _seen(last, "last")
    if records.refused_consent:
        found["disclosed"] = Known(
            Fact(YES), f"The statement signed for {records.refused_consent}", "case"
        )
    return found


def _seen(listing: Listing, which: str) -> Known:
    """Give a hint: the day that a listing was seen on is no earlier than its disclosure."""
    words = f"{listing.label}, the {which} listing, was first seen on this day"
    return Known(Fact(KNOWN, on=listing.seen_on), words, "evidence", counts=False)


def _of_the_courts(courts: Sequence[Court]) -> dict[str, Known]:
    federal = [one for one in courts if one.kind == CourtKind.FEDERAL]
    state = [one for one in courts if one.kind == CourtKind.STATE]
    found: dict[str, Known] = {}
    if federal or state:
        which = "federal" if federal else "state_only"
        found["court"] = _court(Fact(which), (federal or state)[0])
    if state:
        found["state_case"] = _state_case(state)
    if federal:
        found |= _of_federal(federal)
    return found


def _of_federal(federal: Sequence[Court]) -> dict[str, Known]:
    """Give what one federal case says; the one that a step may be late in speaks for all."""
    urgent = sorted(federal, key=_urgency)[0]
    found: dict[str, Known] = {}
    if urgent.stage in {Stage.OPEN, Stage.CONVICTED}:
        found["stage"] = _court(Fact("before_sentencing"), urgent)
    elif urgent.stage == Stage.SENTENCED:
        found["stage"] = _court(Fact("sentenced"), urgent)
    if urgent.sentencing_on:
        found["sentenced_on"] = _court(Fact(KNOWN, on=urgent.sentencing_on), urgent)
    if urgent.offence in CHAPTER_110:
        found["offence_type"] = _court(Fact(str(urgent.offence)), urgent)
    return found | _convictions(federal)


def _convictions(federal: Sequence[Court]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    asked = {"convicted_110": CHAPTER_110, "convicted_trafficking": {Offence.TRAFFICKING}}
    for slug, offences in asked.items():
        named = [one for one in federal if one.offence in offences]
        convicted = next((one for one in named if one.stage in CONVICTED), None)
        pending = next((one for one in named if one.stage == Stage.OPEN), None)
        if convicted:
            found[slug] = _court(Fact(YES), convicted)
        elif pending:
            found[slug] = _court(Fact(PENDING), pending)
    return found


def _urgency(court: Court) -> tuple[int, date, int]:
    order = {Stage.CONVICTED: 0, Stage.OPEN: 1, Stage.UNKNOWN: 2, Stage.SENTENCED: 3}
    return (order.get(Stage(court.stage), 4), court.sentencing_on or date.max, court.number)


def _state_case(state: Sequence[Court]) -> Known:
    said: Mapping[str, str] = {
        Stage.OPEN: "pending", Stage.CONVICTED: "convicted", Stage.SENTENCED: "sentenced",
        Stage.ENDED: "none",
    }  # fmt: skip
    first = sorted(state, key=_urgency)[0]
    return _court(Fact(said.get(first.stage, "reported")), first)


def _court(fact: Fact, court: Court) -> Known:
    return Known(fact, f"Court case {court.number} of the ledger", "money")


def _of_the_ledger(sums: Sums) -> dict[str, Known]:
    words = "The ledger, where a federal court ordered it"
    found: dict[str, Known] = {}
    if sums.received is not None:
        found["restitution_received"] = Known(
            Fact(KNOWN, amount=sums.received), words, "money", apart=True
        )
    if sums.losses is not None:
        found["losses_found"] = Known(Fact(KNOWN, amount=sums.losses), words, "money", apart=True)
    if sums.reserve_paid:
        found["reserve_paid"] = Known(Fact(YES), words, "money", apart=True)
    return found
