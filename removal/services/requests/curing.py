from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules import require_open
from removal.models import Answer, Listing, RemovalRequest
from removal.rules.moves import require_curable
from removal.rules.spoken import DISPUTES
from removal.rules.words import Disputed
from removal.services.requests.locked import locked_request

# What a next version takes over from the one that it cures.
COPIED = (
    "case",
    "platform",
    "number",
    "follows",
    "signer_role",
    "signer_name",
    "signed_at",
    "signature_method",
    "authority",
    "identifiable_by",
    "good_faith_basis",
    "good_faith_statement",
    "contact",
    "process",
    "process_looked_at",
    "asked_as",
)


@transaction.atomic
def cure_request(
    *, request_id: UUID, answer_id: UUID | None = None, by: User, now: datetime
) -> RemovalRequest:
    """Make the next version as a draft; the earlier one stays, and so does its clock (ADR 0009).

    It keeps which answer it is the cure of: the one named, else the last that disputed something.
    """
    require(by.role, Deed.WRITE_REQUEST)
    old = locked_request(request_id=request_id, by=by)
    require_open(old.case.status)
    later = RemovalRequest.objects.later_than(old.case_id, old.number, old.version)
    require_curable(old.status, replaced=later.exists())
    last = _last_version(old)
    new = RemovalRequest(
        version=last.version + 1,
        replaces=last,
        cures_answer=_disputing(old, answer_id),
        created_at=now,
        created_by=by,
        **{name: getattr(old, name) for name in COPIED},
    )
    new.save(force_insert=True)
    Listing.objects.bulk_create(
        Listing(request=new, item_id=one.item_id) for one in old.listings.all()
    )
    disputed = new.cures_answer.disputes if new.cures_answer else []
    words = [DISPUTES[Disputed(one)].lower() for one in disputed] or "nothing named"
    trail.record(
        by=by,
        action="removal.cured",
        subject=new,
        case=new.case,
        request=new.label,
        replaces=old.label,
        disputed=words,
    )
    return new


def _last_version(request: RemovalRequest) -> RemovalRequest:
    """Give the end of the line of versions; what was set aside keeps its place and its number."""
    same = RemovalRequest.objects.filter(case=request.case, number=request.number)
    found: RemovalRequest = same.latest("version")
    return found


def _disputing(request: RemovalRequest, answer_id: UUID | None) -> Answer | None:
    """Give the answer that a cure is of; none where the platform named nothing."""
    answers = Answer.objects.filter(request=request).order_by("answered_at", "recorded_at")
    if answer_id is None:
        return answers.exclude(disputes=[]).last()
    found: Answer | None = answers.filter(pk=answer_id).first()
    if found is None:
        raise NotAllowed(
            "Choose an answer to this request.", code="not_of_this_request", field="answer"
        )
    return found
