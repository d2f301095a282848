from datetime import datetime
from secrets import randbelow
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, Role, require
from audit import trail
from audit.rules import NotAllowed
from cases import countries
from cases.models import Assignment, Case, CaseKey, Survivor
from cases.rules import AgeWhenMade, AssignmentKind, Status, require_move
from cases.rules.codes import LONG, SHORT, code_of, how_many
from cases.rules.moves import require_known, require_worker
from cases.rules.spoken import AGES, FACTS
from cases.services.locked import locked_case
from sealing import keys

ON_THE_CASE = ("age_when_made", "country", "narrative")
ON_THE_PERSON = {"survivor_name": "name", "contact": "contact", "safe_contact": "safe_contact"}


@transaction.atomic
def open_case(
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
) -> Case:
    """Open a case under a key of its own; an advocate's is hers, a supervisor names whose it is."""
    require(by.role, Deed.OPEN_CASE)
    _require_facts(age_when_made=age_when_made, country=country)
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
    trail.record(
        by=by, action="cases.opened_case", subject=case, case=case, person=str(advocate.pk)
    )
    return case


@transaction.atomic
def change_case(
    *,
    case_id: UUID,
    by: User,
    now: datetime,
    survivor_name: str | None = None,
    contact: str | None = None,
    safe_contact: str | None = None,
    age_when_made: str | None = None,
    country: str | None = None,
    narrative: str | None = None,
) -> Case:
    """Correct what is known of the person and the matter; what is not given stays as it was."""
    require(by.role, Deed.WORK_CASE)
    _require_facts(age_when_made=age_when_made, country=country)
    case = locked_case(case_id=case_id, by=by)
    given = {
        "survivor_name": survivor_name,
        "contact": contact,
        "safe_contact": safe_contact,
        "age_when_made": age_when_made,
        "country": country.upper() if country else country,
        "narrative": narrative,
    }
    facts = {name: fact.strip() for name, fact in given.items() if fact is not None}
    changed = [*_change(case, facts), *_change_person(case.survivor, facts)]
    if not changed:
        raise NotAllowed("Nothing here differs from what is recorded.", code="nothing_changed")
    trail.record(
        by=by,
        action="cases.changed",
        subject=case,
        case=case,
        changed=[FACTS[name] for name in changed],
    )
    return case


@transaction.atomic
def move_case(*, case_id: UUID, to: str, by: User, now: datetime) -> Case:
    """Move a case on, close it or open it again."""
    require(by.role, Deed.MOVE_CASE)
    case = locked_case(case_id=case_id, by=by)
    was = case.status
    require_move(was, to)
    case.status = Status(to).value
    case.closed_at = now if to == Status.CLOSED else None
    case.save(update_fields=["status", "closed_at"])
    trail.record(by=by, action="cases.moved", subject=case, case=case, was=was, to=case.status)
    return case


def _require_facts(*, age_when_made: str | None, country: str | None) -> None:
    if age_when_made is not None:
        require_known(age_when_made, AGES, field="age_when_made")
    if country:
        require_known(country.upper(), countries.names(), field="country")


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


def _change(case: Case, facts: dict[str, str]) -> list[str]:
    changed = [name for name in ON_THE_CASE if name in facts and facts[name] != getattr(case, name)]
    for name in changed:
        setattr(case, name, facts[name])
    if changed:
        case.save(update_fields=changed)
    return changed


def _change_person(person: Survivor, facts: dict[str, str]) -> list[str]:
    changed = [
        name
        for name, column in ON_THE_PERSON.items()
        if name in facts and facts[name] != getattr(person, column)
    ]
    for name in changed:
        setattr(person, ON_THE_PERSON[name], facts[name])
    if changed:
        columns = [ON_THE_PERSON[name] for name in changed]
        person.save(update_fields=[*columns, "name_words", "contact_index"])
    return changed
