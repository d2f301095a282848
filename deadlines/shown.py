"""What the clock's page shows: faces, receipts, listings and the ledger in words."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from cases.rules import handled_as_minor
from deadlines import face, laws
from deadlines.courses import Known, law_facts
from deadlines.ledger import lines
from deadlines.models import Clock, CourseEvent, Unclocked
from deadlines.rules.elsewhere import begins_with
from deadlines.rules.spoken import rung_words, step_words
from evidence.rules.items import Fact, FactKind, standing
from removal.models import Listing, Receipt, RemovalRequest
from removal.rules.spoken import BASES_OF_RECEIPT, CHANGES, PROOFS
from removal.rules.words import ChangeReason, Proof, ReceiptBasis, Status


class Line(NamedTuple):
    """One rung of a clock in words."""

    at: datetime
    words: str
    state: str  # sent | skipped | owed | planned
    detail: str
    done_at: datetime | None


class Past(NamedTuple):
    """One receipt that was recorded, as a timeline's entry."""

    at: datetime
    words: str
    by: str
    detail: str
    tone: str


class Listed(NamedTuple):
    """One listing and where it stands."""

    item_id: UUID
    label: str
    word: str
    tone: str
    since: datetime | None
    seen_up_at: datetime | None
    is_gone: bool
    minor: bool


TONES = {"seen gone": "good", "said removed": "soon", "back": "late", "up": "neutral"}


def of(request: RemovalRequest, *, now: datetime) -> dict[str, Any]:
    """Give the facts of the clock's page and panel."""
    was_sent = hasattr(request, "submission")
    receipts = list(request.receipts.select_related("recorded_by").order_by("-recorded_at"))
    for receipt in receipts:
        receipt.case = request.case  # its key is loaded; each would ask for it again
    standing_receipt = next((one for one in receipts if one.replaced_at is None), None)
    clocks = list(Clock.objects.filter(request=request).for_display().for_climbing())
    clocks.sort(key=lambda clock: (clock.closed_at is not None, clock.due_at, clock.pk))
    running = [clock for clock in clocks if clock.closed_as != "unclocked"]
    unclocked = Unclocked.objects.filter(request=request).first()
    taken_up = laws.known(request, receipt=standing_receipt, now=now)
    began = {one.course.pk: began_with(one) for one in taken_up}
    faces = [
        face.of(clock, now=now, receipt=standing_receipt, event=began.get(clock.course_id))
        for clock in running
    ]
    listings = [_listed(listing, request) for listing in request.listings.all()]
    return {
        "removal": request,
        "faces": _with_the_act(faces, clocks, request, unclocked),
        "laws": laws.cards(request, receipt=standing_receipt, now=now) if was_sent else [],
        "receipts": [_past(receipt) for receipt in receipts] if len(receipts) > 1 else [],
        "listings": listings,
        "minor": any(listed.minor for listed in listings),
        "ledgers": [(clock.statute.name, list(_ledger(clock, now))) for clock in clocks],
        "has_receipt": standing_receipt is not None,
        "is_proven": standing_receipt is not None and standing_receipt.basis == ReceiptBasis.PROVEN,
        "goes_behind": _goes_behind(request, faces, listings),
        "under_way": request.status in {Status.SUBMITTED, Status.RECEIVED},
        "was_sent": was_sent,
    }


def _goes_behind(request: RemovalRequest, faces: list[face.Face], listings: list[Listed]) -> bool:
    """Tell whether the time is over with something up: who stands behind can be asked."""
    is_late = any(one.band == "late" for one in faces)
    return is_late and not request.asked_as and not all(listed.is_gone for listed in listings)


def began_with(one: Known) -> CourseEvent | None:
    """Give the event that hours count from; None where they follow the request's receipt."""
    return None if one.course.follows_receipt else one.events.get(begins_with(law_facts(one.law)))


def _with_the_act(
    faces: list[face.Face],
    clocks: list[Clock],
    request: RemovalRequest,
    unclocked: Unclocked | None,
) -> list[face.Face]:
    """Give the clocks, the soonest first, and why the Act's does not run where it does not."""
    if any(clock.course_id is None and clock.closed_as != "unclocked" for clock in clocks):
        return faces
    return [*faces, face.without_clock(request, unclocked)]


def _past(receipt: Receipt) -> Past:
    proof = PROOFS[Proof(receipt.proof)] if receipt.proof != Proof.NONE else ""
    basis = BASES_OF_RECEIPT[ReceiptBasis(receipt.basis)]
    words = f"{basis}{': ' if proof else ''}{proof.lower()}"
    why = CHANGES[ChangeReason(receipt.change_reason)] if receipt.change_reason else ""
    note = f"“{receipt.change_note}”" if receipt.change_note else ""
    return Past(
        at=receipt.received_at,
        words=words if receipt.replaced_at is None else f"Replaced. {words}",
        by=receipt.recorded_by.name,
        detail=". ".join(filter(None, (why, note))),
        tone="" if receipt.replaced_at is None else "quiet",
    )


def _listed(listing: Listing, request: RemovalRequest) -> Listed:
    item = listing.item
    facts = [Fact(one.kind, one.at) for one in item.facts.all() if one.retracted_at is None]
    stands = standing(facts)
    since = stands.seen_gone_at or stands.said_removed_at or stands.back_at
    return Listed(
        listing.item_id,
        item.label,
        stands.word.capitalize(),
        TONES[stands.word],
        since,
        max((fact.at for fact in facts if fact.kind == FactKind.SEEN_UP), default=None),
        stands.is_gone,
        handled_as_minor(request.case.age_when_made, item.age_when_made),
    )


def _ledger(clock: Clock, now: datetime) -> Iterator[Line]:
    """Give the ladder as the ledger holds it, and what is still to come while the clock runs."""
    for line in lines(clock, now=now):
        said = f"tells the {', the '.join(line.tells)}"
        if line.state == "sent":
            said = ""
        elif line.state == "skipped":
            said = step_words(line.state, line.reason).partition(": ")[2]
        yield Line(line.due_at, rung_words(line.rung), line.state, said, line.done_at)
