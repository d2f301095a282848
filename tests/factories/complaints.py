"""Complaints as the services leave them, on invented requests that were not acted on."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from accounts.models import User
from complaints import services
from complaints.models import ComplaintDraft
from complaints.rules.words import MadeBecause
from complaints.services import ClockFacts
from evidence.models import Item
from removal.models import RemovalRequest
from removal.services import exchange
from tests.factories import evidence as evidence_factory
from tests.factories import releases
from tests.factories import removal as removal_factory

RECEIVED = datetime(2026, 10, 31, 14, tzinfo=UTC)  # 10:00 in New York, the night the clocks go back
DUE = RECEIVED + timedelta(hours=48)
LOOKED = DUE + timedelta(minutes=40)
DRAFTED = DUE + timedelta(hours=1)

BLANKS = {
    "filer": "An advocate of a victim-service agency, for the depicted person.",
    "contact": "The agency's mailbox, desk@agency.example.",
    "other_reports": "None that this report can name.",
    "statement": "True to my knowledge; 2 November 2026; advocate.",
}


def clock(**facts: Any) -> ClockFacts:
    given = {
        "clock_id": UUID(int=7),
        "statute": "US-TIDA",
        "citation": "47 U.S.C. 223a(a)(3)",
        "received_at": RECEIVED,
        "due_at": DUE,
        "hours": 48,
        "basis": "proven",
        "claimed": False,
    }
    return ClockFacts(**{**given, **facts})


def received_request(
    *,
    by: User,
    basis: str = "proven",
    proof: str = "confirmation_number",
    proof_reference: str = "CH-20417",
    **rest: Any,
) -> RemovalRequest:
    """Give a request that Chirp has had since ten in the morning of 31 October."""
    request = removal_factory.submitted_request(by=by, **rest)
    exchange.add_receipt(
        request=request,
        received_at=RECEIVED,
        basis=basis,
        proof=proof if basis == "proven" else "none",
        proof_reference=proof_reference if basis == "proven" else "",
        by=by,
        now=RECEIVED,
    )
    return request


def items_of(request: RemovalRequest) -> list[Item]:
    return [listing.item for listing in request.listings.select_related("item__case__key")]


def look(
    request: RemovalRequest, *, by: User, kind: str = "seen_up", at: datetime = LOOKED
) -> None:
    """Record the same look at every listing of a request."""
    for item in items_of(request):
        evidence_factory.fact(item=item, kind=kind, by=by, at=at)


def draft_of(
    request: RemovalRequest, *, now: datetime = DRAFTED, by: User | None = None, **told: Any
) -> ComplaintDraft:
    """Give what the ladder drafts for a request an hour after it was due."""
    because = MadeBecause.BY_HAND if by else MadeBecause.LADDER
    about = told.pop("clock", None) or clock(**told)
    made, _ = services.draft(request=request, because=because.value, clock=about, by=by, now=now)
    return made


def complaint(*, by: User, now: datetime = DRAFTED, **rest: Any) -> ComplaintDraft:
    """Give a draft on a request that was looked at after the deadline, and was still up."""
    request = received_request(by=by, **rest)
    releases.to_regulator(request.case, by=by, now=RECEIVED)
    look(request, by=by)
    return draft_of(request, now=now, basis=rest.get("basis", "proven"))


def filled(*, by: User, now: datetime = DRAFTED, **rest: Any) -> ComplaintDraft:
    """Give a draft whose blanks are all filled."""
    draft = complaint(by=by, now=now, **rest)
    revision = draft.revisions.get(number=1)
    blanks = {key: BLANKS.get(key, "Told in words.") for key in services.blanks_of(revision)}
    services.revise(draft_id=draft.pk, blanks=blanks, added={}, by=by, now=now)
    return ComplaintDraft.objects.get(pk=draft.pk)


def in_review(*, by: User, now: datetime = DRAFTED, **rest: Any) -> ComplaintDraft:
    draft = filled(by=by, now=now, **rest)
    return services.send_to_review(draft_id=draft.pk, by=by, now=now)


def signed_off(*, by: User, signer: User, now: datetime = DRAFTED, **rest: Any) -> ComplaintDraft:
    draft = in_review(by=by, now=now, **rest)
    return services.sign_off(draft_id=draft.pk, by=signer, now=now)


def filed(
    *, by: User, signer: User, now: datetime = DRAFTED, number: str = "FTC-190442", **rest: Any
) -> ComplaintDraft:
    draft = signed_off(by=by, signer=signer, now=now, **rest)
    return services.record_filing(draft_id=draft.pk, filed_at=now, number=number, by=by, now=now)
