"""The sweep's SQL and the rules say the same of any clock, whatever its ladder and its past."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints.models import ComplaintDraft
from deadlines.models import Clock, Ladder, Rung, Step
from deadlines.rules import ladder as rules
from deadlines.rules.retries import draft_again_after
from deadlines.services import exchange, sweep
from tests.factories import deadlines as make
from tests.factories.deadlines import DUE, HOUR
from tests.services.refusing import refuse_drafts

HALF_HOURS = st.integers(-100, 100)


@st.composite
def ladders(draw):
    """Give a ladder of up to six rungs, in no order, of any kind."""
    offsets = draw(st.lists(HALF_HOURS, min_size=1, max_size=6, unique=True))
    return [
        rules.Rung(
            f"rung-{number}",
            offset * HOUR / 2,
            draw(st.sampled_from([("advocate",), ("supervisor",), ("attorney", "advocate")])),
            drafts_complaint=draw(st.booleans()),
            unless_reviewed=draw(st.booleans()),
        )
        for number, offset in enumerate(offsets)
    ]


@pytest.fixture
def clock(advocate, supervisor):
    """Give a clock with a draft, on which each example puts its own past."""
    request = make.received(by=advocate)
    exchange.draft_complaint(request_id=request.pk, by=advocate, now=DUE + HOUR)
    return request.clocks.get()


class Past(NamedTuple):
    """What a sweep may meet: steps entered before, where the draft stands, a draft that fails."""

    entered: set[int]
    draft: str
    fails: bool
    half_hours_past_due: int


DRAFTS = {
    "draft": ("unreviewed", {}),
    "in_review": ("reviewed", {"review_at": DUE}),
    "set aside before the end": ("unreviewed", {"superseded_at": DUE - HOUR / 60}),
    "set aside at the end": ("reviewed", {"superseded_at": DUE}),
}
PASTS = st.builds(
    Past, st.sets(st.integers(0, 5)), st.sampled_from(list(DRAFTS)), st.booleans(),
    HALF_HOURS,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rungs=ladders(), past=PASTS)
@pytest.mark.django_db
def test_sql_enters_what_the_rules_would(clock, advocate, rungs, past):
    entered, draft, fails, half_hours = past
    moment = DUE + half_hours * HOUR / 2
    before = {rung.key for number, rung in enumerate(rungs) if number in entered}
    with transaction.atomic():
        _put(clock, rungs, before, moment, status=draft, by=advocate)
        if fails:
            refuse_drafts()
        swept = sweep.advance(now=moment)
        after = Clock.objects.get(pk=clock.pk)
        steps = [
            (step.rung, step.due_at, step.state, step.reason or None)
            for step in Step.objects.exclude(rung__in=before).order_by("pk")
        ]
        transaction.set_rollback(True)

    cannot = fails and any(
        rung.drafts_complaint and rung.key not in before and DUE + rung.from_due <= moment
        for rung in rungs
    )
    expected = rules.steps_reached(
        rungs=rungs,
        due_at=DUE,
        now=moment,
        entered=before,
        draft=rules.Draft(DRAFTS[draft][0]),
        cannot_draft=cannot,
    )
    assert steps == [tuple(step) for step in expected]
    assert (swept.sent, swept.skipped) == (
        sum(step.state == "sent" for step in expected),
        sum(step.state == "skipped" for step in expected),
    )
    assert after.wakes_at == rules.next_wake(
        rungs=rungs,
        due_at=DUE,
        entered=before | {step.rung for step in expected},
        draft_again_at=moment + draft_again_after(1) if cannot else None,
    )


def _put(clock, rungs, entered, moment, *, status, by):
    """Give the clock this ladder and this past, waking at this moment."""
    ladder = Ladder.objects.create(version=9, active_from=DUE - timedelta(days=9))
    Rung.objects.bulk_create(
        Rung(
            ladder=ladder,
            key=rung.key,
            seconds_from_due=rung.from_due / timedelta(seconds=1),
            tells=list(rung.tells),
            drafts_complaint=rung.drafts_complaint,
            unless_reviewed=rung.unless_reviewed,
        )
        for rung in rungs
    )
    Step.objects.bulk_create(
        Step(clock=clock, rung=key, due_at=DUE - 99 * HOUR, done_at=DUE, state="sent")
        for key in entered
    )
    Clock.objects.filter(pk=clock.pk).update(ladder=ladder, wakes_at=moment, attempts=0)
    moments = DRAFTS[status][1]
    people = {name.replace("_at", "_by"): by for name in moments}
    code = "superseded" if "set aside" in status else status
    ComplaintDraft.objects.update(status=code, **moments, **people)
