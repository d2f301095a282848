"""Hand-overs that wait, attorneys who read a case, and a hand-over that stopped."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from cases.models import Assignment, PlannedHandover
from cases.outward import Act, Stopped
from cases.rules import AssignmentKind
from cases.rules.handovers import STOPPED, HandoverState
from cases.rules.release_words import Purpose, RecipientKind

MOST = 200
LEGAL = Purpose.LEGAL_REVIEW.value
ATTORNEY = RecipientKind.ATTORNEY.value


def waiting(user: User) -> Iterator[Act]:
    """Give what an attorney reads now and what one is to be given, on the cases in sight."""
    planned = PlannedHandover.objects.visible_to(user).waiting().for_display()
    for one in planned[:MOST]:
        page = reverse("cases:handovers", args=[one.case.code])
        yield _act(one.case_id, one.case.code, one.attorney_id, "A planned hand-over", page)
    reading = Assignment.objects.visible_to(user).at_work()
    for given in reading.filter(kind=AssignmentKind.ATTORNEY.value).select_related("case")[:MOST]:
        page = reverse("cases:case", args=[given.case.code])
        yield _act(given.case_id, given.case.code, given.user_id, "Their sight of the case", page)


def stopped(subject_id: UUID) -> Stopped | None:
    """Say of a planned hand-over why it stopped."""
    held = PlannedHandover.objects.filter(pk=subject_id, state=HandoverState.STOPPED.value)
    planned: PlannedHandover | None = held.select_related("case").first()
    if planned is None:
        return None
    return Stopped(
        words="A hand-over to an attorney that was planned",
        why=f"When its moment came, {STOPPED[planned.because]}. Nothing was handed over.",
        recipient_kind=ATTORNEY,
        recipient_ref=str(planned.attorney_id),
        purpose=LEGAL,
        url=reverse("cases:handovers", args=[planned.case.code]),
    )


def _act(case_id: UUID, code: str, attorney_id: UUID, words: str, url: str) -> Act:
    return Act(case_id, code, ATTORNEY, str(attorney_id), LEGAL, words, url)
