"""What the board is made from: one question each to clocks, covers, advocates, rota and staff."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accounts import calendars
from accounts.models import User
from accounts.rules.hours import Calendar, Span
from cases.models import Assignment, Cover
from cases.rules.cover import TAKERS
from deadlines.models import Clock, RotaTurn

MOST = 200  # clocks; the nearest come first


@dataclass
class Rows:
    """The rows of one board, found once."""

    clocks: list[Clock]
    more: int
    covers: dict[UUID, list[Cover]] = field(default_factory=dict)  # by case
    advocates: dict[UUID, User] = field(default_factory=dict)  # by case
    turns: list[RotaTurn] = field(default_factory=list)
    staff: dict[UUID, User] = field(default_factory=dict)
    calendars: dict[UUID, Calendar] = field(default_factory=dict)
    asked: list[tuple[Cover, list[Clock]]] = field(default_factory=list)  # no sight of these yet

    def on_duty(self, user_id: UUID, at: datetime) -> bool:
        return any(turn.user_id == user_id and span_of(turn).holds(at) for turn in self.turns)

    def works(self, user_id: UUID, at: datetime) -> bool:
        known = self.calendars.get(user_id)
        return known is not None and known.is_on(at)


def span_of(row: Cover | RotaTurn) -> Span:
    return Span(row.starts_at, row.ends_at)


def rows_for(user: User, *, span: Span, now: datetime) -> Rows:
    """Give what ends in these hours, as far as this reader may see it."""
    ending = Clock.objects.visible_to(user).filter(_ends_in(span, now))
    found = ending.for_display().select_related("case").order_by("due_at", "pk")
    clocks = list(found[:MOST])
    rows = Rows(clocks, more=ending.count() - MOST if len(clocks) == MOST else 0)
    cases = {clock.case_id for clock in clocks}
    for cover in _covers(Q(case__in=cases), span):
        rows.covers.setdefault(cover.case_id, []).append(cover)
    working = Assignment.objects.filter(case__in=cases, kind="advocate").at_work()
    rows.advocates = {one.case_id: one.user for one in working.select_related("user")}
    rows.turns = list(RotaTurn.objects.standing().within(*span).for_display())
    staff = User.objects.filter(is_active=True, role__in=[role.value for role in TAKERS])
    rows.staff = {person.pk: person for person in staff.order_by("name", "pk")}
    rows.calendars = calendars.of_many(rows.staff.values())
    rows.asked = _asked(user, cases, span, now)
    return rows


def _ends_in(span: Span, now: datetime) -> Q:
    """Keep what runs; of a stretch that is over, what ran as well."""
    ends = Q(due_at__gte=span.starts_at, due_at__lt=span.ends_at)
    return ends if now >= span.ends_at else ends & Q(closed_at=None)


def _covers(of: Q, span: Span) -> Iterable[Cover]:
    return (
        Cover.objects.filter(of, withdrawn_at=None)
        .within(*span)
        .select_related("case", "giver", "taker", "offered_by")
        .order_by("starts_at", "pk")
    )


def _asked(
    user: User, seen: set[UUID], span: Span, now: datetime
) -> list[tuple[Cover, list[Clock]]]:
    """Give what this reader is asked to cover, or will: of such a case a code and a time alone."""
    theirs = Q(taker=user, declined_at=None, ended_at=None, ends_at__gt=now)
    covers = [cover for cover in _covers(theirs, span) if cover.case_id not in seen]
    clocks = Clock.objects.filter(
        case__in=[cover.case_id for cover in covers],
        closed_at=None,
        due_at__gte=span.starts_at,
        due_at__lt=span.ends_at,
    )
    by_case: dict[UUID, list[Clock]] = {}
    for clock in clocks.for_display().select_related("case").order_by("due_at", "pk"):
        by_case.setdefault(clock.case_id, []).append(clock)
    return [
        (cover, [c for c in by_case.get(cover.case_id, []) if span_of(cover).holds(c.due_at)])
        for cover in covers
    ]
