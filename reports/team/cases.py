"""The open cases of one person, or of nobody, with what each weighs."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F, Min, Q

from accounts.models import User
from cases.models import Assignment, Case, CaseQuerySet, Cover
from cases.rules import AssignmentKind
from deadlines.rules.spoken import left
from reports import figures
from reports.team.people import nobodys_cases

MOST = 500  # on one page: more are moved in a second go


class OfOne(NamedTuple):
    """One case as it is chosen: code, what runs, and what it weighs."""

    pk: UUID
    code: str
    status: str
    clocks: int
    late: int
    next_due: str
    weight: int
    lent_to: str


class Side(NamedTuple):
    """One of two people before and after; nobody has no load."""

    name: str
    cases: int
    cases_after: int
    load: int
    load_after: int
    share: int
    share_after: int


def cases_of(reader: User, person: User | None, *, now: datetime) -> list[OfOne]:
    """Give the open cases of a person, what is late first."""
    return _rows(_with_clocks(_open(reader, person), now)[:MOST], now)


def chosen(reader: User, ids: Iterable[UUID], *, now: datetime) -> list[OfOne]:
    mine = Case.objects.visible_to(reader).filter(pk__in=list(ids))
    return _rows(_with_clocks(mine, now), now)


def sides(
    rows: Iterable[OfOne], *, giver: User | None, taker: User, now: datetime
) -> tuple[Side | None, Side]:
    """Give both people's loads before and after; what is lent counts for whoever covers it."""
    moving = list(rows)
    loads = {one.user_id: one for one in figures.caseload(now)}
    held = _held_by(taker, moving, now)
    gone = [one for one in moving if not one.lent_to]
    came = [one for one in moving if one.pk not in held]
    before, after = loads.get(giver.pk) if giver else None, loads.get(taker.pk)
    most = max((one.load for one in loads.values()), default=0) + sum(one.weight for one in came)
    given = _side(giver.name, before, gone, sign=-1, most=most) if giver else None
    return given, _side(taker.name, after, came, sign=1, most=most)


def _side(name: str, load: figures.Load | None, rows: list[OfOne], *, sign: int, most: int) -> Side:
    cases, weight = (load.cases, load.load) if load else (0, 0)
    cases_after = max(0, cases + sign * len(rows))
    weight_after = max(0, weight + sign * sum(one.weight for one in rows))
    share, share_after = (round(100 * one / most) if most else 0 for one in (weight, weight_after))
    return Side(name, cases, cases_after, weight, weight_after, share, share_after)


def _held_by(taker: User, rows: list[OfOne], now: datetime) -> set[UUID]:
    """Give the cases that count for the taker already, because they cover them."""
    ids = [one.pk for one in rows]
    covered = Cover.objects.active(now).filter(taker=taker, case__in=ids)
    return set(covered.values_list("case_id", flat=True))


def _open(reader: User, person: User | None) -> CaseQuerySet:
    if person is None:
        return nobodys_cases(reader)
    own = Assignment.objects.filter(user=person, kind=AssignmentKind.ADVOCATE.value).active()
    return Case.objects.visible_to(reader).open().filter(pk__in=own.values("case"))


def _with_clocks(cases: CaseQuerySet, now: datetime) -> CaseQuerySet:
    runs = Q(clocks__isnull=False, clocks__closed_at=None)
    found: CaseQuerySet = cases.annotate(
        running=Count("clocks", filter=runs, distinct=True),
        past=Count("clocks", filter=runs & Q(clocks__due_at__lt=now), distinct=True),
        first_due=Min("clocks__due_at", filter=runs & Q(clocks__due_at__gte=now)),
    ).order_by(F("past").desc(), F("first_due").asc(nulls_last=True), "code")
    return found


def _rows(found: Iterable[Case], now: datetime) -> list[OfOne]:
    cases = list(found)
    covers = Cover.objects.active(now).filter(case__in=cases)
    lent = dict(covers.values_list("case_id", "taker__name"))
    return [_row(case, lent_to=lent.get(case.pk, ""), now=now) for case in cases]


def _row(case: Any, *, lent_to: str, now: datetime) -> OfOne:
    return OfOne(
        pk=case.pk,
        code=case.code,
        status=case.get_status_display(),
        clocks=case.running,
        late=case.past,
        next_due=left(case.first_due, now) if case.first_due else "",
        weight=1 + case.running,
        lent_to=lent_to,
    )
