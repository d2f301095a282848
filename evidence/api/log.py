"""Custody of an item, in whose hands things are, and the evidence log of a case as one file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_shapes import Moment, StrictSerializer
from cases.api.base import person, told
from cases.models import Case
from cases.rules.spoken import REASONS, choices
from evidence import custody, services
from evidence.models import Item
from evidence.rules.custody import ACTS, WHAT


class CustodySerializer(serializers.Serializer[Any]):
    """One act upon an item, with its place in the case's chain."""

    seq = serializers.IntegerField(help_text="Its place in the chain of the case's trail.")
    at = serializers.DateTimeField()
    act = serializers.ChoiceField(choices=choices(ACTS))
    words = serializers.CharField()
    by = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)
    hash = serializers.CharField(help_text="SHA-256 of the entry; the next one rests on it.")


class RecordCustody(StrictSerializer):
    """Something of an item changed hands outside Reclaim; who held it before stays on record."""

    what = serializers.ChoiceField(choices=choices(WHAT))
    holder = serializers.CharField(max_length=200)
    since = Moment()
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class ExportLog(StrictSerializer):
    """The log leaves under one release of the case, which is asked for again at this moment."""

    case = serializers.CharField(max_length=10, help_text="The case's code, as C-7F3K.")
    release_id = serializers.UUIDField()
    hidden_too = serializers.BooleanField(
        default=False, help_text="Also addresses that are hidden, defanged; asks for a `reason`."
    )
    reason = serializers.ChoiceField(choices=choices(REASONS), required=False)


class OfCustody(GenericViewSet[Item]):
    """What an item's own viewset adds: its custody, and the log of its case."""

    @extend_schema(methods=["get"], responses=CustodySerializer(many=True), operation_id="custody")
    @extend_schema(
        methods=["post"],
        request=RecordCustody,
        responses={201: CustodySerializer(many=True)},
        operation_id="record_custody",
    )
    @action(detail=True, methods=["get", "post"], filterset_class=None, pagination_class=None)
    def custody(self, request: Request, pk: str) -> Response:
        """Give what was done with an item, newest first, or record in whose hands something is."""
        item, by = self.get_object(), person(request)
        if request.method == "GET":
            services.open_item(item=item, by=by)
            return Response(_events(item, request))
        given = told(RecordCustody, request)
        services.record_custody(item_id=item.pk, by=by, now=timezone.now(), **given)
        return Response(_events(item, request), status=201)

    @extend_schema(
        request=ExportLog,
        responses={(200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def log(self, request: Request) -> HttpResponse:
        """Give the evidence log of a case as a ZIP, and enter who took it under which release."""
        given = told(ExportLog, request)
        mine = Case.objects.visible_to(person(request))
        case = get_object_or_404(mine, code=given.pop("case").upper())
        taken = services.export_log(
            case_id=case.pk, by=person(request), now=timezone.now(), **given
        )
        response = HttpResponse(taken.content, content_type=taken.content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{taken.name}"'
        return response

    def perform_content_negotiation(
        self,
        request: Request,
        force: bool = False,  # noqa: FBT001, FBT002 - DRF calls it so
    ) -> tuple[BaseRenderer, str]:
        """Give a log whatever was asked to be accepted; a refusal of it stays JSON."""
        if self.action == "log":
            return JSONRenderer(), JSONRenderer.media_type
        return super().perform_content_negotiation(request, force=force)


def _events(item: Item, request: Request) -> Any:
    return CustodySerializer(custody.of_item(item, reader=person(request)), many=True).data
