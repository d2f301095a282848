"""Who stands behind a site, over the API: noted by whoever found it, asked as a request."""

from typing import Any

import django_filters
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
from accounts.api_shapes import Moment, StrictSerializer
from accounts.idempotency import KEY, REUSED, once
from cases.api.base import person, told
from cases.rules.spoken import choices
from removal import behind
from removal.models import Chokepoint, RemovalRequest
from removal.rules.desk_spoken import CHOKEPOINTS, FOUND_HOW
from removal.services import chokepoints


class ChokepointFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    request = django_filters.UUIDFilter(field_name="request_id")
    kind = django_filters.ChoiceFilter(choices=choices(CHOKEPOINTS))

    class Meta:
        model = Chokepoint
        fields = ["request", "kind"]


class ChokepointRowSerializer(serializers.ModelSerializer[Chokepoint]):
    """Who stands behind the site of a request; `asked` is the request that went there."""

    case = serializers.CharField(source="case.code", read_only=True)
    request = serializers.UUIDField(source="request_id", read_only=True)
    platform = serializers.CharField(source="platform_id", read_only=True)
    asked = serializers.UUIDField(source="asked_id", read_only=True, allow_null=True)

    class Meta:
        model = Chokepoint
        fields = [
            "id", "case", "request", "kind", "platform", "found_how", "found_at", "asked",
            "recorded_at",
        ]  # fmt: skip
        read_only_fields = fields


class ChokepointSerializer(ChokepointRowSerializer):
    """One whole: a note is sealed, and comes for one row at a time."""

    note = serializers.CharField(read_only=True)

    class Meta(ChokepointRowSerializer.Meta):
        fields = [*ChokepointRowSerializer.Meta.fields, "note"]
        read_only_fields = fields


class NoteChokepoint(StrictSerializer):
    """Note who a person found behind the site, on their own device; the server looks nothing up."""

    request = serializers.UUIDField(help_text="The request that the site did not act on.")
    kind = serializers.ChoiceField(choices=choices(CHOKEPOINTS))
    platform_slug = serializers.SlugField(
        required=False, allow_blank=True, help_text="Its row of the directory, of the same kind."
    )
    name = serializers.CharField(
        max_length=100, required=False, allow_blank=True, help_text="For one without a row."
    )
    contact_url = serializers.CharField(
        max_length=500,
        required=False,
        allow_blank=True,
        help_text="Where it takes notices; a second person confirms it.",
    )
    found_how = serializers.ChoiceField(choices=choices(FOUND_HOW))
    found_at = Moment()
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class LookedInVain(StrictSerializer):
    """A person looked for one of this kind behind a site, and found none."""

    request = serializers.UUIDField(help_text="The request that the site did not act on.")
    kind = serializers.ChoiceField(choices=choices(CHOKEPOINTS))


class ProposalSerializer(serializers.Serializer[Any]):
    """What the ladder proposes next; a person decides, and nothing starts itself."""

    act = serializers.ChoiceField(choices=("send", "ask", "find"))
    kind = serializers.ChoiceField(choices=choices(CHOKEPOINTS))
    why = serializers.CharField()


class NextSerializer(serializers.Serializer[Any]):
    next = ProposalSerializer(source="proposal", allow_null=True)


@extend_schema_view(
    list=extend_schema(responses=ChokepointRowSerializer(many=True)),
    retrieve=extend_schema(responses=ChokepointSerializer),
)
class ChokepointViewSet(mixins.ListModelMixin, GenericViewSet[Chokepoint]):
    """Host, network, registrar, search engine, payment provider: none is asked under hours."""

    queryset = Chokepoint.objects.none()
    serializer_class = ChokepointRowSerializer
    filterset_class = ChokepointFilter
    lookup_value_regex = ROW_ID
    ordering = "-recorded_at"

    def retrieve(self, request: Request, pk: str) -> Response:
        """Give one with its note."""
        return Response(self._whole(str(self.get_object().pk)))

    def get_queryset(self) -> QuerySet[Chokepoint]:
        rows = Chokepoint.objects.visible_to(person(self.request))
        found: QuerySet[Chokepoint] = rows.select_related("case__key")
        return found

    @extend_schema(
        request=NoteChokepoint, responses={201: ChokepointSerializer, **REUSED}, parameters=[KEY]
    )
    def create(self, request: Request) -> Response:
        """Note who stands behind the site of a request."""
        given = told(NoteChokepoint, request)
        mine = RemovalRequest.objects.visible_to(person(request))
        first = get_object_or_404(mine, pk=given.pop("request"))
        return once(
            request,
            command=lambda: chokepoints.note_chokepoint(
                request_id=first.pk, by=person(request), now=timezone.now(), **given
            ),
            show=self._whole,
        )

    @extend_schema(request=LookedInVain, responses=NextSerializer)
    @action(detail=False, methods=["post"])
    def none(self, request: Request) -> Response:
        """Note that one of a kind was looked for and not found; the answer is what comes next."""
        given = told(LookedInVain, request)
        mine = RemovalRequest.objects.visible_to(person(request))
        first = get_object_or_404(mine.for_display(), pk=given["request"])
        who, now = person(request), timezone.now()
        chokepoints.note_none(request_id=first.pk, kind=given["kind"], by=who, now=now)
        return Response(NextSerializer(behind.ladder(first, now=now)).data)

    @extend_schema(request=None, responses={201: ChokepointSerializer, **REUSED}, parameters=[KEY])
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, pk: str) -> Response:
        """Draft the request to it; `asked` is that request's id."""
        found = self.get_object()

        def command() -> Chokepoint:
            who, now = person(request), timezone.now()
            chokepoints.ask_chokepoint(chokepoint_id=found.pk, by=who, now=now)
            return found

        return once(request, command=command, show=self._whole)

    def _whole(self, pk: str) -> "dict[str, object]":
        return dict(ChokepointSerializer(self.get_queryset().get(pk=pk)).data)
