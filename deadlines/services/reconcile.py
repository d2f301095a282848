"""What the rules owe beside what the ledger holds, worked out anew and clock by clock.

The sweep writes by SQL; this reads by the Python rules and repairs nothing: a difference is a
fault of ours or of somebody's shell, and a person looks at it.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from math import inf
from time import monotonic
from typing import NamedTuple
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from deadlines.facts import draft_state, rungs_of
from deadlines.models import Clock, CourseEvent, Unclocked
from deadlines.rules.hours import ClosedAs, due_at
from deadlines.rules.ladder import Draft, StepState, next_wake, steps_reached
from deadlines.services.heartbeats import beat, database_time
from deadlines.services.reckoning import A_PAGE, A_ROUND, Reckoning, reckon
from removal.models import Receipt
from removal.rules.words import Status

GRACE = timedelta(minutes=2)  # a step, or a clock planned anew, may wait so long for a sweep
CHUNK = 500
RECKONED = {  # found by the reckoning alone
    "step_missing", "reminder_missing", "reminder_unowed", "told_of_a_skipped_step",
    "skipped_without_cause", "told_though_overtaken", "mail_not_tried",
}  # fmt: skip
RUNNING = {Status.SUBMITTED, Status.RECEIVED}


class Difference(NamedTuple):
    """One thing that is not as the rules say; codes and ids alone."""

    what: str
    request: str
    clock: str = ""
    rung: str = ""
    person: str = ""


class Checked(NamedTuple):
    """What a reconciliation found: by the rules, clock by clock, and by the reckoning."""

    differences: list[Difference]
    reckoning: Reckoning
    clocks: int  # looked at, one by one

    @property
    def by_code(self) -> dict[str, int]:
        """Give all of them by code; of its own the reckoning names the first alone."""
        walked = Counter(one.what for one in self.differences if one.what not in RECKONED)
        return dict(sorted((walked + Counter(self.reckoning.differences)).items()))

    @property
    def in_all(self) -> int:
        return sum(self.by_code.values())


@transaction.atomic
def check(
    *, since: datetime | None = None, until: datetime | None = None, seconds: float = inf
) -> Checked:
    """Find the differences as of now, and note that they were looked for.

    `since` and `until` bound the reckoning; `seconds` the walk over the clocks, which begins at
    another one each time, so that in the end none is left out.
    """
    now = database_time()
    walked, found = _walk(now, seconds)
    account = reckon(since=since, until=until or now, patience=A_PAGE if seconds < inf else A_ROUND)
    found = [*found, *(Difference(**one) for one in account.found)]
    checked = Checked(found, account, walked)
    kept = account.as_json() | {"differences": checked.in_all, "by_code": checked.by_code}
    beat(name="reconcile", found=kept | {"clocks": walked})
    return checked


def differences(*, now: datetime) -> list[Difference]:
    """Give everything in which ledger, clocks and requests differ from the rules."""
    return _walk(now, inf)[1]


def _walk(now: datetime, seconds: float) -> tuple[int, list[Difference]]:
    """Look at every clock, or at as many as the time allows, from one picked by chance onwards."""
    walked, found = 0, [*_receipts_unanswered()]
    until, start = monotonic() + seconds, uuid4()
    clocks = Clock.objects.for_climbing().select_related("request__complaint_draft", "ladder")
    clocks = clocks.prefetch_related("steps__reminders").order_by("pk")
    for part in (clocks.filter(pk__gte=start), clocks.filter(pk__lt=start)):
        for clock in part.iterator(chunk_size=CHUNK):
            if monotonic() > until:
                return walked, found
            walked += 1
            found += _of(clock, now)
    return walked, found


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
    own = clocks.filter(course=None)
    mute = standing.exclude(request__in=own.values("request")).exclude(
        request__in=Unclocked.objects.values("request")
    )
    for request_id in mute.values_list("request_id", flat=True).iterator():
        yield Difference("receipt_without_clock_or_reason", str(request_id))
    same = standing.filter(request=OuterRef("request"), received_at=OuterRef("starts_at"))
    began = CourseEvent.objects.filter(
        course=OuterRef("course"), at=OuterRef("starts_at"), replaced_at=None
    )
    counted = (Q(course=None) | Q(course__follows_receipt=True)) & Exists(same)
    told = Q(course__follows_receipt=False) & Exists(began)
    for clock in clocks.exclude(counted | told).iterator():
        yield Difference("counts_from_another_receipt", str(clock.request_id), str(clock.pk))
