"""A pattern of late requests over the API: for a supervisor, and of nobody's case."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import Deed, require
from cases.api.base import person
from complaints import services
from complaints.models import Pattern
from removal.models import Platform


class PatternSerializer(serializers.ModelSerializer[Pattern]):
    """Figures as they were kept; no row of it is a case's."""

    code = serializers.CharField(read_only=True)
    platform = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Pattern
        fields = ("code", "number", "platform", "told", "sha256", "made_at", "filed_at",
                  "filing_number")  # fmt: skip
        read_only_fields = fields


@extend_schema(methods=["GET"], responses=PatternSerializer(many=True))
@extend_schema(methods=["POST"], request=None, responses={201: PatternSerializer})
@api_view(["GET", "POST"])
def pattern(request: Request, slug: str) -> Response:
    """Give the patterns of a platform, or keep what can be told of it now."""
    by = person(request)
    require(by.role, Deed.REPORT_PATTERN)
    platform = get_object_or_404(Platform.objects.visible_to(by), pk=slug)
    if request.method == "POST":
        made = services.make_pattern(slug=platform.pk, by=by, now=timezone.now())
        return Response(PatternSerializer(made).data, status=status.HTTP_201_CREATED)
    known = Pattern.objects.visible_to(by).filter(platform=platform).newest_first()
    return Response(PatternSerializer(known, many=True).data)


@extend_schema(
    responses={(200, "application/zip"): OpenApiTypes.BINARY},
    parameters=[OpenApiParameter("number", OpenApiTypes.INT, description="Else the newest.")],
)
@api_view(["GET"])
def pattern_packet(request: Request, slug: str) -> HttpResponse:
    """Give a pattern as a packet with a manifest; taking it is entered in the trail."""
    by = person(request)
    require(by.role, Deed.REPORT_PATTERN)
    platform = get_object_or_404(Platform.objects.visible_to(by), pk=slug)
    number = request.query_params.get("number", "")
    given = services.export_pattern(
        slug=platform.pk, number=int(number) if number.isdecimal() else None, form="zip", by=by
    )
    response = HttpResponse(given.content, content_type=given.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{given.name}"'
    response.headers["X-Content-SHA256"] = given.sha256
    return response
