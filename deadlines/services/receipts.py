"""When the platform held the notice: what the hours are counted from."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import Fact
from deadlines import nudge
from deadlines.models import Clock
from deadlines.rules.clocked import SHORT, NoClock
from deadlines.rules.hours import ClosedAs
from deadlines.services import complaining
from deadlines.services.counting import replan
from deadlines.services.looks import begin_looks, owe_looks_at_moved_end
from deadlines.services.planning import plan
from removal.models import Receipt, RemovalRequest
from removal.rules.spoken import CHANGES, PROOFS
from removal.rules.words import ChangeReason, Proof
from removal.services import exchange
from removal.services.requests.locked import locked_request


@transaction.atomic
def record_receipt(
    *,
    request_id: UUID,
    received_at: datetime,
    basis: str,
    proof: str = "none",
    proof_reference: str = "",
    change_reason: str = "",
    change_note: str = "",
    by: User,
    now: datetime,
) -> RemovalRequest:
    """Record when the platform received the notice, first or better known: clocks start or move.

    A changed receipt counts anew what is not yet done; earlier ones are kept with the reason,
    and nothing that was entered in the ledger is entered or told again.
    """
    require(by.role, Deed.RECORD_RECEIPT)
    request = locked_request(request_id=request_id, by=by)
    receipt = exchange.add_receipt(
        request=request,
        received_at=received_at,
        basis=basis,
        proof=proof,
        proof_reference=proof_reference,
        change_reason=change_reason,
        change_note=change_note,
        by=by,
        now=now,
    )
    why_none = plan(request=request, receipt=receipt, now=now)
    replan(request=request, now=now)  # laws whose report the notice itself was
    begin_looks(request=request, receipt=receipt, by=by, now=now)
    owe_looks_at_moved_end(request=request, by=by, now=now)
    complaining.restate(request=request, now=now)
    _enter(request, receipt, why_none, by=by)
    nudge.after_commit()
    return request


def _enter(
    request: RemovalRequest, receipt: Receipt, why_none: NoClock | None, *, by: User
) -> None:
    """Enter what was recorded, with the hours that it starts or the reason that it starts none."""
    change = receipt.change_reason
    told: dict[str, Fact] = {
        "request": request.code,
        "received_at": receipt.received_at,
        "basis": receipt.basis,
        "proof": PROOFS[Proof(receipt.proof)].lower(),
    }
    if change:
        told["because"] = CHANGES[ChangeReason(change)].lower()
    if why_none is None:
        ran = Clock.objects.filter(request=request, course=None)
        first = ran.exclude(closed_as=ClosedAs.UNCLOCKED.value)
        told["due_at"] = first.order_by("due_at").values_list("due_at", flat=True)[0]
    else:
        told["reason"] = SHORT[why_none]
    verb = "changed_receipt" if change else "recorded_receipt"
    clocked = "" if why_none is None else "_without_clock"
    trail.record(
        by=by, action=f"deadlines.{verb}{clocked}", subject=request, case=request.case, **told
    )
