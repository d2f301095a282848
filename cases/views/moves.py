"""What was moved from a person or to them: seen, and put away."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases import services
from cases.models import CaseMove
from cases.views.asked import me


@require_POST
def read_moves(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that its reader knows; a stranger's, or a supervisor's own act, is not there."""
    told = CaseMove.objects.visible_to(me(request)).told_to(me(request))
    if not told.filter(together=pk).exists():
        raise Http404
    services.read_moves(together=pk, by=me(request), now=timezone.now())
    return redirect("deadlines:today")
