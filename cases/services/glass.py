"""Break-glass: begun with a reason and others told, each part read an entry, ended by time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, Role, require
from accounts.services import tell
from audit import trail
from audit.rules import NotAllowed
from cases.models import BreakGlass, Case
from cases.rules import AssignmentKind
from cases.rules.glass import LASTS, PARTS, require_somebody_told, require_why
from cases.services.locked import locked_case


@transaction.atomic
def break_glass(*, case_id: UUID, reason: str, by: User, now: datetime) -> BreakGlass:
    """Open a whole case to a supervisor for an hour; its advocate and the others are told now."""
    require(by.role, Deed.BREAK_GLASS)
    said = require_why(reason)
    case = locked_case(case_id=case_id, by=by)
    if BreakGlass.objects.filter(case=case, opened_by=by).running(now).exists():
        raise NotAllowed("You have this case open already.", code="glass_broken")
    people = _who_is_told(case, by)
    require_somebody_told(len(people))
    opened = BreakGlass(  # type: ignore[misc]  # sealed reason
        case=case,
        reason=said,
        people_told=len(people),
        opened_at=now,
        opened_by=by,
        ends_at=now + LASTS,
    )
    opened.save(force_insert=True)
    tell(people=people, kind="break_glass", about=by, code=case.code, until=opened.ends_at, now=now)
    trail.record(
        by=by,
        action="cases.broke_glass",
        subject=opened,
        case=case,
        until=opened.ends_at,
        told=len(people),
    )
    return opened


@transaction.atomic
def end_glass(*, glass_id: UUID, by: User, now: datetime) -> BreakGlass:
    """End it before its hour: whoever began it, or any other supervisor."""
    require(by.role, Deed.BREAK_GLASS)
    rows = BreakGlass.objects.visible_to(by).select_related("case")
    opened: BreakGlass = rows.select_for_update(of=("self",), no_key=True).get(pk=glass_id)
    if opened.ended_at is None and opened.ends_at > now:
        opened.ended_at, opened.ended_by = now, by
        opened.save(update_fields=["ended_at", "ended_by"])
        trail.record(by=by, action="cases.ended_glass", subject=opened, case=opened.case)
    return opened


@transaction.atomic
def read_under_glass(*, glass_id: UUID, part: str, by: User, now: datetime) -> Case:
    """Give the case for reading one part of it whole; who began it alone, within its hour."""
    require(by.role, Deed.BREAK_GLASS)
    if part not in PARTS:
        raise BreakGlass.DoesNotExist
    mine = BreakGlass.objects.filter(opened_by=by).running(now).select_related("case__key")
    opened: BreakGlass = mine.get(pk=glass_id)
    case: Case = Case.objects.visible_to(by).for_display().get(pk=opened.case_id)
    trail.record(
        by=by,
        action="cases.read_under_glass",
        subject=opened,
        case=case,
        part=PARTS[part].lower(),
    )
    return case


def _who_is_told(case: Case, by: User) -> list[User]:
    """Give the case's advocates and the other supervisors; where there is none, administrators."""
    at_work = User.objects.filter(is_active=True).exclude(pk=by.pk)
    advocates = case.assignments.at_work().filter(kind=AssignmentKind.ADVOCATE.value)
    theirs = at_work.filter(pk__in=advocates.values("user"))
    others = at_work.filter(role=Role.SUPERVISOR.value)
    told = list((theirs | others).order_by("pk").distinct())
    return told or list(at_work.filter(role=Role.ADMINISTRATOR.value).order_by("pk"))
