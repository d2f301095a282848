"""Looks that are owed: by a schedule, by a platform's word, or by a deadline that moved.

The house opens no address (ADR 0003): each look is a person's, and a task until it is recorded.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Task
from cases.rules import TaskKind
from cases.services import owe_task, settle_task
from deadlines.facts import rungs_of
from deadlines.models import Clock
from deadlines.rules.ladder import has_told_of_the_end
from evidence.models import Item
from removal import facts, looked
from removal.models import LookPlan, Receipt, RemovalRequest
from removal.rules import looking
from removal.rules.desk_words import LooksEnded
from removal.services.requests.locked import locked_request


@transaction.atomic
def set_looks(
    *,
    request_id: UUID,
    hours_after: Sequence[int],
    then_every_days: int,
    until_gone_days: int,
    by: User,
    now: datetime,
) -> LookPlan:
    """Say when to look again at what a request asks for; a schedule that had ended begins anew."""
    require(by.role, Deed.RECORD_OUTCOME)
    looking.require_schedule(hours_after, then_every_days)
    request = locked_request(request_id=request_id, by=by)
    plan = _plan(request)
    plan.hours_after, plan.then_every_days = sorted(set(hours_after)), then_every_days
    plan.until_gone_days, plan.set_at, plan.set_by = until_gone_days, now, by
    plan.ended_at, plan.ended_because = None, ""
    plan.save()
    _owe_for(request, by=by, now=now)
    _enter(request, "deadlines.set_looks", by=by, looks=len(plan.hours_after))
    return plan


@transaction.atomic
def end_looks(*, request_id: UUID, by: User, now: datetime) -> LookPlan:
    """Ask nobody to look again for this request; what was seen stays, and so does its clock."""
    require(by.role, Deed.RECORD_OUTCOME)
    request = locked_request(request_id=request_id, by=by)
    plan = _plan(request)
    if plan.ended_at is not None:
        raise NotAllowed("The looks for this request have ended already.", code="looks_ended")
    _end(plan, LooksEnded.BY_HAND, now)
    _owe_for(request, by=by, now=now)
    _enter(request, "deadlines.ended_looks", by=by)
    return plan


def begin_looks(*, request: RemovalRequest, receipt: Receipt, by: User, now: datetime) -> None:
    """Inner: count the looks from the clock's end, or from a receipt that started no hours."""
    ends = Clock.objects.filter(request=request, closed_at=None).order_by("due_at")
    due_at = ends.values_list("due_at", flat=True).first()
    LookPlan.objects.update_or_create(
        request=request,
        defaults={"starts_at": due_at or receipt.received_at + looking.WITHOUT_A_CLOCK},
        create_defaults={
            "case": request.case,
            "starts_at": due_at or receipt.received_at + looking.WITHOUT_A_CLOCK,
            "hours_after": list(looking.USUAL_HOURS),
            "then_every_days": looking.THEN_EVERY_DAYS,
            "until_gone_days": looking.UNTIL_GONE_DAYS,
            "set_at": now,
        },
    )
    _owe_for(request, by=by, now=now)


def move_looks(*, item_ids: Collection[UUID], by: User, now: datetime) -> None:
    """Inner: owe each listing's next look after one was recorded, or taken back.

    A request whose listings were all seen gone for long enough is looked at no more.
    """
    asking = RemovalRequest.objects.filter(listings__item__in=item_ids, look_plan__ended_at=None)
    for request in asking.for_display().select_related("look_plan").distinct().order_by("pk"):
        plan = getattr(request, "look_plan", None)
        if plan is not None and looked.gone_long_enough(request, plan):
            _end(plan, LooksEnded.GONE_LONG_ENOUGH, now)
    for item in Item.objects.filter(pk__in=item_ids).prefetch_related("facts").order_by("pk"):
        _owe_next(item, by=by, now=now)


def owe_looks(*, request: RemovalRequest, due_at: datetime | None, by: User, now: datetime) -> None:
    """Owe a look at each listing of a request that nobody has seen gone."""
    for listing in request.listings.all():
        if facts.is_gone(listing.item):
            continue
        kind, subject = TaskKind.CHECK, listing.item_id
        settle_task(kind=kind, subject_id=subject, by=by, now=now)
        owe_task(case=request.case, kind=kind, subject_id=subject, due_at=due_at, now=now)


def settle_looks(*, request: RemovalRequest, by: User, now: datetime) -> None:
    """Close what was owed for listings that no other request under way asks about."""
    plan = LookPlan.objects.filter(request=request, ended_at=None).first()
    if plan is not None:
        _end(plan, LooksEnded.WITHDRAWN, now)
    for listing in request.listings.all():
        others = RemovalRequest.objects.under_way().filter(listings__item=listing.item_id)
        if not others.exists():
            settle_task(kind=TaskKind.CHECK, subject_id=listing.item_id, by=by, now=now)


def owe_looks_at_moved_end(*, request: RemovalRequest, by: User, now: datetime) -> None:
    """Owe looks at the new end of a clock that has told of an earlier one.

    A receipt moved to later leaves an end ahead whose step is in the ledger already, and no step
    is told twice: without this the true end would pass in silence.
    """
    ahead = Clock.objects.filter(request=request, closed_at=None, due_at__gt=now)
    for clock in ahead.for_climbing():
        entered = {step.rung for step in clock.steps.all()}
        if has_told_of_the_end(rungs=rungs_of(clock), entered=entered):
            owe_looks(request=request, due_at=clock.due_at, by=by, now=now)


def _plan(request: RemovalRequest) -> LookPlan:
    plan = LookPlan.objects.select_for_update(of=("self",), no_key=True).filter(request=request)
    found: LookPlan | None = plan.first()
    if found is None:
        raise NotAllowed(
            "Looks are planned once the receipt is recorded: they are counted from the clock's "
            "end.",
            code="no_receipt",
        )
    found.case = request.case
    return found


def _end(plan: LookPlan, because: LooksEnded, now: datetime) -> None:
    plan.ended_at, plan.ended_because = now, because.value
    plan.save(update_fields=["ended_at", "ended_because"])


def _owe_for(request: RemovalRequest, *, by: User, now: datetime) -> None:
    for listing in request.listings.all():
        _owe_next(listing.item, by=by, now=now)


def _owe_next(item: Item, *, by: User, now: datetime) -> None:
    """Keep one task a listing, at the nearest look of its requests; a platform's word is now."""
    plans = LookPlan.objects.filter(request__listings__item=item, ended_at=None)
    nexts = [looked.next_of(plan, item) for plan in plans]
    due_at = min((at for at in nexts if at is not None), default=None)
    held = Task.objects.filter(kind=TaskKind.CHECK.value, subject_id=item.pk).open()
    if held.filter(due_at=None).exists():
        return
    if due_at is None:
        settle_task(kind=TaskKind.CHECK, subject_id=item.pk, by=by, now=now)
    elif not held.update(due_at=due_at):
        owe_task(case=item.case, kind=TaskKind.CHECK, subject_id=item.pk, due_at=due_at, now=now)


def _enter(request: RemovalRequest, action: str, *, by: User, **told: int) -> None:
    trail.record(
        by=by, action=action, subject=request, case=request.case, request=request.code, **told
    )
