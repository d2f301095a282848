from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Release
from cases.rules import TaskKind, require_past
from cases.rules.moves import require_known
from cases.services import owe_task, require_release, settle_task
from removal import facts, notices, telling
from removal.models import RemovalRequest, Submission
from removal.rules.moves import require_move
from removal.rules.parts import missing_parts
from removal.rules.spoken import CHANNELS, SENDERS
from removal.rules.times import require_not_before
from removal.rules.words import SentBy, Status
from removal.services.requests.locked import locked_request


@transaction.atomic
def record_submission(
    *,
    request_id: UUID,
    channel: str,
    sent_by: str,
    submitted_at: datetime,
    reference: str = "",
    by: User,
    now: datetime,
) -> RemovalRequest:
    """Record that a person sent the notice; it is kept as it then read, and receipt is owed.

    What the agency sent, it sent under a release for this platform that stood at that moment.
    """
    require(by.role, Deed.WRITE_REQUEST)
    require_known(channel, CHANNELS, field="channel")
    require_known(sent_by, SENDERS, field="sent_by")
    request = locked_request(request_id=request_id, by=by)
    require_move(request.status, Status.SUBMITTED)
    require_past(submitted_at, now, field="submitted_at")
    _require_complete(request, submitted_at)
    release = _release(request, at=submitted_at) if sent_by == SentBy.AGENCY else None
    Submission.objects.create(  # type: ignore[misc]  # sealed names
        case=request.case,
        request=request,
        channel=channel,
        sent_by=sent_by,
        release=release,
        reference=reference.strip(),
        submitted_at=submitted_at,
        notice_text=notices.compose(request),
        recorded_at=now,
        recorded_by=by,
    )
    request.status = Status.SUBMITTED.value
    request.save(update_fields=["status"])
    owe_task(case=request.case, kind=TaskKind.RECEIPT, subject_id=request.pk, now=now)
    items = [listing.item for listing in request.listings.all()]
    for item in items:
        settle_task(kind=TaskKind.FRESH_REQUEST, subject_id=item.pk, by=by, now=now)
    trail.record(
        by=by,
        action="removal.submitted",
        subject=request,
        case=request.case,
        request=request.label,
        items=[item.label for item in items],
        channel=channel,
        sent_by=SENDERS[SentBy(sent_by)].lower(),
        release=str(release.pk) if release else "",
        submitted_at=submitted_at,
    )
    return request


def _release(request: RemovalRequest, *, at: datetime) -> Release:
    """Ask as of the moment of sending: what is recorded later was disclosed then."""
    return require_release(case=request.case, now=at, happened=True, **telling.needed(request))


def _require_complete(request: RemovalRequest, submitted_at: datetime) -> None:
    """Refuse a notice with a part missing: a platform could use it as a shield (law.md 1.4)."""
    missing = missing_parts(facts.of(request, at=submitted_at))
    if missing:
        wanted = " ".join(
            f"Part {part.number}, {part.title.lower()}: {part.why}" for part in missing
        )
        raise NotAllowed(f"The request is not complete. {wanted}", code="parts_missing")
    if request.signed_at is not None:
        require_not_before(
            submitted_at,
            request.signed_at,
            sentence="It was submitted before it was signed. Correct one of the two moments.",
            code="submitted_before_signed",
            field="submitted_at",
        )
