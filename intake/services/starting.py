from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case
from cases.rules import AgeWhenMade, require_open
from cases.services import begin_case
from cases.services.locked import locked_case
from intake.models import Intake
from intake.rules.states import Channel


@transaction.atomic
def start(*, by: User, now: datetime, channel: str, advocate_id: UUID | None = None) -> Intake:
    """Open a case for someone who asks for help, and begin with the questions."""
    case, advocate = begin_case(by=by, now=now, advocate_id=advocate_id)
    intake = begin(case=case, channel=channel, by=by, now=now)
    trail.record(
        by=by,
        action="intake.started",
        subject=intake,
        case=case,
        person=str(advocate.pk),
        channel=intake.channel,
    )
    return intake


@transaction.atomic
def start_on_case(*, case_id: UUID, by: User, now: datetime) -> Intake:
    """Begin with the questions on a case that was opened without; what it knows is an answer."""
    require(by.role, Deed.WORK_CASE)
    case = locked_case(case_id=case_id, by=by)
    require_open(case.status)
    if Intake.objects.filter(case=case).exists():
        raise NotAllowed("The questions of this case were begun already.", code="intake_begun")
    intake = begin(case=case, channel=Channel.WIZARD.value, by=by, now=now, known=_known(case))
    trail.record(by=by, action="intake.began", subject=intake, case=case, channel=intake.channel)
    return intake


def begin(
    *, case: Case, channel: str, by: User, now: datetime, known: dict[str, str] | None = None
) -> Intake:
    """Inner: put an intake beside its case; the outer service enters the act."""
    intake = Intake(  # type: ignore[misc]  # sealed names
        case=case,
        channel=Channel(channel).value,
        answers=known or {},
        told={},
        started_at=now,
        started_by=by,
    )
    intake.save(force_insert=True)
    return intake


def _known(case: Case) -> dict[str, str]:
    """Give what the case says; an unsure age may only be one that nobody asked for."""
    known = {"age_when_made": case.age_when_made, "country": case.country}
    return {slug: said for slug, said in known.items() if said not in {"", AgeWhenMade.UNSURE}}
