"""The directory: read, checked, reported wrong, and how a row is reached proposed anew."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.idempotency import KEY, REUSED, once
from cases.api.base import person, told
from cases.rules.spoken import choices
from removal.api.keeping import EntryReportSerializer, ProposeChange, ReportEntry
from removal.models import EntryReport, Platform
from removal.rules.spoken import COVERAGES
from removal.services import keeping, platforms


class PlatformRowSerializer(serializers.ModelSerializer[Platform]):
    """A platform in the directory's list."""

    is_stale = serializers.SerializerMethodField(
        help_text="Nobody has checked the row within the days that the agency set, usually 90."
    )

    class Meta:
        model = Platform
        fields = [
            "slug", "name", "kind", "coverage", "confidence", "last_verified_on", "is_stale",
        ]  # fmt: skip
        read_only_fields = fields

    def get_is_stale(self, platform: Platform) -> bool:
        return platform.is_stale(timezone.now().date())


class PlatformSerializer(PlatformRowSerializer):
    """A platform whole: what it asks, and whether the Act reaches it, with the reason."""

    part_of = serializers.CharField(source="parent_id", read_only=True, allow_null=True)
    domains = serializers.SerializerMethodField()
    verified_by = serializers.CharField(source="verified_by.name", read_only=True, default=None)

    class Meta(PlatformRowSerializer.Meta):
        fields = [
            *PlatformRowSerializer.Meta.fields, "operator", "operator_country",
            "foreign_operator", "part_of", "domains", "report_url", "alt_urls", "contacts",
            "account_required", "accepts_representative", "asks_for", "gives_reference",
            "hash_programmes", "coverage_reason", "notes", "conflict", "source", "tags",
            "compiled_on", "verified_by", "edited_fields",
        ]  # fmt: skip
        read_only_fields = fields

    def get_domains(self, platform: Platform) -> list[str]:
        return [one.domain for one in platform.domains.all()]


class PlatformFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    coverage = django_filters.MultipleChoiceFilter(choices=choices(COVERAGES))
    kind = django_filters.CharFilter()
    domain = django_filters.CharFilter(field_name="domains__domain", lookup_expr="iexact")

    class Meta:
        model = Platform
        fields = ["coverage", "kind", "domain"]


@extend_schema_view(
    list=extend_schema(responses=PlatformRowSerializer(many=True)),
    retrieve=extend_schema(responses=PlatformSerializer),
)
class PlatformViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Platform]):
    """Who may be asked to remove, and how."""

    queryset = Platform.objects.none()
    filterset_class = PlatformFilter
    lookup_field = "slug"
    lookup_value_regex = "[-a-z0-9_]+"
    ordering = "name"

    def get_queryset(self) -> QuerySet[Platform]:
        rows = Platform.objects.visible_to(person(self.request)).select_related("verified_by")
        return rows.prefetch_related("domains")

    def get_serializer_class(self) -> type[PlatformRowSerializer]:
        return PlatformRowSerializer if self.action == "list" else PlatformSerializer

    @extend_schema(request=None, responses=PlatformSerializer)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, slug: str) -> Response:
        """Record that one looked at the platform's own form today, and the row is right."""
        found = self.get_object()
        keeping.verify_platform(slug=found.slug, by=person(request), now=timezone.now())
        return Response(PlatformSerializer(self.get_queryset().get(pk=found.slug)).data)

    @extend_schema(
        request=ReportEntry, responses={201: EntryReportSerializer, **REUSED}, parameters=[KEY]
    )
    @action(detail=True, methods=["post"])
    def report(self, request: Request, slug: str) -> Response:
        """Say that the row is wrong; somebody owns the report from then on."""
        found, given = self.get_object(), told(ReportEntry, request)
        return once(
            request,
            command=lambda: keeping.report_entry(
                slug=found.slug, by=person(request), now=timezone.now(), **given
            ),
            show=lambda pk: EntryReportSerializer(EntryReport.objects.get(pk=pk)).data,
        )

    @extend_schema(request=ProposeChange, responses=PlatformSerializer)
    @action(detail=True, methods=["post"])
    def propose(self, request: Request, slug: str) -> Response:
        """Propose how the platform is reached; a second person confirms it."""
        found, given = self.get_object(), told(ProposeChange, request)
        platforms.edit_platform(slug=found.slug, by=person(request), now=timezone.now(), **given)
        return Response(PlatformSerializer(self.get_queryset().get(pk=found.slug)).data)
