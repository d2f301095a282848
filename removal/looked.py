"""When somebody last looked at what a request asks for, and when to look again."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from evidence import looked
from evidence.models import Item
from removal import facts
from removal.models import LookPlan, RemovalRequest
from removal.rules import looking
from removal.rules.desk_spoken import LOOKS_ENDED
from removal.rules.desk_words import LooksEnded


class Looked(NamedTuple):
    """A request's looks at a glance, for whoever draws on them."""

    at: datetime | None  # the oldest of its listings' last looks: all of it was seen since
    words: str
    next_at: datetime | None
    is_owed: bool  # the next look's moment has come, or nobody has looked at a listing yet


def of(request: RemovalRequest, *, now: datetime) -> Looked:
    """Give when all of it was last looked at; load its listings' items with their facts."""
    lasts = [looked.last_look(one.item) for one in request.listings.all()]
    known = [at for at in lasts if at is not None]
    at = min(known) if known and len(known) == len(lasts) else None
    words = looked.words(at, now)
    if known and at is None:
        words = f"{len(known)} of {len(lasts)} listings looked at, the last {_ago(known, now)}"
    next_at = next_look(request)
    return Looked(at, words, next_at, next_at is not None and next_at <= now)


def next_look(request: RemovalRequest) -> datetime | None:
    """Give when a listing of it is next to be looked at; nothing where the looks have ended."""
    plan = standing_plan(request)
    if plan is None:
        return None
    nexts = [next_of(plan, one.item) for one in request.listings.all()]
    return min((at for at in nexts if at is not None), default=None)


def standing_plan(request: RemovalRequest) -> LookPlan | None:
    """Give the request's schedule while it stands; a closed case is looked at no more."""
    plan: LookPlan | None = getattr(request, "look_plan", None)
    over = plan is None or plan.ended_at is not None or request.case.closed_at is not None
    return None if over else plan


def as_rule(plan: LookPlan) -> looking.Plan:
    return looking.Plan(plan.starts_at, tuple(plan.hours_after), plan.then_every_days)


def next_of(plan: LookPlan, item: Item) -> datetime | None:
    return looking.next_moment(as_rule(plan), last_look=looked.last_look(item))


def lines(request: RemovalRequest, plan: LookPlan, *, now: datetime) -> list[looking.Line]:
    """Give each planned look with what answered it: a look counts when every listing was seen."""
    each = [looked.at(one.item) for one in request.listings.all()]
    whole = _all_seen(each)
    until = plan.ended_at or request.case.closed_at or now
    found = looking.lines(as_rule(plan), looks=whole, now=min(now, until))
    return [one for one in found if plan.ended_at is None or one.state != "planned"]


def coming(plan: LookPlan, told: Sequence[looking.Line]) -> list[datetime]:
    """Give the schedule's moments after the last line that is told; what repeats has no end."""
    last = told[-1].planned_at if told else plan.starts_at
    ahead = looking.moments(as_rule(plan)._replace(then_every_days=0))
    return [at for at in ahead if at > last] if plan.ended_at is None else []


def ended_words(request: RemovalRequest, plan: LookPlan) -> str:
    """Say why nobody is asked to look again, or nothing while somebody is."""
    if plan.ended_at is not None:
        return LOOKS_ENDED[LooksEnded(plan.ended_because)]
    return LOOKS_ENDED[LooksEnded.CASE_CLOSED] if request.case.closed_at else ""


def gone_long_enough(request: RemovalRequest, plan: LookPlan) -> bool:
    told = [
        (facts.gone_since(one.item), looked.last_look(one.item)) for one in request.listings.all()
    ]
    return looking.is_gone_long_enough(told, days=plan.until_gone_days)


def _all_seen(each: list[list[datetime]]) -> list[datetime]:
    """Give the moments at which the last listing of a round was seen: the request's own looks."""
    if not each or not all(each):
        return []
    rounds = zip(*(looks[-min(map(len, each)) :] for looks in each), strict=True)
    return sorted({max(one) for one in rounds})


def _ago(known: list[datetime], now: datetime) -> str:
    return looked.words(max(known), now).removeprefix("last looked ")
