"""What the complaint of a request is told when its clock moves or its listings go."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from complaints import services as complaints
from complaints.models import ComplaintDraft
from complaints.rules.words import MadeBecause, Status
from complaints.spoken import exact, span
from deadlines.facts import achieved_at, clock_facts
from deadlines.models import Clock
from deadlines.rules.hours import ClosedAs
from evidence.models import ListingFact
from evidence.rules.items import FactKind
from removal.models import RemovalRequest
from removal.rules.words import Process
from removal.rules.words import Status as RequestStatus
from removal.services.requests.locked import locked_request


@transaction.atomic
def draft_complaint(*, request_id: UUID, by: User, now: datetime) -> ComplaintDraft:
    """Draft a complaint by hand, on whatever ground the facts support; one a request version."""
    require(by.role, Deed.REVISE_COMPLAINT)
    request = locked_request(request_id=request_id, by=by)
    no_process = request.process == Process.NONE
    because = MadeBecause.NO_PROCESS if no_process else MadeBecause.BY_HAND
    clock = clock_of(request=request)
    draft, is_new = complaints.draft(
        request=request,
        because=because.value,
        clock=clock_facts(clock) if clock else None,
        by=by,
        now=now,
    )
    if is_new:
        trail.record(
            by=by,
            action="deadlines.drafted_complaint",
            subject=draft,
            case=request.case,
            request=request.code,
            because=because.value,
        )
    return draft


def clock_of(*, request: RemovalRequest) -> Clock | None:
    """Give the clock that a complaint would be on: the Act's, and no law's elsewhere (ADR 0050)."""
    ran = Clock.objects.filter(request=request, course=None)
    ran = ran.exclude(closed_as=ClosedAs.UNCLOCKED.value)
    clock: Clock | None = ran.select_related("statute").order_by("due_at").first()
    return clock


def restate(*, request: RemovalRequest, now: datetime) -> None:
    """Tell a draft of the clock as a changed receipt leaves it."""
    draft = ComplaintDraft.objects.filter(request=request).first()
    if draft is not None:
        clock = clock_of(request=request)
        facts = clock_facts(clock) if clock else None
        complaints.restate_clock(draft=draft, clock=facts, now=now)


def tell_of_removal(*, request: RemovalRequest, now: datetime) -> None:
    """Add to a filed complaint that all of it was removed since; what was filed stays as it was."""
    if request.status != RequestStatus.RESOLVED:
        return
    filed = ComplaintDraft.objects.filter(request=request, status=Status.FILED.value)
    draft = filed.select_related("case__key").first()
    if draft is None:
        return
    complaints.add_addendum(
        draft=draft,
        kind="removed",
        text=_removal_words(request, clock_of(request=request)),
        source=_look_that_resolved(request),
        now=now,
        by=None,
    )


def tell_what_followed(*, request: RemovalRequest, now: datetime) -> None:
    """Add to a filed complaint what was seen and answered since; what was filed stays as it was."""
    tell_of_removal(request=request, now=now)
    complaints.add_what_followed(request=request, now=now)


def _look_that_resolved(request: RemovalRequest) -> ListingFact:
    """Give the person's look that saw the last listing gone."""
    looks = ListingFact.objects.filter(
        item__listings__request=request, kind=FactKind.SEEN_GONE.value
    )
    look: ListingFact = looks.standing().reverse()[:1].get()
    return look


def _removal_words(request: RemovalRequest, clock: Clock | None) -> str:
    """Say by when all was removed, and beside the time allowed where a clock ran."""
    at = achieved_at(request) or request.resolved_at
    assert at is not None  # noqa: S101  a resolved request was resolved at a moment
    counted = f": {_against(clock, at)} the time allowed" if clock else ""
    return (
        f"After this complaint was filed it became known that everything this request asked for "
        f"was removed by {exact(at)}{counted}."
    )


def _against(clock: Clock, at: datetime) -> str:
    if at < clock.starts_at:  # what proves receipt may be later than the receipt
        return "before the receipt on record, within"
    beyond = f"{span(at - clock.due_at)} after" if at > clock.due_at else "within"
    return f"{span(at - clock.starts_at)} after receipt, {beyond}"
