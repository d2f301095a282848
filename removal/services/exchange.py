"""Inner: what a platform received, said and did; `deadlines` calls these and makes the entry.

Each takes a request that its caller has locked, and settles no clock.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases.rules import TaskKind, require_past
from cases.rules.moves import require_known
from cases.services import settle_task
from removal import facts
from removal.models import Answer, Receipt, RemovalRequest
from removal.rules.exchange import require_answerable, require_proof, require_receivable
from removal.rules.moves import require_move
from removal.rules.spoken import (
    ANSWERS,
    BASES_OF_RECEIPT,
    CHANGES,
    DEMANDS,
    DISPUTES,
    PROOFS,
    WITHDRAWALS,
)
from removal.rules.times import require_not_before
from removal.rules.words import Status


@transaction.atomic
def add_receipt(
    *,
    request: RemovalRequest,
    received_at: datetime,
    basis: str,
    proof: str = "none",
    proof_reference: str = "",
    change_reason: str = "",
    change_note: str = "",
    by: User,
    now: datetime,
) -> Receipt:
    """Record when the platform held the notice; one that stood before is kept as replaced."""
    require_known(basis, BASES_OF_RECEIPT, field="basis")
    require_known(proof, PROOFS, field="proof")
    require_known(change_reason, ["", *CHANGES], field="change_reason")
    require_proof(basis, proof)
    standing = Receipt.objects.filter(request=request, replaced_at=None)
    require_receivable(request.status, change_reason=change_reason, is_first=not standing.exists())
    _require_after_submission(request, received_at, now, field="received_at")
    standing.update(replaced_at=now)
    receipt: Receipt = Receipt.objects.create(  # type: ignore[misc]  # sealed names
        case=request.case,
        request=request,
        received_at=received_at,
        basis=basis,
        proof=proof,
        proof_reference=proof_reference.strip(),
        change_reason=change_reason,
        change_note=change_note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    if request.status == Status.SUBMITTED:
        _move(request, Status.RECEIVED)
    settle_task(kind=TaskKind.RECEIPT, subject_id=request.pk, by=by, now=now)
    return receipt


@transaction.atomic
def add_answer(
    *,
    request: RemovalRequest,
    kind: str,
    answered_at: datetime,
    reference: str = "",
    words: str = "",
    gave_reason: bool | None = None,
    demands: Sequence[str] = (),
    disputes: Sequence[str] = (),
    by: User,
    now: datetime,
) -> Answer:
    """Record what the platform said, and what it demanded beyond the four parts."""
    require_known(kind, ANSWERS, field="kind")
    for demand in demands:
        require_known(demand, DEMANDS, field="demands")
    for dispute in disputes:
        require_known(dispute, DISPUTES, field="disputes")
    require_answerable(was_submitted=hasattr(request, "submission"))
    _require_after_submission(request, answered_at, now, field="answered_at")
    answer: Answer = Answer.objects.create(  # type: ignore[misc]  # sealed names
        case=request.case,
        request=request,
        kind=kind,
        answered_at=answered_at,
        reference=reference.strip(),
        words=words.strip(),
        gave_reason=gave_reason,
        demands=[one.value for one in DEMANDS if one.value in set(demands)],
        disputes=[one.value for one in DISPUTES if one.value in set(disputes)],
        recorded_at=now,
        recorded_by=by,
    )
    return answer


@transaction.atomic
def resolve_if_gone(*, request: RemovalRequest, now: datetime) -> bool:
    """Resolve a request under way once every listing was seen gone; tell whether it did."""
    under_way = request.status in {Status.SUBMITTED, Status.RECEIVED}
    if not under_way or facts.removed_at(request) is None:
        return False
    request.resolved_at = now
    _move(request, Status.RESOLVED, "resolved_at")
    settle_task(kind=TaskKind.RECEIPT, subject_id=request.pk, by=None, now=now)
    return True


@transaction.atomic
def reopen_if_up(*, request: RemovalRequest, now: datetime) -> bool:
    """Put a resolved request back when what resolved it was retracted; tell whether it did.

    A listing that came back was gone once, and its request stays resolved (law.md 10.7); so does
    one whose listings are all gone now, whoever it was that had them removed.
    """
    stands = facts.removed_at(request) is not None or facts.was_all_seen_gone(request)
    if request.status != Status.RESOLVED or stands:
        return False
    request.resolved_at = None
    received = Receipt.objects.filter(request=request, replaced_at=None).exists()
    _move(request, Status.RECEIVED if received else Status.SUBMITTED, "resolved_at")
    return True


@transaction.atomic
def withdraw(*, request: RemovalRequest, because: str, by: User, now: datetime) -> None:
    """End a request that nobody wants any longer; what was recorded of it stays."""
    require_known(because, WITHDRAWALS, field="because")
    require_move(request.status, Status.WITHDRAWN)
    request.withdrawn_at, request.withdrawn_because = now, because
    _move(request, Status.WITHDRAWN, "withdrawn_at", "withdrawn_because")
    settle_task(kind=TaskKind.RECEIPT, subject_id=request.pk, by=by, now=now)


def _move(request: RemovalRequest, to: Status, *columns: str) -> None:
    require_move(request.status, to)
    request.status = to.value
    request.save(update_fields=["status", *columns])


def _require_after_submission(
    request: RemovalRequest, at: datetime, now: datetime, *, field: str
) -> None:
    require_past(at, now, field=field)
    require_not_before(
        at,
        request.submission.submitted_at,
        sentence="That is before it was submitted. Check date and zone.",
        code="before_submission",
        field=field,
    )
