"""What somebody loses once it is known, or feared, that they cause the harm (28 CFR 94.115)."""

from datetime import datetime
from typing import NamedTuple

from accounts.models import User
from cases.models import Authority, Case, Person, Release, Task
from cases.rules import TaskKind
from cases.rules.people import Harms, same_name, why_barred
from cases.services.engaging import advocate_of

BECAUSE = "Signed under the authority of someone who may be causing the harm."
ASK = (
    "Ask the survivor alone who may sign now: an authority ended because its holder may be"
    " causing the harm. What was sent under it stands; look at each release and request again."
)


class Ended(NamedTuple):
    """How much was taken back."""

    authorities: int
    releases: int

    @property
    def anything(self) -> bool:
        return bool(self.authorities or self.releases)


def end_what_they_could(*, person: Person, by: User, now: datetime) -> Ended:
    """Inner: revoke the authorities that this person may not hold, and what was released under."""
    harms = Harms(person.causes_harm, person.harms_other_parent)
    theirs = [one for one in _held_by(person) if why_barred(harms, one.kind)]
    standing = [one for one in theirs if one.revoked_at is None]
    for authority in standing:
        authority.revoked_at, authority.revoked_by = now, by
        authority.save(update_fields=["revoked_at", "revoked_by"])
    releases = Release.objects.filter(authority__in=theirs, revoked_at=None)
    locked = list(releases.select_for_update(of=("self",), no_key=True).order_by("pk"))
    for release in locked:
        release.case = person.case
        release.revoked_at, release.revoked_by = now, by
        release.revoked_because = BECAUSE
        release.save(update_fields=["revoked_at", "revoked_by", "revoked_because"])
    return Ended(len(standing), len(locked))


def owe_who_signs(*, case: Case, now: datetime) -> Task:
    """Inner: owe the advocate the question that is open now."""
    task: Task = Task.objects.create(  # type: ignore[misc]  # sealed names
        case=case,
        kind=TaskKind.OWN.value,
        text=ASK,
        assigned_to=advocate_of(case=case),
        created_at=now,
    )
    return task


def _held_by(person: Person) -> list[Authority]:
    """Give every authority of this person: by their row, or by their name."""
    locked = Authority.objects.filter(case=person.case).select_for_update(of=("self",), no_key=True)
    found = []
    for authority in locked.order_by("pk"):
        authority.case = person.case
        if authority.person_id == person.pk or same_name(authority.holder, person.name):
            found.append(authority)
    return found
