"""The survivor's sheet and corrections over the API; the same services as the pages."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view, content_negotiation_class
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from accounts.rules import Deed
from cases.api.base import CODE, person, told
from keeping.api import held_shapes as shapes
from keeping.api.views import case_for
from keeping.held import TOLD_ONLY, Section, sections
from keeping.models import Correction, DataSheet
from keeping.rules.held import WITHHELD
from keeping.services import correcting, giving

MADE = shapes.CorrectionSerializer


class WhateverIsAccepted(DefaultContentNegotiation):
    """Give a file whatever was asked to be accepted; a refusal of it stays JSON."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, str(first.media_type)


@extend_schema(responses=shapes.WhatIsHeldSerializer, parameters=[CODE])
@api_view(["GET"])
def held(request: Request, code: str) -> Response:
    """Give what is held about the survivor in kinds and counts, with each fact's place."""
    case, by = case_for(request, code, Deed.WORK_CASE), person(request)
    giving.open_held(case=case, by=by)
    corrections = Correction.objects.visible_to(by).filter(case=case).for_display()
    whole = {
        "sections": [_kind(one) for one in sections(case)],
        "withheld": [one._asdict() for one in WITHHELD],
        "given": DataSheet.objects.visible_to(by).filter(case=case).for_display(),
        "corrections": corrections.asked_for(),
        "kept": corrections.kept_at_work(),
    }
    return Response(shapes.WhatIsHeldSerializer(whole).data)


@extend_schema(
    request=shapes.TakeSheet,
    responses={
        (200, "application/pdf"): OpenApiTypes.BINARY,
        (200, "application/json"): OpenApiTypes.OBJECT,
    },
    parameters=[CODE],
)
@api_view(["POST"])
@content_negotiation_class(WhateverIsAccepted)
def take_sheet(request: Request, code: str) -> HttpResponse:
    """Make the survivor's sheet as a file, PDF or JSON, and enter who made it on whose word."""
    case = case_for(request, code, Deed.WORK_CASE)
    body = told(shapes.TakeSheet, request)
    given = giving.give_sheet(case_id=case.pk, by=person(request), now=timezone.now(), **body)
    response = HttpResponse(given.content, content_type=given.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{given.name}"'
    return response


@extend_schema(methods=["get"], responses=MADE(many=True), parameters=[CODE])
@extend_schema(
    methods=["post"], request=shapes.Correct, responses={201: MADE, **REUSED},
    parameters=[CODE, KEY],
)  # fmt: skip
@api_view(["GET", "POST"])
def case_corrections(request: Request, code: str) -> Response:
    """Read what was corrected, without its words, or correct a fact as the survivor says it."""
    case = case_for(request, code, Deed.WORK_CASE)
    mine = Correction.objects.visible_to(person(request)).for_display()
    if request.method == "GET":
        return Response(MADE(mine.filter(case=case).asked_for(), many=True).data)
    given = {"case_id": case.pk, "by": person(request), **told(shapes.Correct, request)}
    return once(
        request,
        command=lambda: correcting.correct(now=timezone.now(), **given),
        show=lambda pk: MADE(mine.get(pk=pk)).data,
    )


def _kind(one: Section) -> dict[str, Any]:
    places = [] if one.title in TOLD_ONLY else one.facts
    return {"title": one.title, "many": len(one.facts), "facts": places}
