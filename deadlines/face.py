"""The clock as a page shows it: what is left, what started it, what proves that, which rule.

Three honest states: running, unproven, none; and closed, with what was achieved.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from deadlines.models import Clock, CourseEvent, Statute, Unclocked
from deadlines.rules import spoken
from deadlines.rules.clocked import WORDS, NoClock
from deadlines.rules.elsewhere import StartsFrom
from deadlines.rules.elsewhere_words import CONNECTIONS
from deadlines.rules.hours import ClosedAs
from deadlines.rules.reach import Connection
from removal.models import Receipt, RemovalRequest
from removal.rules.spoken import PROOFS
from removal.rules.words import Proof, ReceiptBasis, Status

# fmt: off
MARKS = {  # law.md 0: how well the row is known
    "verified":   "Read in the statute's own text",
    "secondary":  "From secondary sources, not the text itself",
    "unverified": "Not verified",
}
DOUBTS = {"secondary": "Rule at second hand", "unverified": "Rule not verified"}
# fmt: on


@dataclass(frozen=True)
class Face:
    """What templates/_parts/clock.html draws."""

    state: str  # running | unproven | none | closed
    code: str
    band: str  # late | under-6 | under-24 | later | none | closed
    words: str = ""
    starts_at: datetime | None = None
    due_at: datetime | None = None
    hours: int = 0
    basis: str = ""
    share_left: int = 0
    started_by_words: str = ""
    proof_words: str = ""
    rule_words: str = ""
    why_none: str = ""
    closed_words: str = ""
    achieved_at: datetime | None = None
    law: str = ""  # a few words: which of several clocks this is
    law_code: str = ""  # of a law that a person took up, which has a page
    names_law: bool = False  # in a row, where the Act's alone would go without saying
    doubt: str = ""
    next_step: str = ""


def of(
    clock: Clock,
    *,
    now: datetime,
    receipt: Receipt | None = None,
    event: CourseEvent | None = None,
    names_law: bool = False,
) -> Face:
    """Give a clock's face; load the clock `for_display`, what proves it only for the large one."""
    state = _state(clock)
    return Face(
        state=state,
        code=clock.request.code,
        band="closed" if state == "closed" else spoken.band(clock.due_at, now).value,
        words=spoken.left(clock.due_at, now),
        starts_at=clock.starts_at,
        due_at=clock.due_at,
        hours=clock.hours,
        basis=clock.basis,
        share_left=spoken.share_left(starts_at=clock.starts_at, due_at=clock.due_at, now=now),
        started_by_words=_started_by(clock),
        proof_words=_proof(event) if event else _proof(receipt) if receipt else "",
        rule_words=_rule(clock),
        closed_words=_ended(clock) if state == "closed" else "",
        achieved_at=clock.achieved_at,
        law=clock.statute.name,
        law_code=clock.statute.code if clock.course_id else "",
        names_law=names_law or clock.course_id is not None,
        doubt=doubt(clock.statute),
        next_step=clock.statute.next_step if clock.course_id else "",
    )


def of_several(clocks: Iterable[Clock], *, now: datetime) -> list[Face]:
    """Give the faces of clocks in a list; those of one request each name their law."""
    given = list(clocks)
    of_one = Counter(clock.request_id for clock in given)
    return [of(clock, now=now, names_law=of_one[clock.request_id] > 1) for clock in given]


def without_clock(request: RemovalRequest, unclocked: Unclocked | None) -> Face:
    """Give the face of a request that no clock runs for, and say why."""
    if request.status == Status.SUBMITTED:
        return Face(
            state="unproven",
            code=request.code,
            band="none",
            words="No receipt recorded",
            rule_words="The hours run from the platform's receipt (47 U.S.C. 223a(a)(3)).",
        )
    why = WORDS[NoClock(unclocked.reason)] if unclocked else _not_sent(request)
    return Face(state="none", code=request.code, band="none", why_none=why)


def _state(clock: Clock) -> str:
    if clock.closed_at is not None:
        return "closed"
    return "running" if clock.basis == ReceiptBasis.PROVEN else "unproven"


def _not_sent(request: RemovalRequest) -> str:
    if request.status == Status.DRAFT:
        return "This request was not submitted yet. The hours run from the platform's receipt."
    return "No receipt was recorded before this request ended, so no hours were counted."


def _started_by(clock: Clock) -> str:
    if clock.course is None:
        if clock.basis == ReceiptBasis.PROVEN:
            return "The platform received the request."
        return "Taken to be received when it was submitted: nothing shows it yet."
    if clock.statute.starts_from == StartsFrom.REGULATOR_NOTICE:
        return "The regulator gave its notice to the platform."
    report = "the notice, which was the report" if clock.course.follows_receipt else "the report"
    unproven = "" if clock.basis == ReceiptBasis.PROVEN else " Nothing shows it yet."
    return f"The platform received {report}.{unproven}"


def _proof(shown: Receipt | CourseEvent) -> str:
    if shown.proof == Proof.NONE:
        return ""
    told = shown.proof_reference if isinstance(shown, Receipt) else shown.reference
    return f"{PROOFS[Proof(shown.proof)]}{f': {told}' if told else ''}"


def _rule(clock: Clock) -> str:
    words = rule(clock.statute, hours=clock.hours)
    if clock.course is not None:
        because = CONNECTIONS[Connection(clock.course.connection)].lower()
        return f"{words} Taken up by {clock.course.taken_up_by.name}: {because}."
    if clock.claimed:
        words += (
            " Whether the Act reaches this platform is unclear, so this is a clock that we claim."
        )
    return words


def doubt(statute: Statute) -> str:
    """Give that a law's row was not read in its own text, with the day; empty where it was."""
    said = DOUBTS.get(statute.mark)
    return f"{said}, checked {_day(statute)}" if said else ""


def _day(statute: Statute) -> str:
    return f"{statute.checked_on.day} {statute.checked_on:%b %Y}"


def rule(statute: Statute, *, hours: int | None = None) -> str:
    """Give a law's row in words: how it counts, which version, how well it is known."""
    length = hours or statute.hours
    counted = f"{length} elapsed hours" if length else "no fixed hours"
    return (
        f"{statute.title} ({statute.citation}): {counted}, version {statute.version}. "
        f"{MARKS.get(statute.mark, statute.mark)}, checked {_day(statute)}."
    )


def _ended(clock: Clock) -> str:
    if clock.achieved_at is None:
        return "Withdrawn"
    if clock.achieved_at < clock.starts_at:  # what proves receipt may be later than the receipt
        began = "its hours began" if clock.course_id else "the receipt on record"
        return f"Gone in time, before {began}"
    took = spoken.to_the_second(clock.achieved_at - clock.starts_at)
    is_notice = clock.statute.starts_from == StartsFrom.REGULATOR_NOTICE
    since = f"{took} after {'the notice' if is_notice else 'receipt'}"
    if clock.closed_as == ClosedAs.IN_TIME:
        return f"Gone in time, {since}"
    beyond = spoken.to_the_second(clock.achieved_at - clock.due_at)
    return f"Gone late by {beyond}, {since}"
