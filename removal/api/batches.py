"""Batches over the API: the order of work; each request is sent by its own command."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_filters import ROW_ID
from accounts.api_shapes import StrictSerializer
from accounts.idempotency import KEY, REUSED, once
from cases.api.base import person, told
from cases.rules.spoken import choices
from removal import batching
from removal.models import Batch, Platform
from removal.rules.desk_spoken import SKIPPED
from removal.services import batches

STOP_STATES = ("waiting", "sent", "skipped", "passed")


class StopSerializer(serializers.Serializer[Any]):
    """One request's place: it waits, was sent, was skipped by hand, or passed as it stands."""

    place = serializers.IntegerField()
    request = serializers.UUIDField(source="request.pk")
    code = serializers.CharField(source="request.code")
    state = serializers.ChoiceField(choices=STOP_STATES)
    words = serializers.CharField()


class BatchSerializer(serializers.ModelSerializer[Batch]):
    """One's own batch for a platform; send each by `POST …/removal-requests/{id}/submission/`."""

    platform = serializers.CharField(source="platform_id", read_only=True)
    stops = serializers.SerializerMethodField()
    next = serializers.SerializerMethodField(help_text="The request that comes next, or null.")

    class Meta:
        model = Batch
        fields = ["id", "platform", "made_at", "ended_at", "next", "stops"]
        read_only_fields = fields

    def get_stops(self, batch: Batch) -> list[dict[str, Any]]:
        return list(StopSerializer(self._row(batch).stops, many=True).data)

    def get_next(self, batch: Batch) -> str | None:
        here = self._row(batch).here
        return str(here.request.pk) if here else None

    def _row(self, batch: Batch) -> batching.Row:
        if not hasattr(batch, "told"):
            batch.told = batching.row(batch, batch.made_by, now=timezone.now())  # type: ignore[attr-defined]
        found: batching.Row = batch.told  # type: ignore[attr-defined]
        return found


class BeginBatch(StrictSerializer):
    platform = serializers.SlugField(help_text="A slug of the directory, but not `other-site`.")


class SkipInBatch(StrictSerializer):
    request = serializers.UUIDField()
    because = serializers.ChoiceField(choices=choices(SKIPPED))


@extend_schema_view(
    list=extend_schema(responses=BatchSerializer(many=True)),
    retrieve=extend_schema(responses=BatchSerializer),
)
class BatchViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Batch]):
    """One's own batches: requests to one platform, sent in a row."""

    queryset = Batch.objects.none()
    serializer_class = BatchSerializer
    lookup_value_regex = ROW_ID
    ordering = "-made_at"

    def get_queryset(self) -> QuerySet[Batch]:
        mine = Batch.objects.visible_to(person(self.request)).select_related("made_by")
        return mine.prefetch_related("entries")

    @extend_schema(request=BeginBatch, responses={201: BatchSerializer, **REUSED}, parameters=[KEY])
    def create(self, request: Request) -> Response:
        """Put in a row what could be sent to a platform now."""
        slug = told(BeginBatch, request)["platform"]
        platform = get_object_or_404(Platform.objects.visible_to(person(request)), pk=slug)
        return once(
            request,
            command=lambda: batches.begin_batch(
                slug=platform.slug, by=person(request), now=timezone.now()
            ),
            show=self._whole,
        )

    @extend_schema(request=SkipInBatch, responses=BatchSerializer)
    @action(detail=True, methods=["post"])
    def skip(self, request: Request, pk: str) -> Response:
        """Pass a request over, and say why."""
        found = self.get_object()
        given = told(SkipInBatch, request)
        get_object_or_404(found.entries, request_id=given["request"])
        batches.skip_in_batch(
            batch_id=found.pk,
            request_id=given["request"],
            because=given["because"],
            by=person(request),
            now=timezone.now(),
        )
        return Response(self._whole(str(found.pk)))

    @extend_schema(request=None, responses=BatchSerializer)
    @action(detail=True, methods=["post"], url_path="take-up")
    def take_up(self, request: Request, pk: str) -> Response:
        """Put back in the row what was passed over."""
        return self._act(batches.take_up_in_batch)

    @extend_schema(request=None, responses=BatchSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """Put the batch away; what was not sent stays a draft."""
        return self._act(batches.end_batch)

    def _act(self, act: Any) -> Response:
        found = self.get_object()
        act(batch_id=found.pk, by=person(self.request), now=timezone.now())
        return Response(self._whole(str(found.pk)))

    def _whole(self, pk: str) -> Any:
        return BatchSerializer(self.get_queryset().get(pk=pk)).data
