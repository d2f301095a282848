"""Legal holds: while one stands, nothing of the case is proposed, confirmed or purged."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules.moves import require_text
from cases.services.locked import locked_case
from keeping.models import LegalHold, Purge
from keeping.rules.parts import State
from keeping.standing import standing


@transaction.atomic
def place_hold(
    *, case_id: UUID, reason: str, review_on: date | None = None, by: User, now: datetime
) -> LegalHold:
    """Hold a case's record: a dispute, a subpoena or a court asks for it to be kept."""
    require(by.role, Deed.HOLD_RECORDS)
    case = locked_case(case_id=case_id, by=by)
    if standing(case).is_purged:
        raise NotAllowed("This case is purged already.", code="purged")
    if Purge.objects.filter(case=case, state=State.RUNNING.value).exists():
        raise NotAllowed("The purge of this case has begun.", code="purge_begun")
    if review_on is not None and review_on <= now.date():
        raise NotAllowed("Ask again on a day to come.", code="hold_review", field="review_on")
    hold = LegalHold.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        reason=require_text(reason, field="reason"),
        placed_at=now,
        placed_by=by,
        review_on=review_on,
    )
    trail.record(by=by, action="keeping.placed_hold", subject=hold, case=case, review_on=review_on)
    return hold


@transaction.atomic
def lift_hold(*, hold_id: UUID, because: str, by: User, now: datetime) -> LegalHold:
    """End a hold for a reason; what comes due from then on may be proposed again."""
    require(by.role, Deed.HOLD_RECORDS)
    found = LegalHold.objects.visible_to(by).get(pk=hold_id)
    case = locked_case(case_id=found.case_id, by=by)
    rows = LegalHold.objects.select_for_update(of=("self",), no_key=True)
    hold = cast(LegalHold, rows.select_related("case__key").get(pk=hold_id))
    if hold.lifted_at is not None:
        raise NotAllowed("This hold is lifted already.", code="hold_lifted")
    hold.lifted_because = require_text(because, field="because")
    hold.lifted_at, hold.lifted_by = now, by
    hold.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    trail.record(by=by, action="keeping.lifted_hold", subject=hold, case=case)
    return hold
