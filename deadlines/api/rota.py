"""The rota: read by whoever may be asked to cover, written by supervisors."""

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_filters import ROW_ID, MomentFilter
from accounts.api_shapes import Moment, StrictSerializer
from accounts.idempotency import KEY, REUSED, once
from accounts.rules import Deed, require
from cases.api.base import person, told
from deadlines.api.commands import Nothing
from deadlines.models import RotaTurn
from deadlines.services import rota


class TurnSerializer(serializers.ModelSerializer[RotaTurn]):
    """Who is on duty from when to when; a turn taken off stays on record."""

    user_id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(source="user.name", read_only=True)

    class Meta:
        model = RotaTurn
        fields = ["id", "user_id", "name", "starts_at", "ends_at", "made_at", "withdrawn_at"]
        read_only_fields = fields


class AddTurn(StrictSerializer):
    user_id = serializers.UUIDField()
    starts_at = Moment()
    ends_at = Moment(help_text="Not included; two weeks after the start at most.")


class CopyWeek(StrictSerializer):
    starts_at = Moment(help_text="When the week begins; turns of the seven days before are copied.")


class TurnFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    user = django_filters.UUIDFilter(field_name="user_id")
    standing = django_filters.BooleanFilter(
        field_name="withdrawn_at", lookup_expr="isnull", label="Not taken off, or only those"
    )
    ends_after = MomentFilter(field_name="ends_at", lookup_expr="gt")
    starts_before = MomentFilter(field_name="starts_at", lookup_expr="lt")

    class Meta:
        model = RotaTurn
        fields: list[str] = []


@extend_schema_view(list=extend_schema(responses=TurnSerializer(many=True)))
class RotaViewSet(mixins.ListModelMixin, GenericViewSet[RotaTurn]):
    """Turns on duty: late steps wake whoever is on one."""

    queryset = RotaTurn.objects.none()
    serializer_class = TurnSerializer
    filterset_class = TurnFilter
    lookup_value_regex = ROW_ID
    ordering = "-starts_at"

    def get_queryset(self) -> QuerySet[RotaTurn]:
        reader = person(self.request)
        require(reader.role, Deed.COVER_CASE)
        rows: QuerySet[RotaTurn] = RotaTurn.objects.visible_to(reader).select_related("user")
        return rows

    @extend_schema(request=AddTurn, responses={201: TurnSerializer, **REUSED}, parameters=[KEY])
    def create(self, request: Request) -> Response:
        """Put somebody on duty."""
        by = person(request)
        require(by.role, Deed.EDIT_ROTA)
        given = told(AddTurn, request)
        return once(
            request,
            command=lambda: rota.add_turn(by=by, now=timezone.now(), **given),
            show=lambda pk: TurnSerializer(self.get_queryset().get(pk=pk)).data,
        )

    @extend_schema(request=CopyWeek, responses={201: TurnSerializer(many=True)})
    @action(
        detail=False, methods=["post"], url_path="copy-week",
        filterset_class=None, pagination_class=None,
    )  # fmt: skip
    def copy_week(self, request: Request) -> Response:
        """Fill a week with the turns of the one before; what is taken stays as it is."""
        by = person(request)
        require(by.role, Deed.EDIT_ROTA)
        made = rota.copy_week(by=by, now=timezone.now(), **told(CopyWeek, request))
        return Response(TurnSerializer(made, many=True).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=TurnSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take a turn off the rota."""
        by = person(request)
        require(by.role, Deed.EDIT_ROTA)
        found = get_object_or_404(self.get_queryset(), pk=pk)
        told(Nothing, request)
        turn = rota.withdraw_turn(turn_id=found.pk, by=by, now=timezone.now())
        return Response(TurnSerializer(turn).data)
