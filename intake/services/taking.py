from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import trail
from audit.rules import NotAllowed
from cases.services import begin_case
from intake.models import Plan
from intake.rules import read
from intake.services.answering import put_answers
from intake.services.planning import finish_intake
from intake.services.starting import begin


@transaction.atomic
def take(
    *,
    given: Mapping[str, object],
    channel: str,
    by: User,
    now: datetime,
    advocate_id: UUID | None = None,
) -> Plan:
    """Take a whole intake at once: the case, the answers and the plan, or nothing of them."""
    later = read(given)
    if not later.codes:
        raise NotAllowed("Nothing was answered.", code="nothing_answered")
    case, advocate = begin_case(by=by, now=now, advocate_id=advocate_id)
    intake = begin(case=case, channel=channel, by=by, now=now)
    put_answers(intake=intake, later=later, by=by, now=now)
    plan = finish_intake(intake=intake, by=by, now=now)
    trail.record(
        by=by,
        action="intake.taken",
        subject=plan,
        case=case,
        person=str(advocate.pk),
        channel=intake.channel,
        track=plan.track,
    )
    return plan
