"""Matches are read by whoever may see both sides, and decided by a named command."""

from typing import Any

import django_filters
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
from evidence import services
from evidence.models import Item, Match
from evidence.rules.fingerprints import KINDS

NO_MATCH = "An empty list never means that there is no copy."


class SideSerializer(serializers.ModelSerializer[Item]):
    case = serializers.CharField(source="case.code", read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # the row's own

    class Meta:
        model = Item
        fields = ["id", "case", "label"]
        read_only_fields = fields


class MatchSerializer(serializers.ModelSerializer[Match]):
    """Two items whose fingerprints are near; only for whoever may see both."""

    item_a = SideSerializer(read_only=True)
    item_b = SideSerializer(read_only=True)
    reason = serializers.CharField(read_only=True)

    class Meta:
        model = Match
        fields = [
            "id", "item_a", "item_b", "algorithm", "distance", "variant", "found_at", "same",
            "reason", "decided_at",
        ]  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {"variant": {"help_text": "How b lies to a."}}


class DecideMatch(StrictSerializer):
    """For good: the pair is not offered again."""

    same = serializers.BooleanField()
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
    link_copy = serializers.BooleanField(default=False, help_text="Same image, same case only.")


class MatchFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    decided = django_filters.BooleanFilter(
        field_name="decided_at", lookup_expr="isnull", exclude=True
    )
    algorithm = django_filters.MultipleChoiceFilter(
        choices=[(kind.value, told.name) for kind, told in KINDS.items()]
    )

    class Meta:
        model = Match
        fields = ["algorithm"]


@extend_schema_view(list=extend_schema(description=NO_MATCH))
class MatchViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[Match]):
    """Pairs of items that may show one image; nobody learns of a pair with a case not theirs."""

    queryset = Match.objects.none()
    serializer_class = MatchSerializer
    filterset_class = MatchFilter
    lookup_value_regex = ROW_ID
    ordering = "-found_at"

    def get_queryset(self) -> QuerySet[Match]:
        mine: QuerySet[Match] = Match.objects.visible_to(person(self.request))
        return mine.select_related("item_a__case__key", "item_b__case")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give a pair; that it was compared is entered."""
        match = self.get_object()
        services.open_match(match=match, by=person(request))
        return Response(MatchSerializer(match).data)

    @extend_schema(request=DecideMatch, responses=MatchSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str) -> Response:
        """Say whether it is the same image, with a reason when it is not."""
        match = self.get_object()
        given = told(DecideMatch, request)
        services.decide_match(match_id=match.pk, by=person(request), now=timezone.now(), **given)
        return Response(MatchSerializer(self.get_queryset().get(pk=match.pk)).data)
