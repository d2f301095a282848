from collections.abc import Collection
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases import overwritten
from cases.models import Case
from cases.rules import TaskKind, handled_as_minor, require_open, require_past
from cases.rules.moves import require_known
from cases.rules.spoken import AGES
from cases.services import owe_task
from cases.services.locked import locked_case
from evidence.models import Item
from evidence.rules import recording
from evidence.rules.places import refanged
from evidence.rules.spoken import CATEGORIES, FIELDS, HOW_KNOWN, SEEN_BY, SYNTHETIC
from evidence.services.facts import ItemFacts
from sealing.imagery import refuse_imagery

KNOWN: dict[str, Collection[str]] = {
    "category": CATEGORIES,
    "seen_by": SEEN_BY,
    "how_known": HOW_KNOWN,
    "age_when_made": AGES,
    "is_synthetic": SYNTHETIC,
}
INDEX_OF = {"url": "url_index", "host": "host_index", "handle": "handle_index"}


@transaction.atomic
def record_item(*, case_id: UUID, by: User, now: datetime, **facts: Unpack[ItemFacts]) -> Item:
    """Record one place where an image is: at least an address, a handle or the platform's id."""
    require(by.role, Deed.WORK_CASE)
    case = locked_case(case_id=case_id, by=by)
    require_open(case.status)
    item = Item(case=case, number=_next_number(case), recorded_at=now, recorded_by=by)
    _apply(item, facts, now=now)
    item.save(force_insert=True)
    _owe_fresh_request(item, now=now)
    trail.record(by=by, action="evidence.recorded", subject=item, case=case, item=item.label)
    return item


@transaction.atomic
def correct_item(*, item_id: UUID, by: User, now: datetime, **facts: Unpack[ItemFacts]) -> Item:
    """Correct what was recorded; what is not given stays as it was."""
    require(by.role, Deed.WORK_CASE)
    item = _locked_item(item_id=item_id, by=by)
    require_open(item.case.status)
    place = f"item.{item.pk}"
    with overwritten.keeping(item, FIELDS, place=place, of=item.label, by=by, now=now):
        changed = _apply(item, facts, now=now)
    if not changed:
        raise NotAllowed("Nothing here differs from what is recorded.", code="nothing_changed")
    indexes = [INDEX_OF[name] for name in changed if name in INDEX_OF]
    item.save(update_fields=[*changed, *indexes])
    if "follows_id" in changed:
        _owe_fresh_request(item, now=now)
    trail.record(
        by=by,
        action="evidence.corrected",
        subject=item,
        case=item.case,
        item=item.label,
        changed=[FIELDS[name] for name in changed if name in FIELDS],
    )
    return item


def _owe_fresh_request(item: Item, *, now: datetime) -> None:
    """Have what came back at a new place asked for again; its earlier request stays resolved."""
    if item.follows_id is not None:
        owe_task(case=item.case, kind=TaskKind.FRESH_REQUEST, subject_id=item.pk, now=now)


def _locked_item(*, item_id: UUID, by: User) -> Item:
    mine = Item.objects.visible_to(by).select_related("case__key")
    item: Item = mine.select_for_update(of=("self",), no_key=True).get(pk=item_id)
    return item


def _next_number(case: Case) -> int:
    """Give the next E number; the case's own row is locked, so no other takes it."""
    last: int | None = Item.objects.filter(case=case).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _apply(item: Item, facts: ItemFacts, *, now: datetime) -> list[str]:
    """Put checked facts on the item; give the names of those that differ."""
    told = _told(facts)
    _require_kin(item, told)
    changed = [name for name, fact in told.items() if fact != getattr(item, name)]
    for name in changed:
        setattr(item, name, told[name])
    _require_whole(item, now=now)
    return changed


def _told(facts: ItemFacts) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: fact.strip() if isinstance(fact, str) else fact for name, fact in facts.items()
    }
    for name, words in KNOWN.items():
        if name in told:
            require_known(told[name], words, field=name)
    if "url" in told:
        _refuse_picture_in(told["url"])
        told["url"] = refanged(told["url"])
        told["host"] = recording.host_named(told["url"])
    if "identifiable_by" in told:
        told["identifiable_by"] = recording.identifiable(told["identifiable_by"])
    return told


def _refuse_picture_in(url: str) -> None:
    """Say what is wrong with a data: address before it is said to name no host."""
    try:
        refuse_imagery(url)
    except NotAllowed as no:
        raise NotAllowed(no.sentence, code=no.code, field="url") from no


def _require_whole(item: Item, *, now: datetime) -> None:
    recording.require_locator(
        url=item.url, handle=item.handle, platform_item_id=item.platform_item_id
    )
    recording.require_zone(item.source_zone)
    require_past(item.first_seen_at, now, field="first_seen_at")
    minor = handled_as_minor(item.case.age_when_made, item.age_when_made)
    item.screenshot_sha256 = recording.digest(item.screenshot_sha256, minor=minor)


def _require_kin(item: Item, told: dict[str, Any]) -> None:
    """Refuse a copy or a return of something that is not another item of this case."""
    for name in ("copy_of_id", "follows_id"):
        other = told.get(name)
        if other is None:
            continue
        kin = Item.objects.filter(case_id=item.case_id, pk=other).exclude(pk=item.pk)
        if not kin.exists():
            raise NotAllowed(
                "Choose another item of this case.", code="not_in_this_case", field=name
            )
