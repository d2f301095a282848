"""When nothing swept and what was wrong, as the System page shows it; nothing is changed here."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers
from rest_framework.viewsets import GenericViewSet

from accounts.api_filters import MomentFilter
from accounts.rules import Deed, require
from cases.api.base import person
from deadlines.alarms import WORDS
from deadlines.models import Alarm, Outage


class OutageSerializer(serializers.ModelSerializer[Outage]):
    """From the last sweep before a silence to the first after it."""

    seconds = serializers.SerializerMethodField()

    class Meta:
        model = Outage
        fields = ["id", "from_at", "until_at", "seconds"]
        read_only_fields = fields

    def get_seconds(self, outage: Outage) -> int:
        return int((outage.until_at - outage.from_at).total_seconds())


class AlarmSerializer(serializers.ModelSerializer[Alarm]):
    """One thing that was wrong: when people were told of it, how many, and of its end."""

    words = serializers.SerializerMethodField()

    class Meta:
        model = Alarm
        fields = [
            "id", "code", "words", "noticed_at", "told_at", "told", "ended_at", "end_told_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_words(self, alarm: Alarm) -> str:
        return WORDS.get(alarm.code, alarm.code)


class OutageFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    until_after = MomentFilter(field_name="until_at", lookup_expr="gt")
    from_before = MomentFilter(field_name="from_at", lookup_expr="lt")

    class Meta:
        model = Outage
        fields: list[str] = []


class AlarmFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    open = django_filters.BooleanFilter(
        field_name="ended_at", lookup_expr="isnull", label="Still wrong, or over"
    )
    noticed_after = MomentFilter(field_name="noticed_at", lookup_expr="gte")
    noticed_before = MomentFilter(field_name="noticed_at", lookup_expr="lt")

    class Meta:
        model = Alarm
        fields: list[str] = []


class _Watched(mixins.ListModelMixin, GenericViewSet[Any]):
    """For supervisors and administrators: it names no case."""

    def get_queryset(self) -> QuerySet[Any]:
        require(person(self.request).role, Deed.SEE_SYSTEM)
        rows: QuerySet[Any] = super().get_queryset()
        return rows


@extend_schema_view(list=extend_schema(responses=OutageSerializer(many=True)))
class OutageViewSet(_Watched):
    """Silences of the sweep of more than five minutes; the first sweep after one notes it."""

    queryset = Outage.objects.all()
    serializer_class = OutageSerializer
    filterset_class = OutageFilter
    ordering = "-until_at"


@extend_schema_view(list=extend_schema(responses=AlarmSerializer(many=True)))
class AlarmViewSet(_Watched):
    """What the watchdog found wrong with the scheduled work, and whom it told."""

    queryset = Alarm.objects.all()
    serializer_class = AlarmSerializer
    filterset_class = AlarmFilter
    ordering = "-noticed_at"
