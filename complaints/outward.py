"""Complaints that wait to be filed, and one that was filed without a release."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from cases.outward import Act, Stopped
from complaints import released
from complaints.models import ComplaintDraft
from complaints.rules.words import Status

MOST = 200
WAITS = (Status.DRAFT.value, Status.IN_REVIEW.value, Status.SIGNED_OFF.value)


def waiting(user: User) -> Iterator[Act]:
    """Give the complaints that are not filed yet, as far as this person sees their cases."""
    drafts = ComplaintDraft.objects.visible_to(user).filter(status__in=WAITS).for_display()
    for draft in drafts.order_by("made_at")[:MOST]:
        needed = released.needed(draft)
        yield Act(
            case_id=draft.case_id,
            code=draft.case.code,
            recipient_kind=needed["recipient_kind"],
            recipient_ref=needed["recipient_ref"],
            purpose=needed["purpose"],
            words=f"Filing the complaint on {draft.request.code}",
            url=_page(draft),
        )


def stopped(subject_id: UUID) -> Stopped | None:
    """Say what is to be seen to where a complaint, or an addendum, went out under no release."""
    filed = ComplaintDraft.objects.filter(pk=subject_id, filed_unreleased=True)
    added = ComplaintDraft.objects.filter(addenda__pk=subject_id, addenda__filing__unreleased=True)
    draft = filed.first() or added.first()
    if draft is None:
        return None
    what = "The complaint" if draft.pk == subject_id else "An addendum to the complaint"
    needed = released.needed(draft)
    return Stopped(
        words=f"{what} on {draft.request.code} was filed",
        why="No release stood at the moment of filing. What was told cannot be called back: tell"
        " the survivor and a supervisor, and ask whether a release is to be signed.",
        recipient_kind=needed["recipient_kind"],
        recipient_ref=needed["recipient_ref"],
        purpose=needed["purpose"],
        url=_page(draft),
        was_told=True,
    )


def _page(draft: ComplaintDraft) -> str:
    return reverse("complaints:draft", args=[draft.pk])
