"""Looks that are owed: a platform's word, or a moved deadline, asks a person to open the link."""

from datetime import datetime

from accounts.models import User
from cases.rules import TaskKind
from cases.services import owe_task, settle_task
from deadlines.facts import rungs_of
from deadlines.models import Clock
from deadlines.rules.ladder import has_told_of_the_end
from removal import facts
from removal.models import RemovalRequest


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
