"""A ladder played again over what happened: what would have fired, to whom, when.

The steps are those of `rules.ladder`, with which the sweep itself is compared. What is assumed
stands in `ASSUMED`, and the page says it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from deadlines.rules.hours import HOUR
from deadlines.rules.ladder import Draft, Rung, StepDue, StepState, steps_reached
from deadlines.rules.told import who_is_told

ASSUMED = (
    "Each clock counts from its receipt as it stands now, and ends when it ended.",
    "The sweep never slept: a step comes at its moment, or when its receipt was told.",
    "People are those of the case at that moment, with whoever covered; the supervisors, and whose"
    " accounts are open, are today's.",
    "An attorney is taken to have had the release that lets them be told.",
    "A complaint is taken to have been reviewed when it was, whichever step drafted it.",
    "Mail would leave at once, or when the reader's quiet hours as set today are over; that a late"
    " step reaches whoever is on cover in those hours is left out.",
)


class OnCase(NamedTuple):
    """Somebody on a case, in a role, from one moment to another."""

    person: UUID
    role: str
    since: datetime
    until: datetime | None
    instead_of: UUID | None = None  # whom they cover for

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


class Played(NamedTuple):
    """One clock as it ran."""

    clock: UUID
    code: str
    request: UUID
    due_at: datetime
    opened_at: datetime
    closed_at: datetime | None
    reviewed_at: datetime | None
    people: Sequence[OnCase]


class Fired(NamedTuple):
    """One step as it would have been entered."""

    clock: UUID
    code: str
    request: UUID
    rung: str
    at: datetime
    from_due: float  # hours
    state: str
    reason: str
    drafts: bool
    told: frozenset[UUID]


class Span(NamedTuple):
    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        return self.since <= at < self.until


def play(
    clock: Played, *, rungs: Sequence[Rung], span: Span, supervisors: frozenset[UUID]
) -> list[Fired]:
    """Give the steps that a clock would have entered within a span, in the order of time."""
    by_key = {rung.key: rung for rung in rungs}
    entered: set[str] = set()
    fired: list[Fired] = []
    for now in sorted({max(clock.due_at + rung.from_due, clock.opened_at) for rung in rungs}):
        if clock.closed_at is not None and now >= clock.closed_at:
            break
        reached = steps_reached(
            rungs=rungs, due_at=clock.due_at, now=now, entered=entered, draft=_draft(clock, now)
        )
        entered |= {step.rung for step in reached}
        if span.holds(now):
            fired += [_fired(clock, by_key[step.rung], step, now, supervisors) for step in reached]
    return fired


def _draft(clock: Played, now: datetime) -> Draft:
    reviewed = clock.reviewed_at is not None and clock.reviewed_at <= now
    return Draft.REVIEWED if reviewed else Draft.UNREVIEWED


def _fired(
    clock: Played, rung: Rung, step: StepDue, now: datetime, supervisors: frozenset[UUID]
) -> Fired:
    sent = step.state == StepState.SENT
    told = _told(clock, rung, now, supervisors) if sent else frozenset()
    return Fired(
        clock=clock.clock,
        code=clock.code,
        request=clock.request,
        rung=rung.key,
        at=now,
        from_due=rung.from_due / HOUR,
        state=step.state.value,
        reason=step.reason.value if step.reason else "",
        drafts=sent and rung.drafts_complaint,
        told=told,
    )


def _told(
    clock: Played, rung: Rung, now: datetime, supervisors: frozenset[UUID]
) -> frozenset[UUID]:
    here = [one for one in clock.people if one.holds(now)]
    covered = {one.instead_of for one in here if one.instead_of is not None}
    assigned: dict[str, set[UUID]] = {}
    for one in here:
        if one.person not in covered or one.instead_of is not None:
            assigned.setdefault(one.role, set()).add(one.person)
    return frozenset(who_is_told(tells=rung.tells, assigned=assigned, supervisors=supervisors))


class Pair(NamedTuple):
    """One step of one clock under two versions; None: that version has no such step there."""

    held: Fired | None
    rehearsed: Fired | None

    @property
    def differs(self) -> bool:
        return _said(self.held) != _said(self.rehearsed)

    @property
    def first(self) -> Fired:
        one = self.rehearsed or self.held
        assert one is not None  # noqa: S101  a pair is made of one at least
        return one


def _said(fired: Fired | None) -> tuple[object, ...] | None:
    return None if fired is None else (fired.at, fired.state, fired.drafts, fired.told)


def beside(held: Iterable[Fired], rehearsed: Iterable[Fired]) -> list[Pair]:
    """Pair the steps of two versions by clock and name; what differs comes first, then by time."""
    left = {(one.clock, one.rung): one for one in held}
    right = {(one.clock, one.rung): one for one in rehearsed}
    pairs = [Pair(left.get(key), right.get(key)) for key in {**left, **right}]
    return sorted(pairs, key=lambda pair: (not pair.differs, pair.first.at, pair.first.code))


class Totals(NamedTuple):
    """What one version comes to over a span."""

    steps: int
    skipped: int
    told: int  # a person and a step
    mail_by_day: int
    mail_at_night: int  # between ten in the evening and seven, where the reader is
    mail_put_off: int  # until quiet hours are over
    drafts: int
    by_person: Mapping[UUID, int]


NIGHT_FROM, NIGHT_TO = 22, 7


def totals(
    fired: Iterable[Fired],
    *,
    mail_at: Callable[[UUID, datetime, float], datetime],
    hour_of: Callable[[UUID, datetime], int],
) -> Totals:
    """Count what a version does; `mail_at` is when a letter leaves, `hour_of` its reader's hour."""
    counted = list(fired)
    sent = [one for one in counted if one.state == StepState.SENT]
    letters = [(person, one) for one in sent for person in one.told]
    leaving = [(person, one.at, mail_at(person, one.at, one.from_due)) for person, one in letters]
    hours = [hour_of(person, leaves) for person, _, leaves in leaving]
    night = sum(hour >= NIGHT_FROM or hour < NIGHT_TO for hour in hours)
    return Totals(
        steps=len(sent),
        skipped=len(counted) - len(sent),
        told=len(letters),
        mail_by_day=len(hours) - night,
        mail_at_night=night,
        mail_put_off=sum(leaves > at for _, at, leaves in leaving),
        drafts=sum(one.drafts for one in sent),
        by_person=Counter(person for person, _ in letters),
    )
