from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases import aged, countries, overwritten
from cases.models import Case, Survivor
from cases.overwritten import Was
from cases.rules import Status, require_move
from cases.rules.cover import CoverEnd
from cases.rules.moves import require_confirmed, require_known
from cases.rules.spoken import AGES, FACTS
from cases.running import still_running
from cases.services.cover_answers import end_covers_of_case
from cases.services.locked import locked_case

ON_THE_CASE = ("age_when_made", "country", "narrative")
ON_THE_PERSON = {"survivor_name": "name", "contact": "contact", "safe_contact": "safe_contact"}


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
    require_facts(age_when_made=age_when_made, country=country)
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
    keep_what_goes(case=case, facts=facts, by=by, now=now)
    changed = amend_case(case=case, facts=facts)
    if not changed:
        raise NotAllowed("Nothing here differs from what is recorded.", code="nothing_changed")
    if "age_when_made" in changed:
        aged.follow(case=case, by=by, now=now)
    trail.record(
        by=by,
        action="cases.changed",
        subject=case,
        case=case,
        changed=[FACTS[name] for name in changed],
    )
    return case


def require_facts(*, age_when_made: str | None, country: str | None) -> None:
    if age_when_made is not None:
        require_known(age_when_made, AGES, field="age_when_made")
    if country:
        require_known(country.upper(), countries.names(), field="country")


def keep_what_goes(
    *,
    case: Case,
    facts: Mapping[str, str],
    by: User,
    now: datetime,
    kept: Mapping[str, str] | None = None,
) -> None:
    """Inner: keep what these facts write over, where a hold asks for it.

    `kept` are the values that the caller keeps already: none is kept twice.
    """
    goes = [name for name, fact in facts.items() if _value(case, name) != fact]
    was = [_was(case, name) for name in goes if _value(case, name) != (kept or {}).get(name)]
    overwritten.keep(case=case, was=was, by=by, now=now)


def amend_case(*, case: Case, facts: Mapping[str, str]) -> list[str]:
    """Inner: put these facts on a locked case; give the names of those that differ."""
    return [*_change(case, facts), *_change_person(case.survivor, facts)]


@transaction.atomic
def move_case(*, case_id: UUID, to: str, by: User, now: datetime, confirmed: bool = False) -> Case:
    """Move a case on, close it or open it again; closing asks again while a clock runs."""
    require(by.role, Deed.MOVE_CASE)
    case = locked_case(case_id=case_id, by=by)
    was = case.status
    require_move(was, to)
    require_confirmed(to, running=still_running(case), confirmed=confirmed)
    case.status = Status(to).value
    case.closed_at = now if to == Status.CLOSED else None
    case.save(update_fields=["status", "closed_at"])
    if to == Status.CLOSED:
        end_covers_of_case(case=case, because=CoverEnd.CASE_CLOSED, now=now)
    trail.record(by=by, action="cases.moved", subject=case, case=case, was=was, to=case.status)
    return case


def _value(case: Case, name: str) -> str:
    if name in ON_THE_CASE:
        return str(getattr(case, name))
    return str(getattr(case.survivor, ON_THE_PERSON[name]))


def _was(case: Case, name: str) -> Was:
    """Give a fact as it stands, where the survivor's sheet has it."""
    title = FACTS[name].capitalize()
    if name in ON_THE_CASE:
        return Was(f"case.{name}", title, overwritten.said(case, name))
    return Was(f"survivor.{ON_THE_PERSON[name]}", title, _value(case, name))


def _change(case: Case, facts: Mapping[str, str]) -> list[str]:
    changed = [name for name in ON_THE_CASE if name in facts and facts[name] != getattr(case, name)]
    for name in changed:
        setattr(case, name, facts[name])
    if changed:
        case.save(update_fields=changed)
    return changed


def _change_person(person: Survivor, facts: Mapping[str, str]) -> list[str]:
    changed = [
        name
        for name, column in ON_THE_PERSON.items()
        if name in facts and facts[name] != getattr(person, column)
    ]
    for name in changed:
        setattr(person, ON_THE_PERSON[name], facts[name])
    if changed:
        columns = [ON_THE_PERSON[name] for name in changed]
        person.save(update_fields=[*columns, "name_words", "name_starts", "contact_index"])
    return changed
