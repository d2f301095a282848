from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Authority
from cases.rules import require_open
from cases.rules.moves import require_known, require_order, require_text, require_unharmed
from cases.rules.spoken import AUTHORITIES
from cases.services.locked import locked_case


@transaction.atomic
def record_authority(
    *,
    case_id: UUID,
    kind: str,
    holder: str,
    starts_on: date,
    ends_on: date | None = None,
    reference: str = "",
    causes_harm: bool,
    by: User,
    now: datetime,
) -> Authority:
    """Record who may sign for the person shown; never whoever may be causing the harm."""
    require(by.role, Deed.WORK_CASE)
    require_known(kind, AUTHORITIES, field="kind")
    require_unharmed(causes_harm=causes_harm)
    require_order(starts_on, ends_on)
    case = locked_case(case_id=case_id, by=by)
    require_open(case.status)
    authority: Authority = Authority.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        kind=kind,
        holder=require_text(holder, field="holder"),
        reference=reference.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_at=now,
        recorded_by=by,
    )
    trail.record(by=by, action="cases.recorded_authority", subject=authority, case=case, kind=kind)
    return authority


@transaction.atomic
def revoke_authority(*, authority_id: UUID, by: User, now: datetime) -> Authority:
    """End an authority now; what was signed under it stays as it was."""
    require(by.role, Deed.WORK_CASE)
    mine = Authority.objects.visible_to(by).select_related("case")
    authority: Authority = mine.select_for_update(of=("self",), no_key=True).get(pk=authority_id)
    if authority.revoked_at is not None:
        raise NotAllowed("This authority was revoked already.", code="authority_revoked")
    authority.revoked_at, authority.revoked_by = now, by
    authority.save(update_fields=["revoked_at", "revoked_by"])
    trail.record(
        by=by,
        action="cases.revoked_authority",
        subject=authority,
        case=authority.case,
        kind=authority.kind,
    )
    return authority
