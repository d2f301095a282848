"""A person's own reminders."""

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_filters import ROW_ID
from cases.api.base import person, told
from deadlines.api import commands, shapes
from deadlines.api.filters import ReminderFilter
from deadlines.models import Reminder
from deadlines.services.reminding import read_reminder


@extend_schema_view(list=extend_schema(responses=shapes.ReminderSerializer(many=True)))
class ReminderViewSet(mixins.ListModelMixin, GenericViewSet[Reminder]):
    """What you were told, the latest first; nobody reads another's."""

    queryset = Reminder.objects.none()
    serializer_class = shapes.ReminderSerializer
    filterset_class = ReminderFilter
    lookup_value_regex = ROW_ID
    ordering = "-made_at"

    def get_queryset(self) -> QuerySet[Reminder]:
        rows: QuerySet[Reminder] = Reminder.objects.visible_to(person(self.request)).for_letter()
        return rows

    @extend_schema(request=None, responses=shapes.ReminderSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str) -> Response:
        """Note that you have seen it; a second time changes nothing."""
        reminder = self.get_object()
        told(commands.Nothing, request)
        seen = read_reminder(reminder_id=reminder.pk, by=person(request), now=timezone.now())
        return Response(shapes.ReminderSerializer(seen).data)
