"""Whom a request of the browser is from, and which complaint it is about: a stranger's is a 404."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cases.views.asked import me, the_case
from complaints import services
from complaints.models import ComplaintDraft

__all__ = ["me", "the_case", "the_draft"]


def the_draft(request: HttpRequest, pk: UUID) -> ComplaintDraft:
    """Give the complaint asked for, its text composed if it still waits."""
    mine = ComplaintDraft.objects.visible_to(me(request)).for_display()
    mine = mine.select_related("review_by", "signed_off_by", "filed_by", "superseded_by")
    found: ComplaintDraft = get_object_or_404(mine, pk=pk)
    if found.has_text:
        return found
    services.composed_draft(draft_id=found.pk, now=timezone.now())
    composed: ComplaintDraft = mine.get(pk=pk)
    return composed
