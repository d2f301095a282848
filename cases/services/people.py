"""The people round a survivor; whoever may cause the harm loses what they could do here."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases import overwritten
from cases.models import Case, Person
from cases.rules import require_open
from cases.rules.moves import require_known, require_text
from cases.rules.people import HARMS, PARTS, Harm, PersonPart, harm_said, same_name
from cases.services.barring import end_what_they_could, owe_who_signs
from cases.services.locked import locked_case

# What a correction may change, as the trail says it.
# fmt: off
FACTS = {
    "name":               "name",
    "part":               "part",
    "causes_harm":        "whether they cause the harm",
    "harms_other_parent": "whether they harm the other parent",
    "contact":            "contact",
    "note":               "note",
}
# fmt: on


@transaction.atomic
def record_person(
    *,
    case_id: UUID,
    name: str,
    part: str,
    causes_harm: str = Harm.UNSURE.value,
    harms_other_parent: str = Harm.UNSURE.value,
    contact: str = "",
    note: str = "",
    by: User,
    now: datetime,
) -> Person:
    """Record somebody in the matter, sealed; whoever may cause the harm can never act for it."""
    require(by.role, Deed.WORK_CASE)
    _require_known(part=part, causes_harm=causes_harm, harms_other_parent=harms_other_parent)
    case = locked_case(case_id=case_id, by=by)
    require_open(case.status)
    person = Person(  # type: ignore[misc]  # sealed names
        case=case,
        name=require_text(name, field="name"),
        part=part,
        causes_harm=harm_said(part, causes_harm),
        harms_other_parent=harms_other_parent,
        contact=contact.strip(),
        note=note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    _require_new_name(person)
    said = PARTS[PersonPart(part)].lower()
    return _keep(person, action="cases.recorded_person", by=by, now=now, part=said)


@transaction.atomic
def correct_person(
    *,
    person_id: UUID,
    name: str | None = None,
    part: str | None = None,
    causes_harm: str | None = None,
    harms_other_parent: str | None = None,
    contact: str | None = None,
    note: str | None = None,
    by: User,
    now: datetime,
) -> Person:
    """Correct what is known of somebody; what is not given stays as it was."""
    require(by.role, Deed.WORK_CASE)
    _require_known(part=part, causes_harm=causes_harm, harms_other_parent=harms_other_parent)
    person = _locked_person(person_id=person_id, by=by)
    given = {
        "name": None if name is None else require_text(name, field="name"),
        "part": part,
        "causes_harm": harm_said(part or person.part, causes_harm or person.causes_harm),
        "harms_other_parent": harms_other_parent,
        "contact": contact,
        "note": note,
    }
    facts = {key: fact.strip() for key, fact in given.items() if fact is not None}
    changed = [key for key, fact in facts.items() if fact != getattr(person, key)]
    if not changed:
        raise NotAllowed("Nothing here differs from what is recorded.", code="nothing_changed")
    place = f"person.{person.pk}"
    with overwritten.keeping(person, FACTS, place=place, of="Somebody else", by=by, now=now):
        for key in changed:
            setattr(person, key, facts[key])
    _require_new_name(person)
    said = [FACTS[key] for key in changed]
    return _keep(person, action="cases.corrected_person", by=by, now=now, changed=said)


def _keep(person: Person, *, action: str, by: User, now: datetime, **facts: object) -> Person:
    """Save them, after ending what they may no longer do; one entry says both."""
    ended = end_what_they_could(person=person, by=by, now=now)
    if person._state.adding:
        person.save(force_insert=True)
    else:
        person.save(update_fields=[*FACTS, "name_words"])
    if ended.anything:
        owe_who_signs(case=person.case, now=now)
        action = "cases.barred_person"
        facts = {"authorities": ended.authorities, "releases": ended.releases}
    trail.record(by=by, action=action, subject=person, case=person.case, **facts)  # type: ignore[arg-type]  # codes and counts
    return person


def _require_known(*, part: str | None, **harms: str | None) -> None:
    if part is not None:
        require_known(part, PARTS, field="part")
    for field, harm in harms.items():
        if harm is not None:
            require_known(harm, HARMS, field=field)


def _require_new_name(person: Person) -> None:
    """Refuse a second row for one person: what bars them would stand in one and not the other."""
    others = Person.objects.filter(case=person.case).exclude(pk=person.pk)
    if any(same_name(other.name, person.name) for other in _with_key(others, person.case)):
        raise NotAllowed(
            "Someone of this name is recorded on the case. Correct that record, or add what tells"
            " the two apart.",
            code="person_known",
            field="name",
        )


def _with_key(people: Iterable[Person], case: Case) -> list[Person]:
    found = list(people)
    for person in found:
        person.case = case
    return found


def _locked_person(*, person_id: UUID, by: User) -> Person:
    """Give a person for a change; the case is locked first, as for any act on its people."""
    case_id = Person.objects.visible_to(by).values_list("case_id", flat=True).get(pk=person_id)
    case = locked_case(case_id=case_id, by=by)
    person: Person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person_id)
    person.case = case
    return person
