"""A version of a ladder played over a span that was, beside the one in force; nothing is written.

Its cost is bounded: so many clocks, so many seconds. What is left out is said.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts import calendars
from accounts.models import QuietHours, User
from accounts.rules import Role
from accounts.rules.hours import Quiet, quiet_until
from deadlines import ladders
from deadlines.models import Clock, ClockQuerySet, Ladder
from deadlines.played import as_played, at_work, clocks_in
from deadlines.rules.rehearsal import (
    Fired,
    Pair,
    Span,
    Totals,
    beside,
    play,
    totals,
)

MOST_CLOCKS = 2000
MOST_SECONDS = 5.0
CHUNK = 200
MOST_DAYS = 92


@dataclass(frozen=True)
class Rehearsal:
    """What two versions would have done with the same clocks."""

    span: Span
    held: Ladder | None
    pairs: list[Pair]
    held_totals: Totals
    totals: Totals
    clocks: int  # played
    clocks_in_all: int
    stopped_before: datetime | None  # due moment of the first clock left out
    people: dict[UUID, str]
    seconds: float

    @property
    def differing(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.differs]

    @property
    def same(self) -> list[Pair]:
        return [pair for pair in self.pairs if not pair.differs]


def rehearse(
    ladder: Ladder,
    *,
    span: Span,
    by: User,
    now: datetime,
    most: int = MOST_CLOCKS,
    seconds: float = MOST_SECONDS,
) -> Rehearsal:
    """Play a version and the one in force over the clocks in sight that had steps in a span."""
    began, span = monotonic(), Span(span.since, min(span.until, now))  # nothing has come later yet
    held = ladders.in_force(ladder.applies_to, now=now)
    ours, theirs = ladders.rungs_of(ladder), ladders.rungs_of(held) if held else []
    clocks = clocks_in(ladder, [*ours, *theirs], span, by)
    in_all, played, stopped = clocks.count(), 0, None
    leads = at_work().filter(role=Role.SUPERVISOR.value)
    supervisors = frozenset(leads.values_list("pk", flat=True))
    left: list[Fired] = []
    right: list[Fired] = []
    for chunk in _chunks(clocks, most):
        if monotonic() - began > seconds:
            stopped = chunk[0].due_at
            break
        for clock in as_played(chunk):
            left += play(clock, rungs=theirs, span=span, supervisors=supervisors)
            right += play(clock, rungs=ours, span=span, supervisors=supervisors)
        played += len(chunk)
    else:
        stopped = clocks[most].due_at if in_all > most else None
    ids = {person for one in (*left, *right) for person in one.told}
    people = {person.pk: person for person in User.objects.filter(pk__in=ids)}
    mail_at, hour_of = _mail(people)
    return Rehearsal(
        span=span,
        held=held,
        pairs=beside(left, right),
        held_totals=totals(left, mail_at=mail_at, hour_of=hour_of),
        totals=totals(right, mail_at=mail_at, hour_of=hour_of),
        clocks=played,
        clocks_in_all=in_all,
        stopped_before=stopped,
        people={pk: person.name for pk, person in people.items()},
        seconds=monotonic() - began,
    )


def _chunks(clocks: ClockQuerySet, most: int) -> Iterable[list[Clock]]:
    for start in range(0, most, CHUNK):
        chunk = list(clocks[start : min(start + CHUNK, most)])
        if not chunk:
            return
        yield chunk


def _mail(
    people: dict[UUID, User],
) -> tuple[Callable[[UUID, datetime, float], datetime], Callable[[UUID, datetime], int]]:
    """Give when a letter would leave, and which hour its reader would then have."""
    rows = QuietHours.objects.filter(user__in=people)
    quiet = {row.user_id: Quiet(row.starts, row.ends, row.days_off) for row in rows}
    of_whom = calendars.of_many(people.values())

    def mail_at(person: UUID, at: datetime, from_due: float) -> datetime:
        if person not in quiet:
            return at
        return quiet_until(at, quiet=quiet[person], calendar=of_whom[person]) or at

    def hour_of(person: UUID, at: datetime) -> int:
        return at.astimezone(ZoneInfo(people[person].time_zone)).hour

    return mail_at, hour_of
