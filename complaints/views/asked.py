"""Whom a request of the browser is from, and which complaint it is about: a stranger's is a 404."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cases.views.asked import me, the_case
from complaints.models import ComplaintDraft

__all__ = ["me", "the_case", "the_draft"]


def the_draft(request: HttpRequest, pk: UUID) -> ComplaintDraft:
    mine = ComplaintDraft.objects.visible_to(me(request)).for_display()
    found: ComplaintDraft = get_object_or_404(
        mine.select_related("review_by", "signed_off_by", "filed_by", "superseded_by"), pk=pk
    )
    return found
