"""A correction: how the survivor says a fact should read, in its place or beside it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.services import amend_case
from cases.services.locked import locked_case
from keeping.held import CHANGES, Fact, correctable
from keeping.models import Correction
from keeping.rules.held import STANDING, Standing, require_said
from keeping.services import holding
from keeping.standing import standing


@transaction.atomic
def correct(
    *,
    case_id: UUID,
    place: str,
    value: str = "",
    note: str = "",
    keep_old: bool = True,
    by: User,
    now: datetime,
) -> Correction:
    """Correct a fact as the survivor says it; what is final stays, and the correction beside it."""
    require(by.role, Deed.WORK_CASE)
    require_said(value=value, note=note)
    case = locked_case(case_id=case_id, by=by)
    if standing(case).is_purged:
        raise NotAllowed("This case is purged.", code="purged")
    fact = _fact(case, place)
    outcome = _outcome(place, value, keep_old=keep_old)
    if outcome is Standing.ERASED:
        holding.require_nothing_lost(case=case)
    if outcome is not Standing.BESIDE:
        amend_case(case=case, facts={CHANGES[place]: value.strip()})  # the old one is kept below
    made: Correction = Correction.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        place=place,
        title=fact.title[:80],
        was=fact.value if outcome is Standing.CHANGED else "",
        value=value.strip(),
        note=note.strip(),
        standing=outcome.value,
        recorded_at=now,
        recorded_by=by,
    )
    trail.record(
        by=by,
        action="keeping.corrected",
        subject=made,
        case=case,
        title=place.partition(".")[0],
        standing=STANDING[outcome].lower(),
    )
    return made


def _outcome(place: str, value: str, *, keep_old: bool) -> Standing:
    if place not in CHANGES or not value.strip():
        return Standing.BESIDE
    return Standing.CHANGED if keep_old else Standing.ERASED


def _fact(case: object, place: str) -> Fact:
    for section in correctable(case):  # type: ignore[arg-type]
        for fact in section.facts:
            if fact.place == place:
                return fact
    raise NotAllowed("Choose which fact is wrong.", code="no_such_fact", field="place")
