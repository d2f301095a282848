"""Whom a request of the browser is from, and which row it is about: a stranger's is a 404."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cases.views.asked import me, the_case
from removal import lists
from removal.models import Platform, RemovalRequest

__all__ = ["me", "the_case", "the_platform", "the_request"]


def the_request(request: HttpRequest, pk: UUID) -> RemovalRequest:
    """Give the removal request, with all that its page shows."""
    mine = lists.for_rows(RemovalRequest.objects.visible_to(me(request)))
    found: RemovalRequest = get_object_or_404(mine, pk=pk)
    return found


def the_platform(request: HttpRequest, slug: str) -> Platform:
    known = Platform.objects.visible_to(me(request)).select_related("parent", "verified_by")
    return get_object_or_404(known.prefetch_related("domains"), pk=slug)
