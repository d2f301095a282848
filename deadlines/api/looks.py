"""Looks to come over the API: those owed now, and a request's schedule by the request's id."""

from datetime import datetime
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
from accounts.rules import Deed, require
from cases.api.base import person, told
from cases.models import Task
from deadlines import looking
from deadlines.services import looks
from removal import looked
from removal.models import LookPlan, RemovalRequest


class OwedLookSerializer(serializers.Serializer[Any]):
    """A listing to look at: record what was seen by `POST …/evidence/{item}/outcome/`."""

    item = serializers.UUIDField(source="subject_id")
    case = serializers.CharField(source="case.code")
    platform = serializers.CharField(source="platform_slug", allow_null=True)
    request = serializers.UUIDField(source="asked_in", allow_null=True)
    planned_at = serializers.DateTimeField(
        source="due_at", allow_null=True, help_text="Null: asked for at once."
    )
    is_late = serializers.SerializerMethodField()

    def get_is_late(self, task: Any) -> bool:
        return looking.is_late(task.due_at, timezone.now())


class LookPlanSerializer(serializers.ModelSerializer[LookPlan]):
    """When a person looks again at what a request asks for; the server never does."""

    request = serializers.UUIDField(source="request_id", read_only=True)
    last_look_at = serializers.SerializerMethodField(
        help_text="Since when all of its listings were looked at."
    )
    next_look_at = serializers.SerializerMethodField()

    class Meta:
        model = LookPlan
        fields = [
            "request", "starts_at", "hours_after", "then_every_days", "until_gone_days",
            "last_look_at", "next_look_at", "ended_at", "ended_because",
        ]  # fmt: skip
        read_only_fields = fields

    def get_last_look_at(self, plan: LookPlan) -> datetime | None:
        return looked.of(plan.request, now=timezone.now()).at

    def get_next_look_at(self, plan: LookPlan) -> datetime | None:
        return looked.next_look(plan.request)


class SetLooks(StrictSerializer):
    """The whole schedule anew, counted from the clock's end."""

    hours_after = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=17520), max_length=24
    )
    then_every_days = serializers.IntegerField(min_value=0, max_value=730)
    until_gone_days = serializers.IntegerField(min_value=1, max_value=730)


@extend_schema_view(
    list=extend_schema(responses=OwedLookSerializer(many=True)),
    retrieve=extend_schema(responses=LookPlanSerializer),
)
class LookViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Any]):
    """What is to be looked at now, by platform; and a request's schedule, by the request's id."""

    queryset = LookPlan.objects.none()
    serializer_class = LookPlanSerializer
    lookup_field = "request_id"
    lookup_url_kwarg = "pk"
    lookup_value_regex = ROW_ID
    pagination_class = None

    def get_queryset(self) -> QuerySet[Any]:
        mine = RemovalRequest.objects.visible_to(person(self.request)).for_display()
        rows = LookPlan.objects.filter(request__in=mine.values("pk"))
        return rows.select_related("request__case").prefetch_related(
            "request__listings__item__facts"
        )

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give the looks that are owed now, at most two hundred."""
        require(person(request).role, Deed.RECORD_OUTCOME)
        owed: QuerySet[Task] = looking.owed(person(request), now=timezone.now())
        rows = owed.select_related("case")[:200]
        return Response(OwedLookSerializer(rows, many=True).data)

    @extend_schema(request=SetLooks, responses=LookPlanSerializer)
    @action(detail=True, methods=["post"])
    def set(self, request: Request, pk: str) -> Response:
        """Say when to look again; a schedule that had ended begins anew."""
        found = self.get_object()
        given = told(SetLooks, request)
        looks.set_looks(
            request_id=found.request_id, by=person(request), now=timezone.now(), **given
        )
        return self._whole(found)

    @extend_schema(request=None, responses=LookPlanSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """Ask nobody to look again for this request."""
        found = self.get_object()
        looks.end_looks(request_id=found.request_id, by=person(request), now=timezone.now())
        return self._whole(found)

    def _whole(self, found: LookPlan) -> Response:
        return Response(LookPlanSerializer(self.get_queryset().get(pk=found.pk)).data)
