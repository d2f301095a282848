from datetime import datetime
from secrets import randbelow
from typing import NamedTuple, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, Role, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Assignment, Case, CaseKey, Survivor
from cases.rules import AgeWhenMade, AssignmentKind
from cases.rules.codes import LONG, SHORT, code_of, how_many
from cases.rules.moves import require_worker
from cases.services.changing import require_facts
from rows.reading import house
from sealing import keys


class CaseFacts(TypedDict, total=False):
    """What may be known of a person and their matter."""

    survivor_name: str
    contact: str
    safe_contact: str
    age_when_made: str
    country: str
    narrative: str


class Begun(NamedTuple):
    case: Case
    advocate: User


@transaction.atomic
def open_case(
    *,
    by: User,
    now: datetime,
    advocate_id: UUID | None = None,
    is_demo: bool = False,
    **facts: Unpack[CaseFacts],
) -> Case:
    """Open a case under a key of its own; an advocate's is hers, a supervisor names whose it is."""
    case, advocate = begin_case(by=by, now=now, advocate_id=advocate_id, is_demo=is_demo, **facts)
    trail.record(
        by=by, action="cases.opened_case", subject=case, case=case, person=str(advocate.pk)
    )
    return case


@house("open a case")
def begin_case(
    *,
    by: User,
    now: datetime,
    survivor_name: str = "",
    contact: str = "",
    safe_contact: str = "",
    age_when_made: str = AgeWhenMade.UNSURE.value,
    country: str = "",
    narrative: str = "",
    advocate_id: UUID | None = None,
    is_demo: bool = False,
) -> Begun:
    """Inner: open a case with its key, its person and its advocate; the outer service enters it."""
    require(by.role, Deed.OPEN_CASE)
    require_facts(age_when_made=age_when_made, country=country)
    advocate = _whose(by=by, advocate_id=advocate_id)
    case = Case(  # type: ignore[misc]  # sealed names
        code=_fresh_code(),
        age_when_made=age_when_made,
        country=country.upper(),
        narrative=narrative.strip(),
        opened_at=now,
        opened_by=by,
        is_demo=is_demo,
    )
    key = CaseKey(case=case, wrapped=keys.new_wrapped_key(str(case.pk)))  # seals what is saved next
    case.save(force_insert=True)
    key.save(force_insert=True)
    Survivor.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        name=survivor_name.strip(),
        contact=contact.strip(),
        safe_contact=safe_contact.strip(),
    )
    kind = AssignmentKind.ADVOCATE.value
    Assignment.objects.create(case=case, user=advocate, kind=kind, started_at=now, started_by=by)
    return Begun(case, advocate)


def _whose(*, by: User, advocate_id: UUID | None) -> User:
    if by.role == Role.ADVOCATE and advocate_id in {None, by.pk}:
        return by
    require(by.role, Deed.ASSIGN_CASE)
    if advocate_id is None:
        raise NotAllowed(
            "Say which advocate will work on this case.",
            code="advocate_missing",
            field="advocate_id",
        )
    advocate = User.objects.filter(pk=advocate_id).first()
    require_worker(
        AssignmentKind.ADVOCATE,
        advocate.role if advocate else "",
        is_active=advocate is not None and advocate.is_active,
        field="advocate_id",
    )
    assert advocate is not None  # noqa: S101 - for the type checker; the rule refused None
    return advocate


def _fresh_code() -> str:
    for length in range(SHORT, LONG + 1):
        for _ in range(10):
            code = code_of(randbelow(how_many(length)), length)
            if not Case.objects.filter(code=code).exists():
                return code
    raise NotAllowed("No case code is free. Tell your administrator.", code="no_code_free")
