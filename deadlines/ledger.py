"""One clock's ladder line by line: what the view deadline_ledger says of many in SQL."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from deadlines.facts import rungs_of
from deadlines.models import Clock


class Line(NamedTuple):
    """One rung of a clock: sent, skipped, owed now or planned."""

    rung: str
    due_at: datetime
    state: str
    reason: str
    done_at: datetime | None
    tells: tuple[str, ...]


def lines(clock: Clock, *, now: datetime) -> Iterator[Line]:
    """Give the ladder in the order of time; a clock that has ended owes and plans nothing more.

    Load the clock `for_climbing`.
    """
    entered = {step.rung: step for step in clock.steps.all()}
    for rung in sorted(rungs_of(clock), key=lambda rung: rung.from_due):
        step, tells = entered.get(rung.key), tuple(rung.tells)
        at = clock.due_at + rung.from_due
        if step is not None:
            yield Line(rung.key, step.due_at, step.state, step.reason, step.done_at, tells)
        elif clock.closed_at is None:
            yield Line(rung.key, at, "owed" if at <= now else "planned", "", None, tells)
