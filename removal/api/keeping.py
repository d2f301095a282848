"""Keeping the directory right over the API: reports of drift, and changes that take two people."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_filters import ROW_ID
from accounts.api_shapes import StrictSerializer
from cases.api.base import person, told
from cases.rules.spoken import choices
from removal.models import EntryReport, PlatformChange
from removal.rules.desk_spoken import DECISIONS, MOVED, REPORTS_CLOSED
from removal.rules.desk_words import ReportClosed
from removal.services import keeping

SETTLES = {one: words for one, words in REPORTS_CLOSED.items() if one != ReportClosed.CORRECTED}


class EntryReportSerializer(serializers.ModelSerializer[EntryReport]):
    """Somebody's word that a row of the directory is wrong; open until somebody settled it."""

    platform = serializers.CharField(source="platform_id", read_only=True)
    reported_by = serializers.CharField(source="reported_by.name", read_only=True)
    assigned_to = serializers.CharField(
        source="assigned_to.name", read_only=True, default=None, help_text="Who looks into it."
    )

    class Meta:
        model = EntryReport
        fields = [
            "id", "platform", "kind", "found", "reported_at", "reported_by", "assigned_to",
            "closed_at", "closed_as",
        ]  # fmt: skip
        read_only_fields = fields


class PlatformChangeSerializer(serializers.ModelSerializer[PlatformChange]):
    """A change of a row: each field as it was, and as it should be."""

    platform = serializers.CharField(source="platform_id", read_only=True)
    before = serializers.DictField(read_only=True)
    after = serializers.DictField(read_only=True)
    proposed_by = serializers.CharField(source="proposed_by.name", read_only=True)
    decided_by = serializers.CharField(source="decided_by.name", read_only=True, default=None)

    class Meta:
        model = PlatformChange
        fields = [
            "id", "platform", "before", "after", "needs_second", "found", "proposed_at",
            "proposed_by", "decided_at", "decided_by", "decision",
        ]  # fmt: skip
        read_only_fields = fields


class ReportEntry(StrictSerializer):
    """Say that a row is wrong; whoever keeps the directory owns it from then on."""

    kind = serializers.ChoiceField(choices=choices(MOVED))
    found = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, help_text="Nothing of a case."
    )


class SettleReport(StrictSerializer):
    closed_as = serializers.ChoiceField(choices=choices(SETTLES))


class DecideChange(StrictSerializer):
    """Confirm or decline somebody else's change, or take back one's own."""

    decision = serializers.ChoiceField(choices=choices(DECISIONS))


class ProposeChange(StrictSerializer):
    """How a platform is reached, as it should be; it stays as it is until a second person agrees.

    Give the fields that change and no others.
    """

    report_url = serializers.CharField(max_length=500, required=False, allow_blank=True)
    alt_urls = serializers.ListField(
        child=serializers.CharField(max_length=500), required=False, max_length=20
    )
    contacts = serializers.ListField(
        child=serializers.CharField(max_length=300), required=False, max_length=20
    )
    domains = serializers.ListField(
        child=serializers.CharField(max_length=253), required=False, max_length=100
    )
    found = serializers.CharField(max_length=2000, required=False, allow_blank=True)


@extend_schema_view(
    list=extend_schema(responses=EntryReportSerializer(many=True)),
    retrieve=extend_schema(responses=EntryReportSerializer),
)
class EntryReportViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[EntryReport]
):
    """Reports that a row is wrong, the open ones first."""

    queryset = EntryReport.objects.none()
    serializer_class = EntryReportSerializer
    lookup_value_regex = ROW_ID
    ordering = "-reported_at"

    def get_queryset(self) -> QuerySet[EntryReport]:
        rows = EntryReport.objects.visible_to(person(self.request))
        found: QuerySet[EntryReport] = rows.select_related("reported_by", "assigned_to")
        return found

    @extend_schema(request=None, responses=EntryReportSerializer)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, pk: str) -> Response:
        """Make the report one's own to look into."""
        found = self.get_object()
        keeping.take_report(report_id=found.pk, by=person(request), now=timezone.now())
        return self._whole(found)

    @extend_schema(request=SettleReport, responses=EntryReportSerializer)
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, pk: str) -> Response:
        """Close a report that asks for no change."""
        found = self.get_object()
        given = told(SettleReport, request)
        keeping.settle_report(report_id=found.pk, by=person(request), now=timezone.now(), **given)
        return self._whole(found)

    def _whole(self, found: EntryReport) -> Response:
        return Response(EntryReportSerializer(self.get_queryset().get(pk=found.pk)).data)


@extend_schema_view(
    list=extend_schema(responses=PlatformChangeSerializer(many=True)),
    retrieve=extend_schema(responses=PlatformChangeSerializer),
)
class PlatformChangeViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[PlatformChange]
):
    """Changes of rows, waiting and decided."""

    queryset = PlatformChange.objects.none()
    serializer_class = PlatformChangeSerializer
    lookup_value_regex = ROW_ID
    ordering = "-proposed_at"

    def get_queryset(self) -> QuerySet[PlatformChange]:
        rows = PlatformChange.objects.visible_to(person(self.request))
        found: QuerySet[PlatformChange] = rows.select_related("proposed_by", "decided_by")
        return found

    @extend_schema(request=DecideChange, responses=PlatformChangeSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str) -> Response:
        """Confirm, decline or take back a change; one's own is confirmed by somebody else."""
        found = self.get_object()
        given: dict[str, Any] = told(DecideChange, request)
        keeping.decide_change(change_id=found.pk, by=person(request), now=timezone.now(), **given)
        return Response(PlatformChangeSerializer(self.get_queryset().get(pk=found.pk)).data)
