"""Laws that a person takes up on a request: which may apply, what starts them, what is missing.

The rules say what may apply and what a clock wants; that a law is claimed is a person's act,
because no rule can know whether it reaches this platform (ADR 0050).
"""

from collections.abc import Callable, Collection
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Maker(StrEnum):
    """Who makes the report, complaint or notice that a law begins with."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    SOMEONE_ELSE = "someone_else"


class EventKind(StrEnum):
    """What may come under a law, each with its moment."""

    ASKED = "asked"  # the complaint to a regulator, or a report that is not the notice itself
    RECEIVED = "received"  # the platform has that report
    REGULATOR_NOTICE = "regulator_notice"
    RECEIPT_CONFIRMED = "receipt_confirmed"
    DECISION = "decision"


class StartsFrom(StrEnum):
    PLATFORM_RECEIPT, REGULATOR_NOTICE = "platform_receipt", "regulator_notice"


class WhyNot(StrEnum):
    """Why a law that was taken up has no clock running, in the order that is asked."""

    LAID_ASIDE = "laid_aside"
    NO_HOURS = "no_fixed_hours"
    MAKER = "maker_may_not"
    NO_AUTHORITY = "no_authority"
    ELEMENTS = "elements_missing"
    NOT_ASKED = "not_asked"
    REGULATOR = "waiting_for_regulator"
    RECEIPT = "waiting_for_receipt"
    NOT_IN_FORCE = "not_in_force"


class EndedBecause(StrEnum):
    MISTAKE, SURVIVOR_ASKED = "mistake", "survivor_asked"
    TAKEN_BACK, OTHER = "taken_back", "other"


class LawFacts(NamedTuple):
    """One statute's row, as far as a clock asks."""

    code: str
    hours: int | None
    starts_from: str
    status: str
    in_force_from: date | None
    in_force_to: date | None
    may_ask: tuple[str, ...]
    elements: tuple[str, ...]


class CourseFacts(NamedTuple):
    """One law as it was taken up on one request, and what has come so far."""

    law: LawFacts
    made_by: str
    has_authority: bool
    held: frozenset[str]  # elements that the report holds
    asked_at: datetime | None
    began_at: datetime | None
    began_on: date | None  # the UTC day of it
    laid_aside: bool = False


# fmt: off
TABLE: tuple[tuple[WhyNot, Callable[[CourseFacts], bool]], ...] = (
    (WhyNot.LAID_ASIDE,   lambda f: f.laid_aside),
    (WhyNot.NO_HOURS,     lambda f: f.law.hours is None),
    (WhyNot.MAKER,        lambda f: f.made_by not in f.law.may_ask and not _has_acted(f)),
    (WhyNot.NO_AUTHORITY, lambda f: _lacks_authority(f) and not _has_acted(f)),
    (WhyNot.NOT_ASKED,    lambda f: _is_two_step(f.law) and not (f.asked_at or f.began_at)),
    (WhyNot.ELEMENTS,     lambda f: bool(missing(f.law.elements, f.held)) and not _has_acted(f)),
    (WhyNot.REGULATOR,    lambda f: _is_two_step(f.law) and f.began_at is None),
    (WhyNot.RECEIPT,      lambda f: f.began_at is None),
    (WhyNot.NOT_IN_FORCE, lambda f: not holds_on(f.law, f.began_on)),
)
# fmt: on


def why_no_clock(facts: CourseFacts) -> WhyNot | None:
    """Give why no clock runs under a law that was taken up, or None when one does."""
    return next((why for why, holds in TABLE if holds(facts)), None)


def holds_on(law: LawFacts, day: date | None) -> bool:
    """Tell whether a law is in force on a UTC day.

    A law in force whose first day nobody recorded is taken to hold: a person took it up, and the
    page says that the day is not recorded.
    """
    if day is None or (law.in_force_to is not None and day >= law.in_force_to):
        return False
    if law.in_force_from is None:
        return law.status == "in_force"
    return day >= law.in_force_from


def missing(elements: Collection[str], held: Collection[str]) -> tuple[str, ...]:
    """Give the elements that a report lacks, in the law's order."""
    return tuple(element for element in elements if element not in held)


# What the four parts of the notice hold already, where the notice itself was the report.
# fmt: off
BY_PART = {
    "made_by_or_for_subject": 1,
    "identification":         2,
    "exact_url":              2,
    "good_faith":             3,
    "reasons":                3,
    "contact":                4,
    "name_and_email":         4,
}
# fmt: on
BY_EVENT = {"complaint_to_esafety"}  # recorded with its moment, so nobody ticks it as well


def held_elements(
    *,
    declared: Collection[str],
    parts_done: Collection[int],
    is_notice: bool,
    minor: bool,
    was_asked: bool = False,
) -> frozenset[str]:
    """Give what a report holds: what a person declared or recorded, and what the notice says."""
    by_parts = {name for name, part in BY_PART.items() if is_notice and part in parts_done}
    spared = {"name_and_email"} if minor else set()  # Art. 16(2)(c): offences against children
    asked = BY_EVENT if was_asked else set()
    return frozenset({*declared, *by_parts, *spared, *asked})


def _is_two_step(law: LawFacts) -> bool:
    return law.starts_from == StartsFrom.REGULATOR_NOTICE


def _has_acted(facts: CourseFacts) -> bool:
    """Tell whether a regulator gave its notice: from then on it is its notice that counts."""
    return _is_two_step(facts.law) and facts.began_at is not None


def _lacks_authority(facts: CourseFacts) -> bool:
    return facts.made_by == Maker.REPRESENTATIVE and not facts.has_authority


# fmt: off
EVENTS_OF = {  # what may be recorded: (two-step, has hours) -> kinds, in order
    (True,  True):  (EventKind.ASKED, EventKind.REGULATOR_NOTICE),
    (False, True):  (EventKind.ASKED, EventKind.RECEIVED),
    (False, False): (EventKind.ASKED, EventKind.RECEIPT_CONFIRMED, EventKind.DECISION),
}
# fmt: on


def events_of(law: LawFacts, *, is_notice: bool) -> tuple[EventKind, ...]:
    """Give what may be recorded under a law; the notice's own sending and receipt are known."""
    known = {EventKind.ASKED, EventKind.RECEIVED} if is_notice else set()
    kinds = EVENTS_OF[_is_two_step(law), law.hours is not None]
    return tuple(kind for kind in kinds if kind not in known)


def begins_with(law: LawFacts) -> EventKind:
    """Give the event from which a law counts."""
    return EventKind.REGULATOR_NOTICE if _is_two_step(law) else EventKind.RECEIVED
