from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case
from cases.rules import TaskKind
from cases.services import settle_task
from evidence.models import Item, Match
from evidence.rules import fingerprints as rules


@transaction.atomic
def open_match(*, match: Match, by: User) -> None:
    """Enter that someone compared two items."""
    _enter(match, action="evidence.opened_match", by=by)


@transaction.atomic
def decide_match(
    *, match_id: UUID, same: bool, reason: str, link_copy: bool = False, by: User, now: datetime
) -> Match:
    """Say whether two items show the same image, for good; the later may be linked as a copy."""
    require(by.role, Deed.WORK_CASE)
    mine = Match.objects.visible_to(by)
    seen = mine.select_related("item_a", "item_b").get(pk=match_id)
    if link_copy:
        _link(seen, same=same, by=by)
    match: Match = mine.select_for_update(of=("self",), no_key=True).get(pk=match_id)
    if match.decided_at is not None:
        raise NotAllowed("This pair is decided already.", code="match_decided")
    match.same, match.reason = same, rules.reason_for(same=same, reason=reason)
    match.decided_at, match.decided_by = now, by
    match.save(update_fields=["same", "reason", "decided_at", "decided_by"])
    settle_task(kind=TaskKind.MATCH, subject_id=match.pk, by=by, now=now)
    decision = "the same image" if same else "not the same image"
    _enter(match, action="evidence.decided_match", by=by, decision=decision)
    return match


def _link(match: Match, *, same: bool, by: User) -> None:
    pair = Item.objects.visible_to(by).filter(pk__in=[match.item_a_id, match.item_b_id])
    locked = {
        item.pk: item for item in pair.select_for_update(of=("self",), no_key=True).order_by("pk")
    }
    match.item_a, match.item_b = locked[match.item_a_id], locked[match.item_b_id]
    if not same or not match.may_be_linked:
        raise NotAllowed(
            "Only the same image in the same case is linked as a copy, and only once.",
            code="not_a_copy",
            field="link_copy",
        )
    first, later = match.in_order
    later.copy_of = first
    later.save(update_fields=["copy_of"])


def _enter(match: Match, *, action: str, by: User, **facts: str) -> None:
    """Enter it on the case; a pair of two cases on neither, whose readers may see one alone."""
    case: Case | None = match.item_a.case if match.in_one_case else None
    first, second = match.in_order
    told = {"first": _named(first, case), "second": _named(second, case), **facts}
    trail.record(by=by, action=action, subject=match, case=case, **told)


def _named(item: Item, case: Case | None) -> str:
    return item.label if case else f"{item.case.code} {item.label}"
