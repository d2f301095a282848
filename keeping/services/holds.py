"""Legal holds: while one stands, nothing of the case is proposed, confirmed or purged."""

from datetime import date, datetime, time
from typing import cast
from uuid import UUID

from django.db import transaction

from accounts import calendars
from accounts.models import User
from accounts.rules import Deed, require
from accounts.rules.hours import first_showing
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case, Task
from cases.rules import TaskKind
from cases.rules.moves import require_text
from cases.services import owe_task, settle_task
from cases.services.locked import locked_case
from cases.services.moments import database_time
from keeping.models import LegalHold, Purge
from keeping.rules.parts import State
from keeping.standing import standing

END_OF_DAY = time(17)  # a hold is looked at on its day; from the evening on that is late


@transaction.atomic
def place_hold(
    *, case_id: UUID, reason: str, review_on: date | None = None, by: User, now: datetime
) -> LegalHold:
    """Hold a case's record: a dispute, a subpoena or a court asks for it to be kept."""
    require(by.role, Deed.HOLD_RECORDS)
    case = locked_case(case_id=case_id, by=by)
    if standing(case).is_purged:
        raise NotAllowed("This case is purged already.", code="purged")
    if Purge.objects.filter(case=case, state=State.RUNNING.value).exists():
        raise NotAllowed("The purge of this case has begun.", code="purge_begun")
    _require_to_come(review_on, now)
    hold = LegalHold.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        reason=require_text(reason, field="reason"),
        placed_at=now,
        placed_by=by,
        review_on=review_on,
    )
    trail.record(by=by, action="keeping.placed_hold", subject=hold, case=case, review_on=review_on)
    return hold


@transaction.atomic
def lift_hold(*, hold_id: UUID, because: str, by: User, now: datetime) -> LegalHold:
    """End a hold for a reason; what comes due from then on may be proposed again."""
    hold = _locked_hold(hold_id, by)
    hold.lifted_because = require_text(because, field="because")
    hold.lifted_at, hold.lifted_by = now, by
    hold.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    settle_task(kind=TaskKind.HOLD_REVIEW, subject_id=hold.pk, by=by, now=now)
    trail.record(by=by, action="keeping.lifted_hold", subject=hold, case=hold.case)
    return hold


@transaction.atomic
def review_hold(*, hold_id: UUID, review_on: date | None, by: User, now: datetime) -> LegalHold:
    """Look at a hold again and let it stand, until the next day to ask or without one."""
    hold = _locked_hold(hold_id, by)
    _require_to_come(review_on, now)
    if review_on == hold.review_on:
        raise NotAllowed("It is to be looked at on that day.", code="nothing_changed",
                         field="review_on")  # fmt: skip
    hold.review_on = review_on
    hold.save(update_fields=["review_on"])
    settle_task(kind=TaskKind.HOLD_REVIEW, subject_id=hold.pk, by=by, now=now)
    trail.record(by=by, action="keeping.kept_hold", subject=hold, case=hold.case,
                 review_on=review_on)  # fmt: skip
    return hold


def remind_of_holds() -> int:
    """Owe a task for each hold whose day to be looked at again has come; give how many are new."""
    now = database_time()
    owed = Task.objects.filter(kind=TaskKind.HOLD_REVIEW.value).open().values("subject_id")
    fresh = LegalHold.objects.to_review(_today(now)).exclude(pk__in=owed)
    return sum(_remind(hold_id=pk, now=now) for pk in list(fresh.values_list("pk", flat=True)))


@transaction.atomic
def _remind(*, hold_id: UUID, now: datetime) -> bool:
    """Enter one, unless somebody lifted the hold, chose another day or reminded meanwhile."""
    case_id = LegalHold.objects.values_list("case_id", flat=True).get(pk=hold_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    hold = LegalHold.objects.to_review(_today(now)).filter(pk=hold_id).first()
    owed = Task.objects.filter(kind=TaskKind.HOLD_REVIEW.value, subject_id=hold_id).open()
    if hold is None or hold.review_on is None or owed.exists():
        return False
    due_at = first_showing(hold.review_on, END_OF_DAY, calendars.of_agency().zone)
    owe_task(case=case, kind=TaskKind.HOLD_REVIEW, subject_id=hold.pk, due_at=due_at, now=now)
    trail.record(by=None, action="keeping.reminded_of_hold", subject=hold, case=case)
    return True


def _locked_hold(hold_id: UUID, by: User) -> LegalHold:
    """Give a hold that stands, with its case's row held first."""
    require(by.role, Deed.HOLD_RECORDS)
    found = LegalHold.objects.visible_to(by).get(pk=hold_id)
    locked_case(case_id=found.case_id, by=by)
    rows = LegalHold.objects.select_for_update(of=("self",), no_key=True)
    hold = cast(LegalHold, rows.select_related("case__key").get(pk=hold_id))
    if hold.lifted_at is not None:
        raise NotAllowed("This hold is lifted already.", code="hold_lifted")
    return hold


def _today(now: datetime) -> date:
    return now.astimezone(calendars.of_agency().zone).date()


def _require_to_come(review_on: date | None, now: datetime) -> None:
    if review_on is not None and review_on <= _today(now):
        raise NotAllowed("Ask again on a day to come.", code="hold_review", field="review_on")
