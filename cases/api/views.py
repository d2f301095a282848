"""Cases are read, and change only through named commands."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cases import search, timeline
from cases.api import shapes
from cases.api.base import CODE, person, told
from cases.api.filters import CaseFilter
from cases.api.handovers import HandoverCommands
from cases.api.matter import MatterCommands
from cases.api.releasing import ReleaseCommands
from cases.api.work import WorkCommands
from cases.models import Case

MOST_FOUND = 100
A_PAGE = 50
BEFORE = OpenApiParameter("before", int, description="Give entries before this `seq`.")
READERS = OpenApiParameter("readers", bool, description="Who opened it, instead of what was done.")


@extend_schema_view(
    list=extend_schema(responses=shapes.CaseRowSerializer(many=True)),
    retrieve=extend_schema(responses=shapes.CaseSerializer, parameters=[CODE]),
)
class CaseViewSet(
    MatterCommands,
    WorkCommands,
    HandoverCommands,
    ReleaseCommands,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
):
    """Cases by their codes; nothing here but `reveal` gives a name."""

    queryset = Case.objects.none()
    serializer_class = shapes.CaseRowSerializer
    filterset_class = CaseFilter
    lookup_field = "code"
    lookup_value_regex = "[A-Za-z0-9-]+"
    ordering = "-opened_at"

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give a case; that it was opened is entered in its trail."""
        case = self.get_object()
        self._open(case, part="case")
        return Response(shapes.CaseSerializer(case, context={"request": request}).data)

    @extend_schema(request=shapes.Find, responses=shapes.CaseRowSerializer(many=True))
    @action(detail=False, methods=["post"], filterset_class=None, pagination_class=None)
    def find(self, request: Request) -> Response:
        """Find by code, by words of the name, or by the contact; never in an address."""
        by = person(request)
        found = search.find(by, told(shapes.Find, request)["text"]).with_tasks(by)
        rows = found.order_by("-opened_at")[:MOST_FOUND]
        return Response(shapes.CaseRowSerializer(rows, many=True).data)

    @extend_schema(responses=shapes.ToldSerializer(many=True), parameters=[CODE, BEFORE, READERS])
    @action(detail=True, filterset_class=None, pagination_class=None)
    def timeline(self, request: Request, code: str) -> Response:
        """Give the case's trail in words, newest first, fifty at a time."""
        entries = timeline.of_case(
            self.get_object(),
            reader=person(request),
            reads=request.query_params.get("readers") == "true",
            before=timeline.place(request.query_params.get("before", "")),
        )
        rows = timeline.told(entries[:A_PAGE], reader=person(request))
        return Response(shapes.ToldSerializer(rows, many=True).data)
