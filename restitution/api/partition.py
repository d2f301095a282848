"""An attorney's partition over the API: the services that the pages call, for the same people."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from accounts.rules import Deed, Role, require
from cases.api.base import person, told
from cases.models import Case
from restitution.api import partition_shapes as shapes
from restitution.models import CourtCase, NoticePreference, PrivilegedNote
from restitution.models.sight import told_cases
from restitution.services import court_cases, memo, notes

NOTE, COURT = shapes.PrivilegedNoteSerializer, shapes.CourtCaseSerializer


def told_case(request: Request, code: str, deed: Deed) -> Case:
    """Give the case if it is told to this person; a stranger learns nothing from a role."""
    case = get_object_or_404(told_cases(person(request)).for_display(), code=code.upper())
    require(person(request).role, deed)
    return case


@extend_schema(methods=["GET"], responses=NOTE(many=True))
@extend_schema(
    methods=["POST"],
    request=shapes.WritePrivilegedNote,
    responses={201: NOTE, **REUSED},
    parameters=[KEY],
)
@api_view(["GET", "POST"])
def privileged_notes(request: Request, code: str) -> Response:
    """Give the privileged notes of a case to its attorneys, or keep another one."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), person(request)
    mine = PrivilegedNote.objects.visible_to(by).filter(case=case).for_display()
    if request.method == "POST":
        given = {"case_id": case.pk, "by": by, **told(shapes.WritePrivilegedNote, request)}
        return once(
            request,
            command=lambda: notes.write_privileged_note(now=timezone.now(), **given),
            show=lambda pk: NOTE(mine.get(pk=pk)).data,
        )
    notes.open_notes(case=case, by=by)
    return Response(NOTE(mine, many=True).data)


@extend_schema(request=shapes.FindPrivilegedNotes, responses=NOTE(many=True))
@api_view(["POST"])
def find_privileged_notes(request: Request) -> Response:
    """Find in the notes of your own cases; never in an address, and kept nowhere."""
    require(person(request).role, Deed.REVIEW_RESTITUTION)
    body = told(shapes.FindPrivilegedNotes, request)
    found = notes.find_notes(by=person(request), **body)
    return Response(NOTE(found.notes, many=True).data)


@extend_schema(methods=["GET"], responses=COURT(many=True))
@extend_schema(
    methods=["POST"],
    request=shapes.RecordCourtCase,
    responses={201: COURT, **REUSED},
    parameters=[KEY],
)
@api_view(["GET", "POST"])
def court_case_list(request: Request, code: str) -> Response:
    """Give the court cases with what the survivor said of notices, or hold another one."""
    case, by = told_case(request, code, Deed.TELL_RESTITUTION), person(request)
    mine = CourtCase.objects.visible_to(by).filter(case=case).for_display()
    if request.method == "POST":
        require(by.role, Deed.REVIEW_RESTITUTION)
        given = {"case_id": case.pk, "by": by, **told(shapes.RecordCourtCase, request)}
        return once(
            request,
            command=lambda: court_cases.record_court_case(now=timezone.now(), **given),
            show=lambda pk: _court(request, mine.get(pk=pk)),
        )
    court_cases.open_court_cases(case=case, by=by)
    return Response(COURT(mine, many=True, context=_context(request, case)).data)


@extend_schema(request=shapes.ChangeCourtCase, responses=COURT)
@api_view(["POST"])
def change_court_case(request: Request, code: str, row_id: UUID) -> Response:
    """Correct a court case, or say how far it has come."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), person(request)
    mine = CourtCase.objects.visible_to(by).filter(case=case)
    court = get_object_or_404(mine, pk=row_id)
    body = told(shapes.ChangeCourtCase, request)
    court_cases.change_court_case(court_case_id=court.pk, by=by, now=timezone.now(), **body)
    return Response(_court(request, mine.for_display().get(pk=court.pk)))


@extend_schema(request=shapes.SayPreference, responses={201: shapes.NoticePreferenceSerializer})
@api_view(["POST"])
def say_preference(request: Request, code: str, row_id: UUID) -> Response:
    """Keep what the survivor said of one court case's notices; the last word counts."""
    case, by = told_case(request, code, Deed.TELL_RESTITUTION), person(request)
    mine = CourtCase.objects.visible_to(by).filter(case=case)
    court = get_object_or_404(mine, pk=row_id)
    body = told(shapes.SayPreference, request)
    said = court_cases.say_preference(court_case_id=court.pk, by=by, now=timezone.now(), **body)
    return Response(shapes.NoticePreferenceSerializer(said).data, status=201)


@extend_schema(
    responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    parameters=[OpenApiParameter("notes", OpenApiTypes.STR, description="yes: with the notes.")],
)
@api_view(["GET"])
def memo_file(request: Request, code: str, form: str) -> HttpResponse:
    """Give the attorney's memo as a file; taking it is recorded."""
    case = told_case(request, code, Deed.REVIEW_RESTITUTION)
    made = memo.take_memo(
        case_id=case.pk,
        form=memo.Form(form),
        with_notes=request.query_params.get("notes") == "yes",
        by=person(request),
        now=timezone.now(),
    )
    response = HttpResponse(made.content, content_type=made.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _court(request: Request, court: CourtCase) -> Any:
    return COURT(court, context=_context(request, court.case)).data


def _context(request: Request, case: Case) -> dict[str, Any]:
    by = person(request)
    said = NoticePreference.objects.visible_to(by).filter(case=case).said_last()
    return {
        "whole": by.role == Role.ATTORNEY,
        "said": dict(said.values_list("court_case", "wants")),
    }
