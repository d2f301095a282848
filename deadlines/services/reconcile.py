"""What the rules owe beside what the ledger holds, worked out anew and clock by clock.

The sweep writes by SQL; this reads by the Python rules and repairs nothing: a difference is a
fault of ours or of somebody's shell, and a person looks at it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef

from deadlines.facts import draft_state, rungs_of
from deadlines.models import Clock, Unclocked
from deadlines.rules.hours import ClosedAs, due_at
from deadlines.rules.ladder import Draft, StepState, next_wake, steps_reached
from deadlines.services.heartbeats import beat, database_time
from removal.models import Receipt
from removal.rules.words import Status

GRACE = timedelta(minutes=2)  # a step, or a clock planned anew, may wait so long for a sweep
CHUNK = 500
RUNNING = {Status.SUBMITTED, Status.RECEIVED}


class Difference(NamedTuple):
    """One thing that is not as the rules say; codes and ids alone."""

    what: str
    request: str
    clock: str = ""
    rung: str = ""


@transaction.atomic
def check() -> list[Difference]:
    """Find the differences as of now, and note that they were looked for."""
    found = differences(now=database_time())
    beat(name="reconcile", found={"differences": len(found)})
    return found


def differences(*, now: datetime) -> list[Difference]:
    """Give everything in which ledger, clocks and requests differ from the rules."""
    found = [*_receipts_unanswered()]
    clocks = Clock.objects.for_climbing().select_related("request__complaint_draft", "ladder")
    for clock in clocks.prefetch_related("steps__reminders").iterator(chunk_size=CHUNK):
        found += _of(clock, now)
    return found


def _of(clock: Clock, now: datetime) -> Iterator[Difference]:
    for what, holds in _wrongs(clock):
        if holds:
            yield Difference(what, str(clock.request_id), str(clock.pk))
    for what, rung in (*_steps_missing(clock, now), *_steps_wrong(clock)):
        yield Difference(what, str(clock.request_id), str(clock.pk), rung)


def _wrongs(clock: Clock) -> Iterator[tuple[str, bool]]:
    running = clock.closed_at is None
    under_way = Status(clock.request.status) in RUNNING
    yield "due_is_not_receipt_plus_hours", clock.due_at != due_at(clock.starts_at, clock.hours)
    yield "closed_on_running_request", not running and under_way and _ran(clock)
    yield "running_on_ended_request", running and not under_way
    yield "wakes_at_another_moment", running and not _wakes_rightly(clock)


def _ran(clock: Clock) -> bool:
    return clock.closed_as != ClosedAs.UNCLOCKED


def _wakes_rightly(clock: Clock) -> bool:
    expected = next_wake(rungs=rungs_of(clock), due_at=clock.due_at, entered=_entered(clock))
    if clock.attempts and expected is not None and clock.wakes_at is not None:
        return clock.wakes_at >= expected  # put off after a failed draft
    return clock.wakes_at == expected


def _entered(clock: Clock) -> set[str]:
    return {step.rung for step in clock.steps.all()}


def _steps_missing(clock: Clock, now: datetime) -> Iterator[tuple[str, str]]:
    """Give the steps that a running clock owes and the ledger does not hold."""
    if clock.closed_at is not None or clock.planned_at > now - GRACE:
        return
    for step in steps_reached(
        rungs=rungs_of(clock),
        due_at=clock.due_at,
        now=now - GRACE,
        entered=_entered(clock),
        draft=_draft_of(clock),
    ):
        yield "step_not_entered", step.rung


def _draft_of(clock: Clock) -> Draft:
    draft = getattr(clock.request, "complaint_draft", None)
    return draft_state(draft, due_at=clock.due_at)


def _steps_wrong(clock: Clock) -> Iterator[tuple[str, str]]:
    """Give the steps that the ledger holds and the rules would not have entered."""
    rungs = {rung.key: rung for rung in rungs_of(clock)}
    has_draft = _draft_of(clock) != "none"
    for step in clock.steps.all():
        sent = step.state == StepState.SENT
        if step.rung not in rungs:
            yield "step_of_no_ladder", step.rung
        elif clock.closed_at is not None and step.done_at > clock.closed_at:
            yield "step_after_the_end", step.rung
        elif sent and rungs[step.rung].drafts_complaint and not has_draft:
            yield "step_without_its_draft", step.rung
        elif sent and not step.reminders.all():
            yield "step_told_nobody", step.rung


def _receipts_unanswered() -> Iterator[Difference]:
    """Give receipts without a clock or a reason, and clocks that count from another moment."""
    standing = Receipt.objects.filter(replaced_at=None)
    clocks = Clock.objects.exclude(closed_as=ClosedAs.UNCLOCKED.value)
    mute = standing.exclude(request__in=clocks.values("request")).exclude(
        request__in=Unclocked.objects.values("request")
    )
    for request_id in mute.values_list("request_id", flat=True).iterator():
        yield Difference("receipt_without_clock_or_reason", str(request_id))
    same = standing.filter(request=OuterRef("request"), received_at=OuterRef("starts_at"))
    for clock in clocks.exclude(Exists(same)).iterator():
        yield Difference("counts_from_another_receipt", str(clock.request_id), str(clock.pk))
