"""Items are read, and change only through named commands; `deadlines` adds the outcome."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_filters import ROW_ID, MomentFilter
from accounts.idempotency import KEY, REUSED, once
from cases.api.base import person, told
from cases.api.shapes import Find
from cases.models import Case
from cases.rules.spoken import AGES, choices
from evidence import search, services
from evidence.api import shapes
from evidence.api.fingerprints import OfFingerprints
from evidence.api.log import OfCustody
from evidence.models import Item
from evidence.rules.hosts import defang
from evidence.rules.spoken import CATEGORIES
from evidence.shown import shown

MOST_FOUND = 100


class ItemFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    """Codes and moments alone, so that they may be in an address."""

    case = django_filters.CharFilter(field_name="case__code", lookup_expr="iexact")
    category = django_filters.MultipleChoiceFilter(choices=choices(CATEGORIES))
    age_when_made = django_filters.MultipleChoiceFilter(choices=choices(AGES))
    recorded_after = MomentFilter(field_name="recorded_at", lookup_expr="gte")
    recorded_before = MomentFilter(field_name="recorded_at", lookup_expr="lt")

    class Meta:
        model = Item
        fields = ["category", "age_when_made"]


@extend_schema_view(
    list=extend_schema(responses=shapes.ItemRowSerializer(many=True)),
    retrieve=extend_schema(responses=shapes.ItemSerializer),
)
class ItemViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, OfFingerprints, OfCustody):
    """Facts about where an image is; never the image."""

    queryset = Item.objects.none()
    serializer_class = shapes.ItemRowSerializer
    filterset_class = ItemFilter
    lookup_value_regex = ROW_ID
    ordering = "-recorded_at"

    def get_queryset(self) -> QuerySet[Item]:
        mine = Item.objects.visible_to(person(self.request))
        rows: QuerySet[Item] = mine.for_display() if self.action == "list" else mine.for_page()
        return rows

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give an item; that it was opened is entered in its case's trail."""
        item = self.get_object()
        services.open_item(item=item, by=person(request))
        return Response(shapes.ItemSerializer(item).data)

    @extend_schema(
        request=shapes.RecordItem,
        responses={201: shapes.ItemSerializer, **REUSED},
        parameters=[KEY],
    )
    def create(self, request: Request) -> Response:
        """Record one place where an image is."""
        facts = told(shapes.RecordItem, request)
        mine = Case.objects.visible_to(person(request))
        case = get_object_or_404(mine, code=facts.pop("case").upper())
        return once(
            request,
            command=lambda: services.record_item(
                case_id=case.pk, by=person(request), now=timezone.now(), **facts
            ),
            show=self._whole,
        )

    @extend_schema(request=shapes.CorrectItem, responses=shapes.ItemSerializer)
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: str) -> Response:
        """Correct what was recorded."""
        item = self.get_object()
        facts = told(shapes.CorrectItem, request)
        services.correct_item(item_id=item.pk, by=person(request), now=timezone.now(), **facts)
        return Response(self._whole(str(item.pk)))

    @extend_schema(request=None, responses=shapes.AddressSerializer)
    @action(detail=True, methods=["post"], url_path="show-url")
    def show_url(self, request: Request, pk: str) -> Response:
        """Give the address, which is entered; defanged where someone may be under 18."""
        item = self.get_object()
        url = services.show_url(item_id=item.pk, by=person(request))
        hidden = shown(item).hidden
        place = {
            "url": defang(url) if hidden else url,
            "handle": item.handle,
            "account_name": item.account_name,
            "platform_item_id": item.platform_item_id,
            "defanged": hidden,
        }
        return Response(shapes.AddressSerializer(place).data)

    @extend_schema(request=Find, responses=shapes.ItemRowSerializer(many=True))
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def find(self, request: Request) -> Response:
        """Find by a whole address, a site, or a handle; never in an address."""
        found = search.find(person(request), told(Find, request)["text"])
        rows = found.for_display().order_by("-recorded_at")[:MOST_FOUND]
        return Response(shapes.ItemRowSerializer(rows, many=True).data)

    def _whole(self, pk: str) -> Any:
        return shapes.ItemSerializer(self.get_queryset().get(pk=pk)).data
