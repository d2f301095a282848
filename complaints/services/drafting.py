"""Inner: `deadlines` asks for these in its own transaction and makes the entry."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, models, transaction

from accounts.models import User
from cases.rules import TaskKind
from cases.services import advocate_of, owe_task
from complaints.models import Addendum, ComplaintDraft
from complaints.rules.addenda import AddendumKind
from complaints.rules.clock import ClockFacts
from complaints.rules.moves import require_draftable
from complaints.rules.words import Status
from complaints.services.writing import SIGNED, recompose, unsign, write
from complaints.spoken import exact
from complaints.standing import composed
from removal.models import Receipt, RemovalRequest

NO_CLOCK = {"statute": "", "citation": "", "basis": "", "claimed": False}  # the rest: null
CLOCK = ("clock_id", "statute", "citation", "received_at", "due_at", "hours", "basis", "claimed")


def draft(
    *,
    request: RemovalRequest,
    because: str,
    clock: ClockFacts | None,
    by: User | None,
    now: datetime,
) -> tuple[ComplaintDraft, bool]:
    """Give the request's one draft, and whether it was made now; asking again makes no second."""
    known = ComplaintDraft.objects.filter(request=request).first()
    if known is not None:
        if by is None and clock is not None and known.was_set_aside_before(clock.due_at):
            owe_review(draft=known, now=now)
        return known, False
    try:
        with transaction.atomic():  # another asker may be a moment ahead
            return _made(request, because, clock, by, now), True
    except IntegrityError:
        return ComplaintDraft.objects.get(request=request), False


def _made(
    request: RemovalRequest,
    because: str,
    clock: ClockFacts | None,
    by: User | None,
    now: datetime,
) -> ComplaintDraft:
    complaint = ComplaintDraft(
        case=request.case,
        request=request,
        made_because=because,
        assigned_to=advocate_of(case=request.case),
        made_at=now,
        made_by=by,
    )
    _set_clock(complaint, clock)
    _, found, document = composed(complaint, now=now)
    if by is not None:  # the ladder asked on its own clock; a person may ask too early
        require_draftable(
            request.status,
            request.platform.coverage,
            has_ground=bool(found),
            is_intermediary=bool(request.asked_as),
        )
    complaint.grounds = list(document.grounds)
    complaint.save(force_insert=True)
    write(draft=complaint, document=document, number=1, by=by, now=now)
    owe_review(draft=complaint, now=now)
    return complaint


def restate_clock(*, draft: ComplaintDraft, clock: ClockFacts | None, now: datetime) -> None:
    """Tell the draft's clock anew after its receipt changed.

    A signed text falls back to draft, because it says something else now; a filed one stays and
    gets an addendum.
    """
    complaint = (
        ComplaintDraft.objects.for_display()
        .select_for_update(of=("self",), no_key=True)
        .get(pk=draft.pk)
    )
    if complaint.status == Status.FILED:
        _add_changed_receipt(complaint, clock, now)
    elif complaint.status == Status.SUPERSEDED:
        _set_clock(complaint, clock)  # the text stays; whoever takes it up composes it anew
        complaint.save(update_fields=CLOCK)
    else:
        _set_clock(complaint, clock)
        if complaint.status == Status.SIGNED_OFF:
            complaint.status = Status.DRAFT.value
            unsign(draft=complaint)
            owe_review(draft=complaint, now=now)
        if complaint.has_text:  # one that waits is composed from the new clock, in its turn
            recompose(draft=complaint, by=None, now=now)
        complaint.save(update_fields=[*CLOCK, *SIGNED, "status", "grounds", "revision_number"])


def add_addendum(
    *,
    draft: ComplaintDraft,
    kind: str,
    text: str,
    source: models.Model,
    now: datetime,
    by: User | None,
    retracted: bool = False,
) -> Addendum:
    """Add what became known after filing; the same source adds one only, however often asked.

    `retracted` says that the source was taken back, which is another thing to know of it.
    """
    addendum, _ = Addendum.objects.get_or_create(
        draft=draft,
        source_type=f"{source._meta.label_lower}{'.retracted' if retracted else ''}",
        source_id=str(source.pk),
        defaults={
            "case": draft.case,
            "kind": AddendumKind(kind).value,
            "text": text,  # type: ignore[misc]  # a sealed name
            "made_at": now,
            "made_by": by,
        },
    )
    return addendum


def _add_changed_receipt(
    complaint: ComplaintDraft, clock: ClockFacts | None, now: datetime
) -> None:
    receipt = Receipt.objects.filter(request=complaint.request_id, replaced_at=None).first()
    if receipt is None or receipt.received_at == complaint.received_at:
        return
    ended = f"; {clock.hours} hours from it ended at {exact(clock.due_at)}" if clock else ""
    text = (
        "After this was filed, the moment of receipt on record was changed to"
        f" {exact(receipt.received_at)}{ended}."
    )
    kind = AddendumKind.RECEIPT
    add_addendum(draft=complaint, kind=kind, text=text, source=receipt, now=now, by=None)


def owe_review(*, draft: ComplaintDraft, now: datetime) -> None:
    """Inner: owe a review of the draft, to whoever works on it."""
    owe_task(
        case=draft.case,
        kind=TaskKind.REVIEW_DRAFT,
        subject_id=draft.pk,
        assigned_to=draft.assigned_to,
        now=now,
    )


def _set_clock(complaint: ComplaintDraft, clock: ClockFacts | None) -> None:
    for name in CLOCK:
        setattr(complaint, name, getattr(clock, name, NO_CLOCK.get(name)))


def let_go_everywhere(*, user_id: UUID) -> None:
    """Inner: leave the drafts of someone whose account is closed to whoever takes the case."""
    theirs = ComplaintDraft.objects.filter(assigned_to=user_id).exclude(status=Status.FILED.value)
    theirs.update(assigned_to=None)
