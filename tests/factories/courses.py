"""Laws taken up on a request, as the services leave them."""

from datetime import datetime
from typing import Any

from accounts.models import User
from cases.models import Case
from deadlines.models import Course
from deadlines.services import courses
from removal.models import RemovalRequest
from tests.factories.deadlines import RECEIVED

UK, INDIA, AUSTRALIA, EU, UTAH = (
    "UK-OSA-10-3A", "IN-ITR-3-2-b", "AU-OSA-77", "EU-DSA-16", "US-UT",
)  # fmt: skip
# What a whole report declares beside the four parts of the notice.
DECLARED = {
    UK: ["is_intimate_image", "truth", "prescribed_items"],
    INDIA: ["complaint_to_grievance_officer"],
    AUSTRALIA: ["complaint_to_esafety"],
    EU: [],
    UTAH: ["is_counterfeit"],
}


def living_in(case: Case, country: str) -> None:
    """Say where the survivor is, as an intake would."""
    Case.objects.filter(pk=case.pk).update(country=country)


def taken_up(
    request: RemovalRequest, law: str, *, by: User, now: datetime = RECEIVED, **given: Any
) -> Course:
    """Take a law up with a whole report, which the notice itself was unless told otherwise."""
    asked = {
        "connection": "shown_there",
        "made_by": "person",
        "is_notice": True,
        "declared": DECLARED[law],
        **given,
    }
    return courses.take_up(request_id=request.pk, law=law, by=by, now=now, **asked)


def event(
    request: RemovalRequest, law: str, kind: str, *, by: User, at: datetime, **given: Any
) -> Course:
    """Record what came under a law, at the moment that it came unless told otherwise."""
    told = {"proof": "auto_reply", "now": at, **given}
    return courses.record_event(request_id=request.pk, law=law, kind=kind, at=at, by=by, **told)
