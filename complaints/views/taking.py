"""The packet to take away; that someone took it is in the trail."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from complaints import services
from complaints.services.exporting import Form
from complaints.views.asked import me


@require_GET
def packet(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _taken(request, pk, Form.PDF)


@require_GET
def text(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _taken(request, pk, Form.TEXT)


def _taken(request: HttpRequest, pk: UUID, form: Form) -> HttpResponse:
    taken = services.export(draft_id=pk, form=form, by=me(request), now=timezone.now())
    response = HttpResponse(taken.content, content_type=taken.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{taken.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
