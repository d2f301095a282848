from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases import overwritten
from cases.rules import handled_as_minor
from cases.services.locked import locked_case
from evidence.models import Holding, Item
from evidence.rules.custody import WHAT, What, require_holding
from evidence.rules.spoken import FIELDS

HOLDER = "screenshot_held_by"


@transaction.atomic
def record_custody(
    *,
    item_id: UUID,
    what: str,
    holder: str,
    since: datetime,
    note: str = "",
    by: User,
    now: datetime,
) -> Holding:
    """Record in whose hands something of an item is now; whoever held it before stays on record."""
    require(by.role, Deed.WORK_CASE)
    mine = Item.objects.visible_to(by)
    case = locked_case(case_id=mine.get(pk=item_id).case_id, by=by)
    item: Item = mine.select_for_update(of=("self",), no_key=True).get(pk=item_id)
    item.case = case
    minor = handled_as_minor(case.age_when_made, item.age_when_made)
    held_by = require_holding(
        what=what, holder=holder, since=since, minor=minor, now=now, known=WHAT
    )
    holding: Holding = Holding.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        item=item,
        what=what,
        holder=held_by,
        since=since,
        note=note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    if what == What.SCREENSHOT:
        called, place = {HOLDER: FIELDS[HOLDER]}, f"item.{item.pk}"
        with overwritten.keeping(item, called, place=place, of=item.label, by=by, now=now):
            item.screenshot_held_by = held_by
        item.save(update_fields=[HOLDER])
    trail.record(
        by=by,
        action="evidence.held",
        subject=item,
        case=case,
        item=item.label,
        what=WHAT[What(what)].lower(),
        since=since,
    )
    return holding
