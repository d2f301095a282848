"""What an outage made late, for those at work on it: codes, steps and moments (ADR 0045)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, QuerySet

from accounts.models import User
from deadlines.models import Clock, Outage, Step
from deadlines.rules.spoken import hours_and_minutes, rung_words

SHOWN_FOR = timedelta(days=3)  # a weekend; then the ledger of each clock still says it
USUAL = timedelta(minutes=1)  # a step may always wait so long for a sweep
CATCHING_UP = timedelta(days=1)
MOST = 20  # clocks named; the rest are counted
RUNGS = 8


class Late(NamedTuple):
    """One clock with the steps that came late."""

    code: str
    request_id: UUID
    words: str  # `6 hours left, 2 h 05 min late`


class Notice(NamedTuple):
    """One outage as its reader is told of it."""

    outage: Outage
    lasted: str
    steps: int
    clocks: int
    first: list[Late]

    @property
    def more(self) -> int:
        return self.clocks - len(self.first)


def steps_of(outage: Outage, user: User) -> QuerySet[Step]:
    """Give the steps in sight that came due while nothing swept, and were entered only after."""
    found: QuerySet[Step] = Step.objects.visible_to(user)
    return found.filter(
        due_at__gt=outage.from_at,
        due_at__lte=outage.until_at,
        done_at__gte=max(outage.from_at, outage.until_at - CATCHING_UP),
        done_at__lte=outage.until_at + CATCHING_UP,
        done_at__gt=F("due_at") + USUAL,
        clock__planned_at__lt=outage.until_at,  # a receipt told later owed nothing before
    )


def notices(user: User, *, now: datetime) -> list[Notice]:
    """Give the outages of late that concern this person and that they have not read."""
    lately: QuerySet[Outage] = Outage.objects.filter(until_at__gt=now - SHOWN_FOR)
    newest = lately.exclude(reads__user=user)[:MOST]  # of a sweep that comes and goes for days
    found = [_notice(outage, user) for outage in newest]
    return [notice for notice in found if notice.steps]


def owed_now(user: User, *, now: datetime) -> list[Late]:
    """Give the clocks in sight whose next step waits, while nothing sweeps."""
    mine: QuerySet[Clock] = Clock.objects.visible_to(user).filter(wakes_at__lte=now)
    first = mine.select_related("request__case").order_by("wakes_at", "pk")[:MOST]
    return [
        Late(clock.request.code, clock.request_id, _span(now - clock.wakes_at))
        for clock in first
        if clock.wakes_at is not None
    ]


def _notice(outage: Outage, user: User) -> Notice:
    found = steps_of(outage, user)
    counts = found.aggregate(steps=Count("pk"), clocks=Count("clock", distinct=True))
    by_clock: dict[UUID, list[Step]] = {}
    steps = found.select_related("clock__request__case").order_by("due_at", "pk")
    for step in steps[: MOST * RUNGS]:
        by_clock.setdefault(step.clock_id, []).append(step)
    lasted = hours_and_minutes(outage.until_at - outage.from_at)
    first = list(_lines(list(by_clock.values())[:MOST]))
    return Notice(outage, lasted, counts["steps"], counts["clocks"], first)


def _lines(clocks: list[list[Step]]) -> Iterator[Late]:
    for steps in clocks:
        request = steps[0].clock.request
        yield Late(request.code, request.pk, "; ".join(_said(step) for step in steps))


def _said(step: Step) -> str:
    late = _span(step.done_at - step.due_at)
    folded = ", with the step after it" if step.state == "skipped" else ""
    return f"{rung_words(step.rung)}, {late}{folded}"


def _span(span: timedelta) -> str:
    return f"{hours_and_minutes(span).removeprefix('0 h ').removeprefix('0')} late"
