"""Clocks made to say what their request says; the one recomputation that every act ends with."""

from datetime import datetime

from deadlines.facts import achieved_at, rungs_of
from deadlines.models import Clock, Step
from deadlines.rules.hours import ClosedAs, closed_as
from deadlines.rules.ladder import next_wake
from removal.models import RemovalRequest
from removal.rules.words import Status

STANDS = ("planned_at", "closed_at", "closed_as", "achieved_at", "wakes_at")


def settle(*, request: RemovalRequest, now: datetime) -> None:
    """Close, open again or wake each clock of a locked request; repeating it changes nothing.

    What is in the ledger stays in it: a clock that runs again wakes for what was never entered.
    """
    clocks = Clock.objects.filter(request=request).exclude(closed_as=ClosedAs.UNCLOCKED.value)
    for clock in clocks.for_climbing().select_for_update(of=("self",), no_key=True).order_by("pk"):
        before = [getattr(clock, name) for name in STANDS]
        stand(clock=clock, request=request, now=now)
        if before != [getattr(clock, name) for name in STANDS]:
            clock.save(update_fields=STANDS)


def stand(*, clock: Clock, request: RemovalRequest, now: datetime) -> None:
    """Put on the clock how it stands, unsaved: running, done in time or late, or withdrawn."""
    if request.status == Status.WITHDRAWN:
        close(clock=clock, ended=ClosedAs.WITHDRAWN, achieved=None, now=now)
    elif request.status == Status.RESOLVED:
        achieved = achieved_at(request) or request.resolved_at or now
        ended = closed_as(achieved_at=achieved, due_at=clock.due_at)
        close(clock=clock, ended=ended, achieved=achieved, now=now)
    else:
        _run(clock, now)


def close(*, clock: Clock, ended: ClosedAs, achieved: datetime | None, now: datetime) -> None:
    """Put on the clock, unsaved, that it has ended and wakes no more."""
    clock.closed_at = clock.closed_at or _after_its_steps(clock, now)
    clock.closed_as = ended.value
    clock.achieved_at = achieved
    clock.wakes_at = None


def _after_its_steps(clock: Clock, now: datetime) -> datetime:
    """Give now, or the moment of its last step: an act that waits for a sweep began before it."""
    done: list[datetime] = [step.done_at for step in _entered(clock)]
    return max([now, *done])


def _run(clock: Clock, now: datetime) -> None:
    if clock.closed_at is not None:
        clock.planned_at = now
    entered = {step.rung for step in _entered(clock)}
    clock.closed_at, clock.closed_as, clock.achieved_at = None, "", None
    clock.wakes_at = next_wake(rungs=rungs_of(clock), due_at=clock.due_at, entered=entered)


def _entered(clock: Clock) -> list[Step]:
    return [] if clock._state.adding else list(clock.steps.all())
