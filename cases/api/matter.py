"""Commands on the matter itself."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from cases import services
from cases.api import shapes
from cases.api.base import CODE, OfCases, person, told


class MatterCommands(OfCases):
    @extend_schema(
        request=shapes.OpenCase,
        responses={201: shapes.CaseSerializer, **REUSED},
        parameters=[KEY],
    )
    def create(self, request: Request) -> Response:
        """Open a case, assigned to you or to the advocate you name."""
        body = told(shapes.OpenCase, request)
        return once(
            request,
            command=lambda: services.open_case(by=person(request), now=timezone.now(), **body),
            show=self._whole,
        )

    @extend_schema(request=shapes.ChangeCase, responses=shapes.CaseSerializer, parameters=[CODE])
    @action(detail=True, methods=["post"])
    def change(self, request: Request, code: str) -> Response:
        """Change what is known of the person and the matter."""
        return self._act(services.change_case, shapes.ChangeCase)

    @extend_schema(request=shapes.MoveCase, responses=shapes.CaseSerializer, parameters=[CODE])
    @action(detail=True, methods=["post"])
    def move(self, request: Request, code: str) -> Response:
        """Move the case on, close it or open it again."""
        return self._act(services.move_case, shapes.MoveCase)

    @extend_schema(request=shapes.AssignCase, responses=shapes.CaseSerializer, parameters=[CODE])
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, code: str) -> Response:
        """Give the case to someone; a new advocate takes over from the one before."""
        return self._act(services.assign_case, shapes.AssignCase)

    @extend_schema(request=shapes.UnassignCase, responses=shapes.CaseSerializer, parameters=[CODE])
    @action(detail=True, methods=["post"])
    def unassign(self, request: Request, code: str) -> Response:
        """Take someone off the case."""
        return self._act(services.end_assignment, shapes.UnassignCase)

    @extend_schema(request=shapes.Reveal, responses=shapes.RevealedSerializer, parameters=[CODE])
    @action(detail=True, methods=["post"])
    def reveal(self, request: Request, code: str) -> Response:
        """Give name, contact and story, for a reason that is entered in the trail."""
        case = self.get_object()
        body = told(shapes.Reveal, request)
        shown = services.reveal(case_id=case.pk, by=person(request), **body)
        return Response(shapes.RevealedSerializer(shown).data)
