"""How much of what, by whom and where, among the latest acts that answer."""

from collections import Counter
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max

from accounts.models import User
from audit.models import Entry
from cases.activity.found import entries
from cases.activity.kinds import KINDS, ON_A_CASE, Kind, kind_of
from cases.models import Case
from cases.timeline import GONE, ITSELF

MOST = 10_000  # of the latest are counted: a page must answer, however long the trail
MOST_CASES = 12


class Counts(NamedTuple):
    """How many acts of each kind; `is_cut` says that there are more than were counted."""

    by_kind: dict[Kind, int]
    is_cut: bool

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


class ByPerson(NamedTuple):
    """What one person did on a case."""

    person: str
    pk: str
    counts: list[int]  # in the order of ON_A_CASE
    last_at: datetime

    @property
    def labelled(self) -> list[tuple[int, str]]:
        return [(one, KINDS[kind]) for one, kind in zip(self.counts, ON_A_CASE, strict=True)]


class OfCase(NamedTuple):
    code: str
    acts: int
    last_at: datetime


def counts(
    *,
    person: str = "",
    case: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Counts:
    """Count the latest that answer, by kind."""
    acts = list(
        entries(person=person, case=case, since=since, until=until).values_list(
            "action", flat=True
        )[: MOST + 1]
    )
    found = Counter(kind_of(act) for act in acts[:MOST])
    return Counts({kind: found[kind] for kind in KINDS}, is_cut=len(acts) > MOST)


def by_person(case: Case) -> list[ByPerson]:
    """Give who did what on a case, whoever did most first; the house by itself among them."""
    rows = Entry.objects.filter(chain=str(case.pk)).values_list("actor", "action")
    acts: dict[str, Counter[Kind]] = {}
    last: dict[str, datetime] = {}
    for actor, action, number, at in rows.annotate(number=Count("pk"), last=Max("at")):
        acts.setdefault(actor, Counter())[kind_of(action)] += number
        last[actor] = max(at, last.get(actor, at))
    names = _names([actor for actor in acts if actor])
    told = [
        ByPerson(
            person=names.get(actor, GONE) if actor else ITSELF,
            pk=actor if actor in names else "",
            counts=[found[kind] for kind in ON_A_CASE],
            last_at=last[actor],
        )
        for actor, found in acts.items()
    ]
    return sorted(told, key=lambda one: (-sum(one.counts), one.person))


def cases_of(person: User, *, since: date | None, until: date | None) -> list[OfCase]:
    """Give the cases that a person's latest acts were on, the most first."""
    latest = entries(person=str(person.pk), since=since, until=until)
    acts: Counter[str] = Counter()
    last: dict[str, datetime] = {}
    for chain, at in latest.values_list("chain", "at")[:MOST]:
        acts[chain] += 1
        last.setdefault(chain, at)
    acts.pop("house", None)
    most = acts.most_common(MOST_CASES)
    codes = {
        str(pk): code
        for pk, code in Case.objects.filter(pk__in=[chain for chain, _ in most]).values_list(
            "pk", "code"
        )
    }
    return [OfCase(codes[one], number, last[one]) for one, number in most if one in codes]


def _names(ids: list[str]) -> dict[str, str]:
    people: Any = User.objects.filter(pk__in=ids).values_list("pk", "name")
    return {str(pk): name for pk, name in people}
