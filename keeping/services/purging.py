"""Proposing a purge, agreeing to it, calling it off: two people, and a day between them."""

from collections.abc import Collection
from datetime import datetime
from typing import cast
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case, Task
from cases.rules import TaskKind
from cases.services import owe_task, settle_task
from cases.services.locked import locked_case
from cases.services.moments import database_time
from keeping.counting import preview
from keeping.models import Purge
from keeping.rules import purging as rules
from keeping.rules.parts import REASONS, Reason, State
from keeping.standing import standing


@transaction.atomic
def propose_purge(
    *,
    case_id: UUID,
    parts: Collection[str],
    reason: str,
    reason_words: str = "",
    by: User,
    now: datetime,
) -> Purge:
    """Propose to purge a closed case, or parts of it; somebody else confirms it, a day later."""
    require(by.role, Deed.PROPOSE_PURGE)
    case = locked_case(case_id=case_id, by=by)
    wanted = rules.require_parts(parts)
    rules.require_reason(reason, reason_words)
    rules.require_free(standing(case))
    _require_none_open(case)
    purge = Purge.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        parts=wanted,
        reason=reason,
        reason_words=reason_words.strip(),
        proposed_at=now,
        proposed_by=by,
        not_before=rules.not_before(now, settings.RECLAIM_PURGE_WAIT_HOURS),
    )
    trail.record(
        by=by,
        action="keeping.proposed_purge",
        subject=purge,
        case=case,
        parts=purge.parts_words.lower(),
        reason=REASONS[Reason(reason)].lower(),
        rows=sum(one.many for one in preview(case.pk, wanted)),
        not_before=purge.not_before,
    )
    return purge


@transaction.atomic
def confirm_purge(*, purge_id: UUID, by: User, now: datetime) -> Purge:
    """Agree to a purge that somebody else proposed; the worker does it at once."""
    require(by.role, Deed.CONFIRM_PURGE)
    purge = locked_purge(purge_id=purge_id, by=by)
    rules.require_state(purge.state, [State.PROPOSED])
    rules.require_second(proposed_by=purge.proposed_by_id, by=by.pk)
    rules.require_waited(not_before=purge.not_before, now=now)
    rules.require_free(standing(purge.case))
    purge.state, purge.confirmed_at, purge.confirmed_by = State.CONFIRMED.value, now, by
    purge.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    settle_task(kind=TaskKind.PURGE, subject_id=purge.pk, by=by, now=now)
    trail.record(
        by=by,
        action="keeping.confirmed_purge",
        subject=purge,
        case=purge.case,
        parts=purge.parts_words.lower(),
    )
    return purge


@transaction.atomic
def withdraw_purge(*, purge_id: UUID, by: User, now: datetime) -> Purge:
    """Call a purge off before it begins; whoever may propose one may."""
    require(by.role, Deed.PROPOSE_PURGE)
    purge = locked_purge(purge_id=purge_id, by=by)
    rules.require_state(purge.state, [State.PROPOSED, State.CONFIRMED])
    purge.state, purge.withdrawn_at, purge.withdrawn_by = State.WITHDRAWN.value, now, by
    purge.save(update_fields=["state", "withdrawn_at", "withdrawn_by"])
    settle_task(kind=TaskKind.PURGE, subject_id=purge.pk, by=by, now=now)
    trail.record(by=by, action="keeping.withdrew_purge", subject=purge, case=purge.case)
    return purge


def ask_second_persons() -> int:
    """Owe a task for each proposal that may be confirmed by now; give how many are new."""
    now = database_time()
    asked = Task.objects.filter(kind=TaskKind.PURGE.value).values("subject_id")
    fresh = Purge.objects.to_confirm(now).exclude(pk__in=asked).values_list("pk", flat=True)
    return sum(_ask(purge_id=pk, now=now) for pk in list(fresh))


@transaction.atomic
def _ask(*, purge_id: UUID, now: datetime) -> bool:
    """Enter one, unless it was answered meanwhile or something stands against it just now."""
    case_id = Purge.objects.values_list("case_id", flat=True).get(pk=purge_id)
    case = Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    purge = Purge.objects.to_confirm(now).filter(pk=purge_id).first()
    asked = Task.objects.filter(kind=TaskKind.PURGE.value, subject_id=purge_id)
    if purge is None or asked.exists() or rules.against(standing(case)):
        return False
    owe_task(case=case, kind=TaskKind.PURGE, subject_id=purge.pk, now=now)
    trail.record(by=None, action="keeping.asked_second_person", subject=purge, case=case)
    return True


def locked_purge(*, purge_id: UUID, by: User) -> Purge:
    """Inner: give the purge with its case's row held first, as every act on a case holds it."""
    found = Purge.objects.visible_to(by).get(pk=purge_id)
    locked_case(case_id=found.case_id, by=by)
    rows = Purge.objects.select_for_update(of=("self",), no_key=True)
    return cast(Purge, rows.select_related("case__key").get(pk=purge_id))


def settle_warning(*, case: Case, by: User | None, now: datetime) -> None:
    """Inner: close the task that asked what becomes of a case."""
    settle_task(kind=TaskKind.RETENTION, subject_id=case.pk, by=by, now=now)


def _require_none_open(case: Case) -> None:
    if Purge.objects.filter(case=case).open().exists():
        raise NotAllowed(
            "A purge of this case is proposed already. Confirm it or call it off.",
            code="purge_open",
        )
