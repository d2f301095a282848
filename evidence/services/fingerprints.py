from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules import require_open
from cases.services.locked import locked_case
from evidence.models import Fingerprint, Item
from evidence.near import blinded
from evidence.rules import fingerprints as rules
from evidence.rules.fingerprints import Print
from evidence.services import matching


@transaction.atomic
def keep_fingerprints(
    *,
    item_id: UUID,
    prints: Iterable[Print],
    producer: str,
    rule_version: str = "",
    byte_length: int | None = None,
    width: int | None = None,
    height: int | None = None,
    mime: str = "",
    by: User,
    now: datetime,
) -> list[Fingerprint]:
    """Keep what a person's own device made of one file; near ones are offered as matches."""
    require(by.role, Deed.WORK_CASE)
    item = _item_and_case_locked(item_id=item_id, by=by)
    require_open(item.case.status)
    rules.require_adult(item.case.age_when_made, item.age_when_made)
    facts = {"byte_length": byte_length, "width": width, "height": height, "mime": mime.lower()}
    rules.require_file_facts(producer=producer, **facts)  # type: ignore[arg-type]
    matching.one_at_a_time()
    fresh = _not_kept_yet(item, rules.checked(prints))
    told = {**facts, "producer": producer, "rule_version": rule_version[:80], "recorded_at": now}
    kept = [
        Fingerprint.objects.create(
            **_columns(one), **told, item=item, case=item.case, recorded_by=by
        )
        for one in fresh
    ]
    matching.find_matches(item=item, prints=kept, now=now)
    named = rules.names([one.algorithm for one in kept])
    trail.record(
        by=by,
        action="evidence.kept_fingerprints",
        subject=item,
        case=item.case,
        item=item.label,
        kinds=named,
    )
    return kept


@transaction.atomic
def withdraw_fingerprint(*, fingerprint_id: UUID, by: User, now: datetime) -> Fingerprint:
    """Take a fingerprint out of the record: its digits are erased and it matches nothing more."""
    require(by.role, Deed.WORK_CASE)
    mine = Fingerprint.objects.visible_to(by).select_related("item__case__key", "case__key")
    _item_and_case_locked(item_id=mine.get(pk=fingerprint_id).item_id, by=by)
    matching.one_at_a_time()
    taken: Fingerprint = mine.select_for_update(of=("self",), no_key=True).get(pk=fingerprint_id)
    if taken.withdrawn_at is not None:
        raise NotAllowed("This was withdrawn already.", code="fingerprint_withdrawn")
    taken.digits, taken.blind = "", ""
    taken.withdrawn_at, taken.withdrawn_by = now, by
    taken.save(update_fields=["digits", "blind", "withdrawn_at", "withdrawn_by"])
    matching.drop_resting_on(taken=taken, by=by, now=now)
    trail.record(
        by=by,
        action="evidence.withdrew_fingerprint",
        subject=taken.item,
        case=taken.case,
        item=taken.item.label,
        kinds=rules.names([taken.algorithm]),
    )
    return taken


def _item_and_case_locked(*, item_id: UUID, by: User) -> Item:
    """Give the item with its case as they are now; the case is locked first, as everywhere."""
    mine = Item.objects.visible_to(by)
    case = locked_case(case_id=mine.get(pk=item_id).case_id, by=by)
    item: Item = mine.select_for_update(of=("self",), no_key=True).get(pk=item_id)
    item.case = case
    return item


def _not_kept_yet(item: Item, prints: list[Print]) -> list[Print]:
    standing = Fingerprint.objects.filter(item=item).kept().select_related("case__key")
    held = {(one.algorithm, str(one.digits)) for one in standing}
    fresh = [one for one in prints if (one.algorithm, one.digits) not in held]
    if not fresh:
        raise NotAllowed("These fingerprints are kept already.", code="fingerprint_kept_already")
    return fresh


def _columns(one: Print) -> dict[str, object]:
    compared = rules.is_compared(one)
    return {
        "algorithm": one.algorithm,
        "digits": one.digits,
        "quality": one.quality,
        "blind": blinded(one.algorithm, one.digits) if compared else "",
    }
