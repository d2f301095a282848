from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from cases.models import Case
from cases.rules import RevealReason, require_reason
from cases.services.engaging import require_told
from cases.services.moments import database_time


class Revealed(NamedTuple):
    """A person's own words, for one page and no longer."""

    name: str
    contact: str
    safe_contact: str
    narrative: str


@transaction.atomic
def open_for_reading(*, case: Case, by: User, part: str = "case") -> None:
    """Enter that someone opened a case, or a part of it; reading is an act too."""
    trail.record(by=by, action="cases.opened", subject=case, case=case, part=part)


@transaction.atomic
def reveal(*, case_id: UUID, reason: str, by: User) -> Revealed:
    """Give the survivor's name, contact and story for a stated reason, which is entered."""
    require(by.role, Deed.REVEAL)
    require_reason(by.role, reason)
    case = Case.objects.visible_to(by).for_display().get(pk=case_id)
    require_told(case=case, reader=by, now=database_time())
    person = case.survivor
    trail.record(
        by=by,
        action="cases.revealed",
        subject=case,
        case=case,
        reason=RevealReason(reason).value,
    )
    return Revealed(person.name, person.contact, person.safe_contact, case.narrative)


@transaction.atomic
def reveal_people(*, case_id: UUID, reason: str, by: User) -> Case:
    """Open the names of the people in a case for a stated reason, which is entered."""
    require(by.role, Deed.REVEAL)
    require_reason(by.role, reason)
    case = Case.objects.visible_to(by).for_display().get(pk=case_id)
    require_told(case=case, reader=by, now=database_time())
    trail.record(
        by=by,
        action="cases.revealed_people",
        subject=case,
        case=case,
        reason=RevealReason(reason).value,
    )
    return case
