"""Rows as the rules and the complaint take them."""

from datetime import datetime, timedelta

from complaints.models import ComplaintDraft
from complaints.rules.clock import ClockFacts
from complaints.rules.words import Status
from deadlines.models import Clock
from deadlines.rules import ladder
from deadlines.rules.outcome import all_gone_at
from evidence.rules.items import Fact
from removal.models import RemovalRequest


def rungs_of(clock: Clock) -> list[ladder.Rung]:
    """Give the ladder that this clock climbs; select or prefetch `ladder__rungs`."""
    return [
        ladder.Rung(
            rung.key,
            timedelta(seconds=rung.seconds_from_due),
            tuple(rung.tells),
            drafts_complaint=rung.drafts_complaint,
            unless_reviewed=rung.unless_reviewed,
        )
        for rung in clock.ladder.rungs.all()
    ]


def draft_state(draft: ComplaintDraft | None, *, due_at: datetime) -> ladder.Draft:
    """Give where a request's draft stands, as far as a ladder asks."""
    if draft is None:
        return ladder.Draft.NONE
    unreviewed = draft.status == Status.DRAFT.value or draft.was_set_aside_before(due_at)
    return ladder.Draft.UNREVIEWED if unreviewed else ladder.Draft.REVIEWED


def clock_facts(clock: Clock) -> ClockFacts:
    """Give a clock as a complaint tells it."""
    return ClockFacts(
        clock_id=clock.pk,
        statute=clock.statute.code,
        citation=clock.statute.citation,
        received_at=clock.starts_at,
        due_at=clock.due_at,
        hours=clock.hours,
        basis=clock.basis,
        claimed=clock.claimed,
    )


def achieved_at(request: RemovalRequest) -> datetime | None:
    """Give when all that a request asked for was done; load the request `for_display`."""
    listings = [
        [Fact(fact.kind, fact.at) for fact in listing.item.facts.all() if fact.retracted_at is None]
        for listing in request.listings.all()
    ]
    return all_gone_at(listings, since=request.submission.submitted_at)
