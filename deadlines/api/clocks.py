"""Clocks, read alone: what moves one is a command on its request or on an item."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_filters import ROW_ID
from cases.api.base import person
from cases.services import open_for_reading
from deadlines.api import shapes
from deadlines.api.filters import ClockFilter
from deadlines.models import Clock, ClockQuerySet


@extend_schema_view(list=extend_schema(responses=shapes.ClockRowSerializer(many=True)))
class ClockViewSet(mixins.ListModelMixin, GenericViewSet[Clock]):
    """The hours of the law, soonest due first."""

    queryset = Clock.objects.none()
    serializer_class = shapes.ClockRowSerializer
    filterset_class = ClockFilter
    lookup_value_regex = ROW_ID
    ordering = "due_at"

    def get_queryset(self) -> QuerySet[Clock]:
        rows: ClockQuerySet = Clock.objects.visible_to(person(self.request)).for_display()
        if self.action == "retrieve":
            rows = rows.for_climbing().select_related("case__key")
        return rows

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "now": timezone.now()}

    @extend_schema(responses=shapes.ClockSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Give a clock that explains itself; that it was opened is entered in the trail."""
        clock = self.get_object()
        part = f"clock of {clock.request.label}"
        open_for_reading(case=clock.case, by=person(request), part=part)
        return Response(shapes.ClockSerializer(clock, context=self.get_serializer_context()).data)
