"""What waits for our part: nothing runs out, and nothing happens without us."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.models import User
from accounts.rules import Deed, may
from complaints.models import ComplaintDraft
from deadlines import waits
from deadlines.board.acts import act_on_draft
from deadlines.models import Clock, Course
from removal.models import RemovalRequest
from removal.rules.words import Status

MOST = 30


class Waiting(NamedTuple):
    """Something of ours that waits: nothing runs out, and nothing happens without us."""

    code: str
    platform: str
    word: str
    tone: str
    since: datetime
    url: str
    act: str


def waiting(user: User) -> list[Waiting]:
    """Give what waits for our part, the longest wait first."""
    found = [*_requests(user), *_complaints(user), *_laws(user)]
    return sorted(found, key=lambda one: one.since)[:MOST]


def _requests(user: User) -> Iterator[Waiting]:
    if not may(user.role, Deed.WRITE_REQUEST):
        return
    ours = RemovalRequest.objects.visible_to(user).filter(
        status__in=[Status.DRAFT.value, Status.SUBMITTED.value]
    )
    known = ours.select_related("case", "platform", "submission").order_by("created_at")
    for request in known[:MOST]:
        is_draft = request.status == Status.DRAFT
        name = "removal:request" if is_draft else "deadlines:receipt"
        yield Waiting(
            code=request.code,
            platform=request.platform.name,
            word="Draft" if is_draft else "Receipt unproven",
            tone="neutral" if is_draft else "soon",
            since=request.created_at if is_draft else request.submission.submitted_at,
            url=reverse(name, args=[request.pk]),
            act="Finish and send" if is_draft else "Record the receipt",
        )


def _complaints(user: User) -> Iterator[Waiting]:
    """Give drafts whose clock is not in a band: there the row itself has the act."""
    running = Clock.objects.filter(request=OuterRef("request"), closed_at=None)
    ours = ComplaintDraft.objects.visible_to(user).filter(~Exists(running))
    for draft in ours.for_display().order_by("made_at")[:MOST]:
        if act := act_on_draft(draft, user):
            yield Waiting(
                code=draft.request.code,
                platform=draft.request.platform.name,
                word="Complaint draft",
                tone="accent",
                since=draft.made_at,
                url=reverse("complaints:draft", args=[draft.pk]),
                act=act,
            )


def _laws(user: User) -> Iterator[Waiting]:
    """Give laws taken up for which no clock runs: somebody's word is waited for."""
    if not may(user.role, Deed.RECORD_RECEIPT):
        return
    for one in waits.without_clock(Course.objects.visible_to(user)):
        request = one.course.request
        yield Waiting(
            code=request.code,
            platform=f"{request.platform.name} ({one.name})",
            word=one.word,
            tone=one.tone,
            since=one.course.taken_up_at,
            url=reverse("deadlines:law", args=[request.pk, one.course.law]),
            act=one.act,
        )
