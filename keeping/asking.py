"""Who may ask, in the survivor's place, for everything that is held about them."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from cases.models import Authority, Case
from cases.rules.people import why_not_of_age
from cases.services.signing import why_may_not_sign
from intake.models import Intake


def in_force(case: Case, *, now: datetime) -> list[Authority]:
    """Give the authorities under which the sheet may be asked for now."""
    return [one for one in _recorded(case) if not why_not(case, one, now=now)]


def found(case: Case, *, asked_by: str) -> Authority | None:
    """Give the authority of this case that was named by its id, whether or not it stands."""
    named = asked_by.lower()
    return next((one for one in _recorded(case) if str(one.pk) == named), None)


def why_not(case: Case, held: Authority, *, now: datetime) -> str:
    """Say why the sheet is not given under it now: what lets nobody sign a release gives none."""
    if held.revoked_at is not None:
        return "This authority was revoked."
    return why_may_not_sign(case=case, held=held, on=timezone.localdate(now)) or why_not_of_age(
        held.kind, _age_now(case.pk)
    )


def _recorded(case: Case) -> list[Authority]:
    return list(case.authorities.order_by("recorded_at", "pk"))


def _age_now(case_id: UUID) -> str:
    answers = Intake.objects.filter(case=case_id).values_list("answers", flat=True).first() or {}
    return str(answers.get("age_now", ""))
