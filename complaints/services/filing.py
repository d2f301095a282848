"""What a person did at the regulator's own site, recorded; the system transmits nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Release
from cases.rules import TaskKind, require_past
from cases.services import owe_task, require_release, settle_task
from complaints import released, shows
from complaints.models import ComplaintDraft
from complaints.revisions import document_of, in_force
from complaints.rules.moves import require_filed_after, require_move
from complaints.rules.signing import EndedBecause
from complaints.rules.words import Status
from complaints.services.locked import locked_draft
from complaints.services.writing import end_signs

LONGEST_NUMBER = 100
FILED = (
    "status", "filed_at", "filed_by", "filing_number", "filing_release", "filed_unreleased",
)  # fmt: skip


@transaction.atomic
def record_filing(
    *, draft_id: UUID, filed_at: datetime, number: str, by: User, now: datetime
) -> ComplaintDraft:
    """Record that a person filed it, with the regulator's own number; the text is final now.

    It has happened at the regulator's own site, so it is recorded even where no release stood at
    that moment; the complaint then says so, and somebody has to see to it.
    """
    require(by.role, Deed.FILE_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by)
    require_move(draft.status, Status.FILED)
    require_past(filed_at, now, field="filed_at")
    if draft.signed_off_at is not None:
        require_filed_after(filed_at, draft.signed_off_at)
    release = _release(draft, at=filed_at)
    draft.filing_number = _number(number)
    draft.filing_release, draft.filed_unreleased = release, release is None
    draft.status = Status.FILED.value
    draft.filed_at, draft.filed_by = filed_at, by
    draft.save(update_fields=FILED)
    if release is None:
        _owe_release(draft, now)
    trail.record(
        by=by,
        action="complaints.filed",
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        revision=draft.revision_number,
        filed_at=filed_at,
        release=str(release.pk) if release else "",
        under="a release" if release else "no release that stood at that moment",
    )
    return draft


@transaction.atomic
def supersede(*, draft_id: UUID, by: User, now: datetime) -> ComplaintDraft:
    """Set a complaint aside that will not be filed; it is kept with all its revisions."""
    require(by.role, Deed.REVISE_COMPLAINT)
    draft = locked_draft(draft_id=draft_id, by=by, wants_text=False)
    require_move(draft.status, Status.SUPERSEDED)
    draft.status = Status.SUPERSEDED.value
    draft.superseded_at, draft.superseded_by = now, by
    end_signs(draft=draft, because=EndedBecause.SET_ASIDE, by=by, now=now)
    draft.save(update_fields=["status", "superseded_at", "superseded_by"])
    settle_task(kind=TaskKind.REVIEW_DRAFT, subject_id=draft.pk, by=by, now=now)
    trail.record(
        by=by,
        action="complaints.superseded",
        subject=draft,
        case=draft.case,
        request=draft.request.label,
        revision=draft.revision_number,
    )
    return draft


def _release(draft: ComplaintDraft, *, at: datetime) -> Release | None:
    """Give the release that covered, as it was filed, what its text shows; none is recorded too."""
    needed = released.needed(draft)
    needed["information"] |= shows.beyond(document_of(in_force(draft)))
    try:
        return require_release(case=draft.case, now=at, happened=True, **needed)
    except NotAllowed as no:
        if no.code != "release_needed":
            raise
        return None


def _owe_release(draft: ComplaintDraft, now: datetime) -> None:
    owe_task(
        case=draft.case,
        kind=TaskKind.RELEASE,
        subject_id=draft.pk,
        assigned_to=draft.assigned_to,
        now=now,
    )


def _number(number: str) -> str:
    words = " ".join(number.split())
    if not words:
        raise NotAllowed(
            "Give the number that the regulator gave.", code="number_needed", field="number"
        )
    if len(words) > LONGEST_NUMBER:
        raise NotAllowed("That is too long for a number.", code="too_long", field="number")
    return words
