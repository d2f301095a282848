"""The commands of a complaint's gates, and how every command answers: with the complaint whole."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_filters import ROW_ID
from cases.api.base import person, told
from complaints import services
from complaints.api import gate_shapes, shapes
from complaints.api.taking import Taking
from complaints.models import ComplaintDraft
from complaints.standing import standing_of

WHOLE = shapes.ComplaintSerializer


class Acting(Taking):
    """What a survivor chose, what was reported and sent: each recorded by a named command."""

    @extend_schema(request=None, responses=WHOLE)
    @action(detail=True, methods=["post"], url_path="withdraw-sign-off")
    def withdraw_sign_off(self, request: Request, pk: str) -> Response:
        """Take your own sign-off back, before the filing; the text is in review again."""
        return self._act(services.withdraw_sign_off)

    @extend_schema(request=gate_shapes.ChooseExposure, responses=WHOLE)
    @action(detail=True, methods=["post"])
    def shown(self, request: Request, pk: str) -> Response:
        """Record what the survivor chose to have shown; the text follows, and sign-offs fall."""
        return self._act(services.choose_exposure, gate_shapes.ChooseExposure)

    @extend_schema(request=gate_shapes.RecordTip, responses=WHOLE)
    @action(detail=True, methods=["post"])
    def cybertipline(self, request: Request, pk: str) -> Response:
        """Record a CyberTipline report's number, or why none is kept."""
        return self._act(services.record_tip, gate_shapes.RecordTip)

    @extend_schema(request=gate_shapes.WriteNotice, responses=WHOLE)
    @action(detail=True, methods=["post"])
    def notice(self, request: Request, pk: str) -> Response:
        """Write the notice to the platform before the complaint; nothing is sent."""
        return self._act(services.write_notice, gate_shapes.WriteNotice)

    @extend_schema(request=gate_shapes.RecordNoticeSent, responses=WHOLE)
    @action(detail=True, methods=["post"], url_path="notice-sent")
    def notice_sent(self, request: Request, pk: str) -> Response:
        """Record that a person sent the notice; what the agency sent wants a release."""
        return self._act(services.record_notice_sent, gate_shapes.RecordNoticeSent)

    @extend_schema(request=gate_shapes.RecordAddendumFiling, responses=WHOLE)
    @action(detail=True, methods=["post"], url_path="addendum-filed")
    def addendum_filed(self, request: Request, pk: str) -> Response:
        """Record that a person sent an addendum to the regulator."""
        draft = self.get_object()
        body = told(gate_shapes.RecordAddendumFiling, request)
        one = get_object_or_404(draft.addenda, pk=body.pop("addendum"))
        services.record_addendum_filing(
            addendum_id=one.pk, by=person(request), now=timezone.now(), **body
        )
        return Response(self.whole(self.get_queryset().get(pk=draft.pk)))

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"], url_path=f"addenda/(?P<row_id>{ROW_ID})")
    def packet_addendum(self, request: Request, pk: str, row_id: str) -> HttpResponse:
        """Give one addendum as a PDF; taking it asks for the release and is recorded."""
        draft = self.get_object()
        one = get_object_or_404(draft.addenda, pk=UUID(row_id))
        content = services.export_addendum(
            addendum_id=one.pk, by=person(request), now=timezone.now()
        )
        response = HttpResponse(content, content_type="application/pdf")
        name = f"{draft.request.code}-addendum.pdf"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def whole(self, draft: ComplaintDraft) -> Any:
        standing = standing_of(draft, now=timezone.now()) if draft.has_text else None
        return WHOLE(draft, context={"standing": standing}).data

    def _act(self, act: Callable[..., object], shape: Any = None) -> Response:
        """Run a command on this complaint and give it as it now is."""
        draft = self.get_object()  # first: a stranger learns nothing from a wrong body
        body = told(shape, self.request) if shape else {}
        act(draft_id=draft.pk, by=person(self.request), now=timezone.now(), **body)
        return Response(self.whole(self.get_queryset().get(pk=draft.pk)))
