"""Notices that wait to be sent, for the page of what breaks next week."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from audit.rules import NotAllowed
from cases.outward import Act
from cases.rules.release_words import Purpose, RecipientKind
from removal.models import RemovalRequest
from removal.rules.words import Process, Status
from removal.telling import recipient_ref

MOST = 200


def waiting(user: User) -> Iterator[Act]:
    """Give the drafts that a platform could be sent, as far as this person sees their cases."""
    drafts = RemovalRequest.objects.visible_to(user).filter(status=Status.DRAFT.value)
    sendable = drafts.exclude(process=Process.NONE.value).for_display()
    for request in sendable.order_by("created_at")[:MOST]:
        try:
            ref = recipient_ref(request)
        except NotAllowed:  # on several sites: no one release fits it
            continue
        yield Act(
            case_id=request.case_id,
            code=request.case.code,
            recipient_kind=RecipientKind.PLATFORM.value,
            recipient_ref=ref,
            purpose=Purpose.REMOVAL_REQUEST.value,
            words=f"Sending {request.code}",
            url=reverse("removal:request", args=[request.pk]),
        )
