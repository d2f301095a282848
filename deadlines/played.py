"""Clocks that ran within a span, with the people of their cases: what a rehearsal plays again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.rules import Role
from cases.models import Assignment, Cover
from complaints.models import ComplaintDraft
from deadlines.models import Clock, ClockQuerySet, Ladder
from deadlines.rules.ladder import Rung
from deadlines.rules.rehearsal import OnCase, Played, Span


def clocks_in(ladder: Ladder, rungs: Iterable[Rung], span: Span, by: User) -> ClockQuerySet:
    """Give the clocks of this law that ran within the span and near whose due a step could be."""
    offsets = [rung.from_due for rung in rungs] or [timedelta(0)]
    law = Q(statute__code=ladder.applies_to)
    if not ladder.applies_to:
        own = Ladder.objects.exclude(applies_to="").exclude(in_force_at=None)
        law = ~Q(statute__code__in=own.values("applies_to"))
    near = Q(due_at__gte=span.since - max(offsets), due_at__lt=span.until - min(offsets))
    told_late = Q(opened_at__gte=span.since, opened_at__lt=span.until)
    ran = Q(closed_at=None) | Q(closed_at__gt=span.since)
    mine: ClockQuerySet = Clock.objects.visible_to(by)
    found = mine.filter(law, near | told_late, ran, opened_at__lt=span.until)
    return found.select_related("request__case").order_by("due_at", "pk")


def as_played(clocks: list[Clock]) -> Iterable[Played]:
    people = _people({clock.case_id for clock in clocks})
    reviewed = _reviewed(clocks)
    for clock in clocks:
        yield Played(
            clock=clock.pk,
            code=clock.request.code,
            request=clock.request_id,
            due_at=clock.due_at,
            opened_at=clock.opened_at,
            closed_at=clock.closed_at,
            reviewed_at=reviewed.get(clock.request_id),
            people=people[clock.case_id],
        )


def _people(cases: set[UUID]) -> dict[UUID, list[OnCase]]:
    found: dict[UUID, list[OnCase]] = defaultdict(list)
    given = Assignment.objects.filter(case__in=cases, user__in=at_work())
    for one in given:
        found[one.case_id].append(OnCase(one.user_id, one.kind, one.started_at, one.ended_at))
    lent = Cover.objects.filter(case__in=cases, taker__in=at_work()).exclude(accepted_at=None)
    for cover in lent:
        since = max(cover.starts_at, cover.accepted_at or cover.starts_at)
        until = min(cover.ends_at, cover.ended_at or cover.ends_at)
        role = Role.ADVOCATE.value
        found[cover.case_id].append(OnCase(cover.taker_id, role, since, until, cover.giver_id))
    return found


def at_work() -> "QuerySet[User]":
    return User.objects.filter(is_active=True).exclude(role=Role.ADMINISTRATOR.value)


def _reviewed(clocks: list[Clock]) -> dict[UUID, datetime]:
    """Give when each request's complaint was first reviewed, or set aside at or after due."""
    due = {clock.request_id: clock.due_at for clock in clocks}
    found = {}
    for draft in ComplaintDraft.objects.filter(request__in=due).only(
        "request_id", "review_at", "superseded_at"
    ):
        aside = draft.superseded_at
        late = aside if aside is not None and aside >= due[draft.request_id] else None
        if at := draft.review_at or late:
            found[draft.request_id] = at
    return found
