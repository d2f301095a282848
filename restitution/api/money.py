"""The money ledger, the Reserve's amount and the released part over the API."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from accounts.rules import Deed, require
from cases.api.base import person, told
from cases.models import Case, Release
from restitution import ledger
from restitution.api import partition_shapes as shapes
from restitution.api import subpoena_shapes as answer_shapes
from restitution.api.partition import told_case
from restitution.models import CourtCase, MoneyLine, ReserveAmount
from restitution.services import money as services
from restitution.services import subpoena as answering

LINE, NOTED = shapes.MoneyLineSerializer, shapes.ReserveAmountSerializer


@extend_schema(responses=shapes.LedgerSerializer)
@api_view(["GET"])
def money(request: Request, code: str) -> Response:
    """Give a case's ledger: sums, what is watched, and every line."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), person(request)
    services.open_ledger(case=case, by=by)
    totals = ledger.totals(case)
    courts = CourtCase.objects.visible_to(by).filter(case=case).for_display()
    lines = MoneyLine.objects.visible_to(by).filter(case=case).for_display()
    whole = {
        "claimed": totals.claimed,
        "losses": totals.losses,
        "ordered": totals.ordered,
        "received": totals.received,
        "outstanding": totals.outstanding,
        "reserve_paid": totals.reserve_paid,
        "courts": totals.courts,
        "defendants": ledger.by_defendant(courts, totals.courts),
        "watches": totals.watches,
        "lines": lines,
    }
    return Response(shapes.LedgerSerializer(whole).data)


@extend_schema(request=shapes.RecordLine, responses={201: LINE, **REUSED}, parameters=[KEY])
@api_view(["POST"])
def record_line(request: Request, code: str) -> Response:
    """Enter one amount as a court or a paper says it."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), person(request)
    body = told(shapes.RecordLine, request)
    body["court_case_id"] = body.pop("court_case", None)
    given = {"case_id": case.pk, "by": by, **body}
    return once(
        request,
        command=lambda: services.record_line(now=timezone.now(), **given),
        show=lambda pk: LINE(_lines(request, case).get(pk=pk)).data,
    )


@extend_schema(request=shapes.ReverseLine, responses={201: LINE})
@api_view(["POST"])
def reverse_line(request: Request, code: str, row_id: UUID) -> Response:
    """Take a line back by one that mirrors it; both stay."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), person(request)
    line = get_object_or_404(_lines(request, case), pk=row_id)
    body = told(shapes.ReverseLine, request)
    made = services.reverse_line(line_id=line.pk, by=by, now=timezone.now(), **body)
    shown = LINE(_lines(request, case).get(pk=made.pk))
    return Response(shown.data, status=status.HTTP_201_CREATED)


@extend_schema(methods=["GET"], responses=NOTED(many=True))
@extend_schema(methods=["POST"], request=shapes.NoteReserveAmount, responses={201: NOTED})
@api_view(["GET", "POST"])
def reserve_amount_list(request: Request) -> Response:
    """Give what was noted of the Victims Reserve's amount, or note another figure."""
    by = person(request)
    require(by.role, Deed.NOTE_RESERVE)
    if request.method == "POST":
        body = told(shapes.NoteReserveAmount, request)
        made = services.note_reserve_amount(by=by, now=timezone.now(), **body)
        return Response(NOTED(made).data, status=status.HTTP_201_CREATED)
    return Response(NOTED(ReserveAmount.objects.select_related("noted_by"), many=True).data)


@extend_schema(methods=["GET"], responses=answer_shapes.SubpoenaReleaseSerializer(many=True))
@extend_schema(
    methods=["POST"],
    request=answer_shapes.AnswerSubpoena,
    responses={(200, "application/zip"): OpenApiTypes.BINARY},
)
@api_view(["GET", "POST"])
def subpoena(request: Request, code: str) -> HttpResponse:
    """Give what each release would let go and what stays; a POST makes the archive."""
    by = person(request)
    mine = Case.objects.visible_to(by).for_display()
    case = get_object_or_404(mine, code=code.upper())
    require(by.role, Deed.ANSWER_SUBPOENA)
    if request.method != "POST":
        answering.open_subpoena(case=case, by=by)
        rows = [_previewed(case, one) for one in answering.releases_for(case=case)]
        return Response(answer_shapes.SubpoenaReleaseSerializer(rows, many=True).data)
    body = told(answer_shapes.AnswerSubpoena, request)
    body["release_id"] = body.pop("release")
    given = answering.export_subpoena(case_id=case.pk, by=by, now=timezone.now(), **body)
    response = HttpResponse(given.content, content_type=given.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{given.name}"'
    response.headers["X-Content-SHA256"] = given.manifest
    return response


def _previewed(case: Case, release: Release) -> dict[str, Any]:
    given = answering.preview(case=case, release=release, chosen=release.information)
    return {
        "release": release.pk,
        "recipient": release.recipient_kind,
        "ends_at": release.expires_at,
        "limits": str(release.information_words),
        "parts": given.parts,
        "withheld": given.withheld,
    }


def _lines(request: Request, case: Case) -> Any:
    return MoneyLine.objects.visible_to(person(request)).filter(case=case).for_display()
