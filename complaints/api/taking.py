"""The packet over the API, in each of its forms; taking one is entered in the trail."""

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from cases.api.base import person
from complaints import services
from complaints.models import ComplaintDraft
from complaints.services.exporting import NAMES, Form

BINARY, TEXT = OpenApiTypes.BINARY, OpenApiTypes.STR


class Taking(GenericViewSet[ComplaintDraft]):
    """A packet is given as a file, under the release that stands at that moment."""

    @extend_schema(responses={(200, NAMES[Form.PDF][1]): BINARY})
    def packet_pdf(self, request: Request, pk: str) -> HttpResponse:
        """Give the packet as a tagged PDF; taking it is entered in the trail."""
        return self._taken(Form.PDF)

    @extend_schema(responses={(200, NAMES[Form.DOCX][1]): BINARY})
    def packet_docx(self, request: Request, pk: str) -> HttpResponse:
        """Give the same sentences as a Word file; taking it is entered in the trail."""
        return self._taken(Form.DOCX)

    @extend_schema(responses={(200, "text/plain"): TEXT})
    def packet_txt(self, request: Request, pk: str) -> HttpResponse:
        """Give the packet as plain text, part by part; taking it is entered in the trail."""
        return self._taken(Form.TEXT)

    @extend_schema(responses={(200, "text/plain"): TEXT})
    def packet_portal(self, request: Request, pk: str) -> HttpResponse:
        """Give the same sentences in the order of the regulator's own form, as far as known."""
        return self._taken(Form.PORTAL)

    @extend_schema(responses={(200, NAMES[Form.ADDENDA][1]): BINARY})
    def packet_addenda(self, request: Request, pk: str) -> HttpResponse:
        """Give what became known after filing, as a paper that names the filed text's digest."""
        return self._taken(Form.ADDENDA)

    @extend_schema(responses={(200, NAMES[Form.ZIP][1]): BINARY})
    def packet_zip(self, request: Request, pk: str) -> HttpResponse:
        """Give all papers in one ZIP with a manifest; the entry keeps the manifest's digest."""
        return self._taken(Form.ZIP)

    def perform_content_negotiation(
        self,
        request: Request,
        force: bool = False,  # noqa: FBT001, FBT002 - DRF calls it so
    ) -> tuple[BaseRenderer, str]:
        """Give a packet whatever was asked to be accepted; a refusal of it stays JSON."""
        if str(self.action).startswith("packet_"):
            return JSONRenderer(), JSONRenderer.media_type
        return super().perform_content_negotiation(request, force=force)

    def _taken(self, form: Form) -> HttpResponse:
        draft = self.get_object()
        taken = services.export(
            draft_id=draft.pk, form=form, by=person(self.request), now=timezone.now()
        )
        response = HttpResponse(taken.content, content_type=taken.content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{taken.name}"'
        response.headers["X-Content-SHA256"] = taken.sha256
        return response
