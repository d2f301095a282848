"""What a platform said, and a request that nobody wants any longer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from deadlines import nudge
from deadlines.services import complaining
from deadlines.services.held import lock_kin, settle_kin
from deadlines.services.looks import owe_looks, settle_looks
from deadlines.services.settling import settle
from evidence import services as evidence
from evidence.rules.items import FactKind, How, SeenBy
from removal.models import Listing, RemovalRequest
from removal.models.request import UNDER_WAY
from removal.rules.spoken import ANSWERS, DEMANDS, DISPUTES, WITHDRAWALS
from removal.rules.words import AnswerKind, Demand, Disputed, WithdrawnBecause
from removal.services import exchange
from removal.services.requests.locked import locked_request


@transaction.atomic
def record_answer(
    *,
    request_id: UUID,
    kind: str,
    answered_at: datetime,
    reference: str = "",
    words: str = "",
    gave_reason: bool | None = None,
    demands: Sequence[str] = (),
    disputes: Sequence[str] = (),
    by: User,
    now: datetime,
) -> RemovalRequest:
    """Record what the platform said; no answer stops a clock (ADR 0009).

    Its word that all is removed is kept for each listing, and asks a person to look.
    """
    require(by.role, Deed.RECORD_OUTCOME)
    mine = RemovalRequest.objects.visible_to(by).get(pk=request_id)
    items = list(Listing.objects.filter(request=mine).values_list("item_id", flat=True))
    lock_kin(item_ids=items)
    request = locked_request(request_id=request_id, by=by)
    exchange.add_answer(
        request=request,
        kind=kind,
        answered_at=answered_at,
        reference=reference,
        words=words,
        gave_reason=gave_reason,
        demands=demands,
        disputes=disputes,
        by=by,
        now=now,
    )
    if kind == AnswerKind.SAYS_REMOVED:
        _keep_their_word(request, answered_at, by=by, now=now)
        settle_kin(item_ids=items, now=now)
    complaining.tell_what_followed(request=request, now=now)
    trail.record(
        by=by,
        action="deadlines.recorded_answer",
        subject=request,
        case=request.case,
        request=request.code,
        kind=ANSWERS[AnswerKind(kind)].lower(),
        answered_at=answered_at,
        demands=[DEMANDS[Demand(one)].lower() for one in demands],
        disputes=[DISPUTES[Disputed(one)].lower() for one in disputes],
    )
    nudge.after_commit()
    return request


@transaction.atomic
def withdraw(*, request_id: UUID, because: str, by: User, now: datetime) -> RemovalRequest:
    """End a request or set a draft aside; its clocks stop, its ledger stays."""
    require(by.role, Deed.WRITE_REQUEST)
    request = locked_request(request_id=request_id, by=by)
    exchange.withdraw(request=request, because=because, by=by, now=now)
    settle(request=request, now=now)
    if hasattr(request, "submission"):  # a draft owes no look; another request may
        settle_looks(request=request, by=by, now=now)
    trail.record(
        by=by,
        action="deadlines.withdrew",
        subject=request,
        case=request.case,
        request=request.code,
        because=WITHDRAWALS[WithdrawnBecause(because)].lower(),
    )
    return request


def _keep_their_word(
    request: RemovalRequest, said_at: datetime, *, by: User, now: datetime
) -> None:
    """Keep it as a dated fact of each listing; only a person's look resolves."""
    for listing in request.listings.all():
        evidence.add_fact(
            item=listing.item,
            kind=FactKind.SAID_REMOVED.value,
            at=said_at,
            how=How.PLATFORM_MESSAGE.value,
            checked_by=SeenBy.ADVOCATE.value,
            by=by,
            now=now,
        )
    if request.status in UNDER_WAY:  # nobody asks for a look on behalf of what was withdrawn
        owe_looks(request=request, due_at=None, by=by, now=now)
