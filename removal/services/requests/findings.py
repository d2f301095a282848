from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules import require_past
from cases.rules.moves import require_known
from removal.models import RemovalRequest
from removal.rules.spoken import CONDUCTS, PROCESSES
from removal.rules.words import Process
from removal.services.requests.locked import locked_request

YES_NO_UNSURE = ("yes", "no", "unsure")


@transaction.atomic
def note_process(
    *, request_id: UUID, process: str, looked_at: datetime | None, by: User, now: datetime
) -> RemovalRequest:
    """Note what a person found when looking for the platform's notice process, and when."""
    require(by.role, Deed.WRITE_REQUEST)
    require_known(process, PROCESSES, field="process")
    request = locked_request(request_id=request_id, by=by)
    request.process = process
    request.process_looked_at = _looked_at(process, looked_at, now)
    request.save(update_fields=["process", "process_looked_at"])
    trail.record(
        by=by,
        action="removal.noted_process",
        subject=request,
        case=request.case,
        request=request.label,
        process=PROCESSES[Process(process)].lower(),
    )
    return request


@transaction.atomic
def note_conduct(
    *, request_id: UUID, conduct: dict[str, str], by: User, now: datetime
) -> RemovalRequest:
    """Note how the platform behaved, as far as known: guidance, not statute (law.md 1.8)."""
    require(by.role, Deed.WRITE_REQUEST)
    for factor, answer in conduct.items():
        require_known(factor, CONDUCTS, field="conduct")
        require_known(answer, YES_NO_UNSURE, field=factor)
    request = locked_request(request_id=request_id, by=by)
    request.conduct = {one.value: conduct[one.value] for one in CONDUCTS if one.value in conduct}
    request.save(update_fields=["conduct"])
    trail.record(
        by=by,
        action="removal.noted_conduct",
        subject=request,
        case=request.case,
        request=request.label,
        factors=sorted(request.conduct),
    )
    return request


def _looked_at(process: str, looked_at: datetime | None, now: datetime) -> datetime | None:
    if process == Process.NOT_LOOKED:
        return None
    if looked_at is None:
        raise NotAllowed(
            "Say when somebody looked for the process.", code="look_undated", field="looked_at"
        )
    require_past(looked_at, now, field="looked_at")
    return looked_at
