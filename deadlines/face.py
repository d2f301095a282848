"""The clock as a page shows it: what is left, what started it, what proves that, which rule.

Three honest states: running, unproven, none; and closed, with what was achieved.
"""

from dataclasses import dataclass
from datetime import datetime

from deadlines.models import Clock, Statute, Unclocked
from deadlines.rules import spoken
from deadlines.rules.clocked import WORDS, NoClock
from deadlines.rules.hours import ClosedAs
from removal.models import Receipt, RemovalRequest
from removal.rules.spoken import PROOFS
from removal.rules.words import Proof, ReceiptBasis, Status

# fmt: off
MARKS = {  # law.md 0: how well the row is known
    "verified":   "Read in the statute's own text",
    "secondary":  "From secondary sources, not the text itself",
    "unverified": "Not verified",
}
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


def of(clock: Clock, *, now: datetime, receipt: Receipt | None = None) -> Face:
    """Give a clock's face; load the clock `for_display`, its receipt only for the large one."""
    state = _state(clock)
    proven = clock.basis == ReceiptBasis.PROVEN
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
        started_by_words=(
            "The platform received the request."
            if proven
            else "Taken to be received when it was submitted: nothing shows it yet."
        ),
        proof_words=_proof(receipt) if receipt else "",
        rule_words=_rule(clock.statute, claimed=clock.claimed),
        closed_words=_ended(clock) if state == "closed" else "",
        achieved_at=clock.achieved_at,
    )


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


def _proof(receipt: Receipt) -> str:
    if receipt.proof == Proof.NONE:
        return ""
    reference = f": {receipt.proof_reference}" if receipt.proof_reference else ""
    return f"{PROOFS[Proof(receipt.proof)]}{reference}"


def _rule(statute: Statute, *, claimed: bool) -> str:
    counted = f"{statute.hours} elapsed hours" if statute.hours else "no fixed hours"
    checked = f"{statute.checked_on.day} {statute.checked_on:%b %Y}"
    words = (
        f"{statute.title} ({statute.citation}): {counted}, version {statute.version}. "
        f"{MARKS.get(statute.mark, statute.mark)}, checked {checked}."
    )
    if claimed:
        words += (
            " Whether the Act reaches this platform is unclear, so this is a clock that we claim."
        )
    return words


def _ended(clock: Clock) -> str:
    if clock.achieved_at is None:
        return "Withdrawn"
    if clock.achieved_at < clock.starts_at:  # what proves receipt may be later than the receipt
        return "Gone in time, before the receipt on record"
    took = spoken.to_the_second(clock.achieved_at - clock.starts_at)
    if clock.closed_as == ClosedAs.IN_TIME:
        return f"Gone in time, {took} after receipt"
    beyond = spoken.to_the_second(clock.achieved_at - clock.due_at)
    return f"Gone late by {beyond}, {took} after receipt"
