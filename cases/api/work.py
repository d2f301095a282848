"""Commands on the work: notes, tasks, and who may sign."""

from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED
from cases import services
from cases.api import shapes
from cases.api.base import CODE, OfCases, person
from cases.api.release_shapes import RecordAuthority
from cases.models import Authority, Note, Task

ONE = "(?P<row_id>[0-9a-f-]{36})"
ROW = OpenApiParameter("row_id", OpenApiTypes.UUID, OpenApiParameter.PATH)


class WorkCommands(OfCases):
    @extend_schema(methods=["get"], responses=shapes.NoteSerializer(many=True), parameters=[CODE])
    @extend_schema(
        methods=["post"],
        request=shapes.WriteNote,
        responses={201: shapes.NoteSerializer, **REUSED},
        parameters=[CODE, KEY],
    )
    @action(detail=True, methods=["get", "post"], filterset_class=None, pagination_class=None)
    def notes(self, request: Request, code: str) -> Response:
        """Read the notes open to your role, which is entered, or write one; it is kept for good."""
        mine = Note.objects.visible_to(person(request)).select_related("case__key", "written_by")
        if request.method == "GET":
            case = self.get_object()
            self._open(case, part="notes")
            rows = mine.filter(case=case)
            return Response(shapes.NoteSerializer(rows, many=True).data)
        return self._make(services.write_note, shapes.WriteNote, mine, shapes.NoteSerializer)

    @extend_schema(
        request=shapes.AddTask,
        responses={201: shapes.TaskSerializer, **REUSED},
        parameters=[CODE, KEY],
    )
    @action(detail=True, methods=["post"])
    def tasks(self, request: Request, code: str) -> Response:
        """Add something to do on the case."""
        rows = Task.objects.visible_to(person(request)).select_related("case__key")
        return self._make(services.add_task, shapes.AddTask, rows, shapes.TaskSerializer)

    @extend_schema(
        request=RecordAuthority,
        responses={201: shapes.AuthoritySerializer, **REUSED},
        parameters=[CODE, KEY],
    )
    @action(detail=True, methods=["post"])
    def authorities(self, request: Request, code: str) -> Response:
        """Record who may sign for the person shown."""
        rows = Authority.objects.visible_to(person(request)).select_related("case__key")
        return self._make(
            services.record_authority, RecordAuthority, rows, shapes.AuthoritySerializer
        )

    @extend_schema(request=None, responses=shapes.TaskSerializer, parameters=[CODE, ROW])
    @action(detail=True, methods=["post"], url_path=f"tasks/{ONE}/done")
    def finish_task(self, request: Request, code: str, row_id: str) -> Response:
        """Tick off a task that a person wrote."""
        task = self._row(Task.objects, row_id)
        done = services.finish_task(task_id=task.pk, by=person(request), now=timezone.now())
        return Response(shapes.TaskSerializer(done).data)

    @extend_schema(request=None, responses=shapes.AuthoritySerializer, parameters=[CODE, ROW])
    @action(detail=True, methods=["post"], url_path=f"authorities/{ONE}/revoke")
    def revoke_authority(self, request: Request, code: str, row_id: str) -> Response:
        """End an authority now; what was signed under it stays as it was."""
        held = self._row(Authority.objects, row_id)
        ended = services.revoke_authority(
            authority_id=held.pk, by=person(request), now=timezone.now()
        )
        return Response(shapes.AuthoritySerializer(ended).data)

    def _row(self, rows: Any, row_id: str) -> Any:
        """Give a row of this very case; one of another case is not there."""
        return rows.visible_to(person(self.request)).get(pk=row_id, case=self.get_object())
