"""What became of a listing, as a dated fact; every request that lists it is settled with it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules import TaskKind, handled_as_minor
from cases.services import owe_task, settle_task
from deadlines import nudge
from deadlines.rules.outcome import require_possible
from deadlines.services.held import lock_kin, settle_kin
from deadlines.services.looks import move_looks
from evidence import services as evidence
from evidence.models import Item, ListingFact
from evidence.rules.items import Fact, FactKind, How
from evidence.rules.looking import LOOKS
from evidence.rules.spoken import DO_NOT_OPEN, FACTS
from removal.models import RemovalRequest
from removal.rules.words import Status


@transaction.atomic
def record_outcome(
    *,
    item_id: UUID,
    kind: str,
    at: datetime,
    how: str,
    checked_by: str,
    note: str = "",
    by: User,
    now: datetime,
) -> Item:
    """Record what a person found or a platform said of one listing, and settle its requests.

    A listing that comes back leaves its resolved request as it is, and owes a fresh one.
    """
    require(by.role, Deed.RECORD_OUTCOME)
    item = _visible_item(item_id=item_id, by=by)
    _require_unopened(item, how)
    lock_kin(item_ids=[item.pk])
    require_possible(kind, at=at, before=_standing_facts(item))
    evidence.add_fact(
        item=item, kind=kind, at=at, how=how, checked_by=checked_by, note=note, by=by, now=now
    )
    requests = settle_kin(item_ids=[item.pk], now=now)
    _settle_tasks(item, requests, kind, by=by, now=now)
    if kind in LOOKS:
        move_looks(item_ids=[item.pk], by=by, now=now)
    trail.record(
        by=by,
        action="deadlines.recorded_outcome",
        subject=item,
        case=item.case,
        item=item.label,
        kind=FACTS[FactKind(kind)].lower(),
        at=at,
        requests=[request.code for request in requests],
    )
    nudge.after_commit()
    return item


@transaction.atomic
def retract_outcome(*, fact_id: UUID, by: User, now: datetime) -> Item:
    """Take back a fact recorded by mistake; it stays, struck out, and requests are settled anew.

    A request that it had resolved is under way again, and wakes for the steps never entered.
    """
    require(by.role, Deed.RECORD_OUTCOME)
    mine = ListingFact.objects.visible_to(by)
    fact: ListingFact = mine.get(pk=fact_id)
    item = _visible_item(item_id=fact.item_id, by=by)
    lock_kin(item_ids=[item.pk])
    evidence.retract_fact(fact=fact, by=by, now=now)
    requests = settle_kin(item_ids=[item.pk], now=now)
    if fact.kind == FactKind.BACK:
        settle_task(kind=TaskKind.FRESH_REQUEST, subject_id=item.pk, by=by, now=now)
    move_looks(item_ids=[item.pk], by=by, now=now)
    trail.record(
        by=by,
        action="deadlines.retracted_outcome",
        subject=item,
        case=item.case,
        item=item.label,
        kind=FACTS[FactKind(fact.kind)].lower(),
        at=fact.at,
        requests=[request.code for request in requests],
    )
    nudge.after_commit()
    return item


def _require_unopened(item: Item, how: str) -> None:
    """Refuse a look for which someone opened an address where a child may be shown (law.md R2)."""
    minor = handled_as_minor(item.case.age_when_made, item.age_when_made)
    if minor and how == How.OPENED_LINK:
        raise NotAllowed(DO_NOT_OPEN, code="do_not_open", field="how")


def _visible_item(*, item_id: UUID, by: User) -> Item:
    item: Item = Item.objects.visible_to(by).select_related("case__key").get(pk=item_id)
    return item


def _standing_facts(item: Item) -> list[Fact]:
    return [Fact(fact.kind, fact.at) for fact in ListingFact.objects.filter(item=item).standing()]


def _settle_tasks(
    item: Item, requests: list[RemovalRequest], kind: str, *, by: User, now: datetime
) -> None:
    if kind in LOOKS:
        settle_task(kind=TaskKind.CHECK, subject_id=item.pk, by=by, now=now)
    if kind == FactKind.SEEN_GONE:
        settle_task(kind=TaskKind.FRESH_REQUEST, subject_id=item.pk, by=by, now=now)
    under_way = any(request.status in {Status.SUBMITTED, Status.RECEIVED} for request in requests)
    if kind == FactKind.BACK and not under_way:
        owe_task(case=item.case, kind=TaskKind.FRESH_REQUEST, subject_id=item.pk, now=now)
