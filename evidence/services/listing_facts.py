"""Inner services: what is said of a listing may move a clock, so `deadlines` is their door."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.rules import NotAllowed
from cases.rules import require_past
from cases.rules.moves import require_known
from evidence.models import Item, ListingFact
from evidence.rules.spoken import FACTS, HOW, SEEN_BY


@transaction.atomic
def add_fact(
    *,
    item: Item,
    kind: str,
    at: datetime,
    how: str,
    checked_by: str,
    note: str = "",
    by: User,
    now: datetime,
) -> ListingFact:
    """Inner: add one dated fact; the outer service settles the clocks and enters the act."""
    require_known(kind, FACTS, field="kind")
    require_known(how, HOW, field="how")
    require_known(checked_by, SEEN_BY, field="checked_by")
    require_past(at, now, field="at")
    fact: ListingFact = ListingFact.objects.create(  # type: ignore[misc]  # sealed names
        case=item.case,
        item=item,
        kind=kind,
        at=at,
        how=how,
        checked_by=checked_by,
        note=note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    return fact


@transaction.atomic
def retract_fact(*, fact: ListingFact, by: User, now: datetime) -> ListingFact:
    """Inner: take back a fact recorded by mistake; it stays in the record, struck out."""
    locked: ListingFact = ListingFact.objects.select_for_update(of=("self",), no_key=True).get(
        pk=fact.pk
    )
    if locked.retracted_at is not None:
        raise NotAllowed("This was taken back already.", code="fact_retracted")
    locked.retracted_at, locked.retracted_by = now, by
    locked.save(update_fields=["retracted_at", "retracted_by"])
    return locked
