from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules import require_open
from restitution.models import Day
from restitution.rules.remedies import REMEDIES
from restitution.rules.telling import DAYS, DayKind
from restitution.services.locked import locked_told_case
from restitution.services.reminders import settle_day

FARTHEST = timedelta(days=366 * 15)


@transaction.atomic
def add_day(
    *,
    case_id: UUID,
    kind: str,
    on: date,
    remedy: str = "",
    words: str = "",
    by: User,
    now: datetime,
) -> Day:
    """Keep a day that a remedy hangs on; tasks come for the attorney as it comes near."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    case = locked_told_case(case_id=case_id, by=by)
    require_open(case.status)
    _require_fit(kind, on, remedy, today=timezone.localdate(now))
    made: Day = Day.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        kind=DayKind(kind).value,
        on=on,
        remedy=remedy,
        words=words.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    trail.record(by=by, action="restitution.added_day", subject=made, case=case, kind=_spoken(made))
    return made


@transaction.atomic
def end_day(*, day_id: UUID, by: User, now: datetime) -> Day:
    """Say that a day was seen to, was moved or will not be; its reminders end with it."""
    require(by.role, Deed.REVIEW_RESTITUTION)
    mine = Day.objects.visible_to(by)
    case = locked_told_case(case_id=mine.get(pk=day_id).case_id, by=by)
    day: Day = mine.select_for_update(of=("self",), no_key=True).get(pk=day_id)
    if day.ended_at is not None:
        raise NotAllowed("This day is done with already.", code="day_ended")
    day.ended_at, day.ended_by = now, by
    day.save(update_fields=["ended_at", "ended_by"])
    settle_day(case=case, key=f"day:{day.pk}", kind=day.kind, by=by, now=now)
    trail.record(by=by, action="restitution.ended_day", subject=day, case=case, kind=_spoken(day))
    return day


def _spoken(day: Day) -> str:
    return DAYS[DayKind(day.kind)].lower()


def _require_fit(kind: str, on: date, remedy: str, *, today: date) -> None:
    if kind not in set(DAYS):
        raise NotAllowed("Say what happens on that day.", code="unknown_kind", field="kind")
    if remedy and remedy not in REMEDIES:
        raise NotAllowed("No remedy has this name.", code="unknown_remedy", field="remedy")
    if not today <= on <= today + FARTHEST:
        raise NotAllowed("Choose a day that is still to come.", code="day_unfit", field="on")
