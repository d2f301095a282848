"""A funder's report over the API: as it could be locked now, locking it, and what was locked."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import api_view
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_shapes import StrictSerializer
from accounts.rules import Deed, require
from cases import recipients
from cases.api.base import person, told
from cases.rules.release_words import RecipientKind
from cases.rules.spoken import choices
from reports.funder import telling
from reports.models import Snapshot
from reports.rules.filing import REASONS
from reports.rules.quarters import Quarter
from reports.services import filing


class FunderReportSerializer(serializers.ModelSerializer[Snapshot]):
    """A locked report as it is shown; what was counted inside is in no answer."""

    code = serializers.CharField(read_only=True)
    corrects = serializers.CharField(read_only=True, source="corrects.code", default=None)
    told = serializers.JSONField(read_only=True, source="outside")

    class Meta:
        model = Snapshot
        fields = ("code", "funder", "quarter", "version", "corrects", "reason", "definitions",
                  "threshold", "told", "shown_sha256", "locked_at")  # fmt: skip
        read_only_fields = fields


class FunderLookSerializer(serializers.Serializer[Any]):
    """A quarter as it could be locked at this moment; `seen` is what locking it asks for."""

    seen = serializers.CharField(read_only=True)
    told = serializers.JSONField(read_only=True)
    left_out = serializers.CharField(read_only=True, help_text="For inside alone.")


class LockReportSerializer(StrictSerializer):
    seen = serializers.CharField(max_length=64)
    reason = serializers.ChoiceField(
        choices=choices(REASONS), required=False, default="", help_text="For a correction."
    )


@extend_schema(
    responses=FunderReportSerializer(many=True),
    parameters=[OpenApiParameter("funder", OpenApiTypes.STR)],
)
@api_view(["GET"])
def funder_reports(request: Request) -> Response:
    """Give every locked report, the newest quarter first."""
    by = person(request)
    require(by.role, Deed.LOCK_REPORT)
    locked = Snapshot.objects.visible_to(by).for_display()
    funder = request.query_params.get("funder", "")
    shown = locked.filter(funder=funder) if funder else locked
    return Response(FunderReportSerializer(shown, many=True).data)


@extend_schema(methods=["GET"], responses=FunderLookSerializer, operation_id="funder_reports_look")
@extend_schema(
    methods=["POST"], request=LockReportSerializer, responses={201: FunderReportSerializer}
)
@api_view(["GET", "POST"])
def funder_quarter(request: Request, funder: str, quarter: str) -> Response:
    """Look at a quarter as it stands now, or lock what was looked at."""
    by, now = person(request), timezone.now()
    require(by.role, Deed.LOCK_REPORT)
    of = Quarter.from_code(quarter)
    if of is None or funder not in recipients.named(RecipientKind.FUNDER):
        raise NotFound
    if request.method == "POST":
        asked = told(LockReportSerializer, request)
        made = filing.lock_report(funder=funder, quarter=of.code, by=by, now=now, **asked)
        return Response(FunderReportSerializer(made).data, status=status.HTTP_201_CREATED)
    report = telling.report(of, funder=funder, now=now)
    look = {"seen": report.seen, "told": report.outside, "left_out": report.left_out}
    return Response(FunderLookSerializer(look).data)


@extend_schema(responses=FunderReportSerializer)
@api_view(["GET"])
def funder_report(request: Request, funder: str, quarter: str, version: int) -> Response:
    """Give one locked report."""
    by = person(request)
    require(by.role, Deed.LOCK_REPORT)
    known = Snapshot.objects.visible_to(by).for_display()
    found = get_object_or_404(known, funder=funder, quarter=quarter, version=version)
    return Response(FunderReportSerializer(found).data)
