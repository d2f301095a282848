from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Authority, Case, Person
from cases.rules import AuthorityKind, require_open
from cases.rules.moves import require_known, require_order, require_text
from cases.rules.people import (
    Harm,
    Harms,
    PersonPart,
    Scope,
    require_may_act,
    require_of_age,
    require_scope,
    same_name,
)
from cases.rules.spoken import AUTHORITIES
from cases.services.locked import locked_case

# fmt: off
PART_OF = {
    AuthorityKind.PARENT_GUARDIAN: PersonPart.GUARDIAN,
    AuthorityKind.COURT:           PersonPart.GUARDIAN,
    AuthorityKind.ATTORNEY:        PersonPart.ATTORNEY,
}
# fmt: on


@transaction.atomic
def record_authority(
    *,
    case_id: UUID,
    kind: str,
    holder: str = "",
    person_id: UUID | None = None,
    scope: Collection[str] = (Scope.SIGN_REQUESTS.value,),
    starts_on: date,
    ends_on: date | None = None,
    reference: str = "",
    causes_harm: bool,
    harms_other_parent: bool | None = None,
    by: User,
    now: datetime,
) -> Authority:
    """Record who may act for the person shown, and in what; never whoever may cause the harm.

    Somebody recorded on the case is named by `person_id`; a new name is recorded with its part.
    """
    require(by.role, Deed.WORK_CASE)
    require_known(kind, AUTHORITIES, field="kind")
    said = Harms(_said(causes_harm), _said(harms_other_parent))
    require_may_act(said, kind)
    require_order(starts_on, ends_on)
    case = locked_case(case_id=case_id, by=by)
    require_open(case.status)
    require_of_age(kind, case.age_when_made)
    person = _holder(case, kind=kind, holder=holder, person_id=person_id, said=said, by=by, now=now)
    authority: Authority = Authority.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        kind=kind,
        person=person,
        holder=person.name,
        scope=require_scope(scope),
        reference=reference.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_at=now,
        recorded_by=by,
    )
    trail.record(by=by, action="cases.recorded_authority", subject=authority, case=case, kind=kind)
    return authority


@transaction.atomic
def revoke_authority(*, authority_id: UUID, by: User, now: datetime) -> Authority:
    """End an authority now; what was signed under it stays as it was."""
    require(by.role, Deed.WORK_CASE)
    mine = Authority.objects.visible_to(by).select_related("case")
    authority: Authority = mine.select_for_update(of=("self",), no_key=True).get(pk=authority_id)
    if authority.revoked_at is not None:
        raise NotAllowed("This authority was revoked already.", code="authority_revoked")
    authority.revoked_at, authority.revoked_by = now, by
    authority.save(update_fields=["revoked_at", "revoked_by"])
    trail.record(
        by=by,
        action="cases.revoked_authority",
        subject=authority,
        case=authority.case,
        kind=authority.kind,
    )
    return authority


def _said(answer: bool | None) -> str:  # noqa: FBT001 - the answer to a question
    return Harm.UNSURE.value if answer is None else (Harm.YES if answer else Harm.NO).value


def _holder(
    case: Case,
    *,
    kind: str,
    holder: str,
    person_id: UUID | None,
    said: Harms,
    by: User,
    now: datetime,
) -> Person:
    """Give the row of whoever may act: the one that is there, by id or by name, or a new one."""
    people = list(Person.objects.filter(case=case).select_for_update(of=("self",), no_key=True))
    for person in people:
        person.case = case
    known = _known(people, person_id=person_id, holder=holder)
    if known is None:
        known = Person(  # type: ignore[misc]  # sealed names
            case=case,
            name=require_text(holder, field="holder"),
            part=PART_OF.get(AuthorityKind(kind), PersonPart.SUPPORTER).value,
            recorded_at=now,
            recorded_by=by,
        )
    elif Harm.YES in {known.causes_harm, known.harms_other_parent}:
        require_may_act(Harms(known.causes_harm, known.harms_other_parent), kind)
    known.causes_harm = said.causes_harm
    if said.harms_other_parent != Harm.UNSURE:
        known.harms_other_parent = said.harms_other_parent
    known.save()
    return known


def _known(people: list[Person], *, person_id: UUID | None, holder: str) -> Person | None:
    if person_id is None:
        return next((one for one in people if same_name(one.name, holder)), None)
    found = next((one for one in people if one.pk == person_id), None)
    if found is None:
        raise NotAllowed(
            "Choose somebody who is recorded on this case.",
            code="person_unknown",
            field="person_id",
        )
    return found
