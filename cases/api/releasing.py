"""Commands on releases and on the people of a case."""

from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from cases import services
from cases.api import release_shapes as shapes
from cases.api.base import CODE, OfCases, person, told
from cases.api.shapes import Reveal
from cases.models import Person, Release

ONE = "(?P<row_id>[0-9a-f-]{36})"
ROW = OpenApiParameter("row_id", OpenApiTypes.UUID, OpenApiParameter.PATH)
READ = {"filterset_class": None, "pagination_class": None}


class ReleaseCommands(OfCases):
    @extend_schema(
        methods=["get"], responses=shapes.ReleaseRowSerializer(many=True), parameters=[CODE]
    )
    @extend_schema(
        methods=["post"],
        request=shapes.RecordRelease,
        responses={201: shapes.ReleaseSerializer, **REUSED},
        parameters=[CODE, KEY],
    )
    @action(detail=True, methods=["get", "post"], **READ)
    def releases(self, request: Request, code: str) -> Response:
        """Read who may be told what until when, or record a release that was signed."""
        if request.method == "GET":
            rows = self._releases().filter(case=self.get_object()).order_by("-expires_at", "pk")
            return Response(shapes.ReleaseRowSerializer(rows, many=True).data)
        return self._make(
            services.record_release,
            shapes.RecordRelease,
            self._releases(),
            shapes.ReleaseSerializer,
        )

    @extend_schema(responses=shapes.ReleaseSerializer, parameters=[CODE, ROW])
    @action(detail=True, url_path=f"releases/{ONE}", **READ)
    def release(self, request: Request, code: str, row_id: str) -> Response:
        """Give one release whole; that it was opened is entered in the case's trail."""
        found = self._one(self._releases(), row_id)
        services.open_for_reading(case=found.case, by=person(request), part="releases")
        return Response(shapes.ReleaseSerializer(found).data)

    @extend_schema(
        request=shapes.RenewRelease,
        responses={201: shapes.ReleaseSerializer, **REUSED},
        parameters=[CODE, ROW, KEY],
    )
    @action(detail=True, methods=["post"], url_path=f"releases/{ONE}/renew")
    def renew_release(self, request: Request, code: str, row_id: str) -> Response:
        """Record that the same release was signed anew; the earlier one stays as it was."""
        was = self._one(self._releases(), row_id)
        given = {"by": person(request), **told(shapes.RenewRelease, request)}
        return once(
            request,
            command=lambda: services.renew_release(release_id=was.pk, now=timezone.now(), **given),
            show=lambda pk: shapes.ReleaseSerializer(self._releases().get(pk=pk)).data,
        )

    @extend_schema(
        request=shapes.RevokeRelease, responses=shapes.ReleaseSerializer, parameters=[CODE, ROW]
    )
    @action(detail=True, methods=["post"], url_path=f"releases/{ONE}/revoke")
    def revoke_release(self, request: Request, code: str, row_id: str) -> Response:
        """End a release now; the survivor's word is enough."""
        found = self._one(self._releases(), row_id)
        given = {"by": person(request), **told(shapes.RevokeRelease, request)}
        ended = services.revoke_release(release_id=found.pk, now=timezone.now(), **given)
        return Response(shapes.ReleaseSerializer(ended).data)

    @extend_schema(methods=["get"], responses=shapes.PersonSerializer(many=True), parameters=[CODE])
    @extend_schema(
        methods=["post"],
        request=shapes.RecordPerson,
        responses={201: shapes.PersonSerializer, **REUSED},
        parameters=[CODE, KEY],
    )
    @action(detail=True, methods=["get", "post"], **READ)
    def people(self, request: Request, code: str) -> Response:
        """Read who is in the matter, without names, or record somebody."""
        if request.method == "GET":
            rows = self._people().filter(case=self.get_object()).order_by("recorded_at", "pk")
            return Response(shapes.PersonSerializer(rows, many=True).data)
        return self._make(
            services.record_person, shapes.RecordPerson, self._people(), shapes.PersonSerializer
        )

    @extend_schema(
        request=Reveal, responses=shapes.RevealedPersonSerializer(many=True), parameters=[CODE]
    )
    @action(detail=True, methods=["post"], url_path="people/reveal", **READ)
    def reveal_people(self, request: Request, code: str) -> Response:
        """Give names and contacts for a reason, which is entered."""
        case = self.get_object()
        services.reveal_people(case_id=case.pk, by=person(request), **told(Reveal, request))
        rows = self._people().filter(case=case).order_by("recorded_at", "pk")
        return Response(shapes.revealed(rows))

    @extend_schema(
        request=shapes.CorrectPerson, responses=shapes.PersonSerializer, parameters=[CODE, ROW]
    )
    @action(detail=True, methods=["post"], url_path=f"people/{ONE}/correct")
    def correct_person(self, request: Request, code: str, row_id: str) -> Response:
        """Correct what is known; whoever may cause the harm loses what they could sign."""
        found = self._one(self._people(), row_id)
        given = {"by": person(request), **told(shapes.CorrectPerson, request)}
        now = services.correct_person(person_id=found.pk, now=timezone.now(), **given)
        return Response(shapes.PersonSerializer(now).data)

    def _releases(self) -> Any:
        return Release.objects.visible_to(person(self.request)).select_related("case__key")

    def _people(self) -> Any:
        return Person.objects.visible_to(person(self.request)).select_related("case__key")

    def _one(self, rows: Any, row_id: str) -> Any:
        """Give a row of this very case; one of another case is not there."""
        return rows.get(pk=row_id, case=self.get_object())
