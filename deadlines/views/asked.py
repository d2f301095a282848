"""Which row a request of the browser is about: a stranger's is a 404."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cases.views.asked import answers, ask, ask_and_answer, me, the_case
from removal.models import RemovalRequest

__all__ = ["answers", "ask", "ask_and_answer", "is_htmx", "me", "the_case", "the_request"]


def the_request(request: HttpRequest, pk: UUID) -> RemovalRequest:
    """Give the removal request with its listings and what is known of them."""
    mine = RemovalRequest.objects.visible_to(me(request)).for_display()
    found: RemovalRequest = get_object_or_404(mine.select_related("submission"), pk=pk)
    return found


def is_htmx(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))
