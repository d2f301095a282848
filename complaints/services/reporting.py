"""A CyberTipline report where a child may be shown: its number, or why there is none."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules.moves import require_known
from complaints.models import CyberTip
from complaints.recorded import tip_of
from complaints.rules.reports import TIP_KINDS, TipKind, require_tip
from complaints.services.locked import locked_draft
from complaints.told import gather


@transaction.atomic
def record_tip(
    *,
    draft_id: UUID,
    kind: str,
    number: str = "",
    agreed: bool = False,
    reason: str = "",
    words: str = "",
    by: User,
    now: datetime,
) -> CyberTip:
    """Keep a report's number with the survivor's yes, or a reason in a code and sealed words."""
    require(by.role, Deed.WORK_CASE)
    require_known(kind, TIP_KINDS, field="kind")
    draft = locked_draft(draft_id=draft_id, by=by)
    if not gather(draft).minor:
        raise NotAllowed(
            "Nobody shown in this case is handled as under 18, so no such record is kept.",
            code="not_handled_as_minor",
        )
    given = {"number": " ".join(number.split()), "reason": reason, "words": words.strip()}
    agreed = agreed and kind == TipKind.NUMBER
    require_tip(kind=kind, agreed=agreed, **given)
    _require_new(tip_of(draft.case), kind, given)
    tip: CyberTip = CyberTip.objects.create(
        case=draft.case, kind=kind, agreed=agreed, recorded_at=now, recorded_by=by, **given
    )
    trail.record(
        by=by,
        action="complaints.recorded_tip",
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        kind=TIP_KINDS[tip.kind].lower(),  # type: ignore[index]
    )
    return tip


def _require_new(last: CyberTip | None, kind: str, given: dict[str, str]) -> None:
    """Pass unless the record that counts says just this: it came twice."""
    if last is None or last.kind != kind:
        return
    if given == {"number": last.number, "reason": last.reason, "words": last.words}:
        raise NotAllowed("This is on record already.", code="nothing_changed")
