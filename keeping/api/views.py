"""Purges, holds and certificates over the API; the same services as the pages."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from accounts.rules import Deed, require
from cases.api.base import CODE, person, told
from cases.models import Case
from cases.services.moments import database_time
from keeping.api import shapes
from keeping.models import LegalHold, Purge, PurgeCertificate
from keeping.services import holds, purging

PURGE, HOLD, CERTIFICATE = (
    shapes.PurgeSerializer, shapes.HoldSerializer, shapes.CertificateSerializer,
)  # fmt: skip
MOST = 200


@extend_schema(methods=["get"], responses=PURGE(many=True), parameters=[CODE])
@extend_schema(
    methods=["post"], request=shapes.ProposePurge, responses={201: PURGE, **REUSED},
    parameters=[CODE, KEY],
)  # fmt: skip
@api_view(["GET", "POST"])
def case_purges(request: Request, code: str) -> Response:
    """Read what was proposed on a case, or propose to purge it, whole or in part."""
    case, mine = (
        case_for(request, code, Deed.PROPOSE_PURGE),
        Purge.objects.visible_to(person(request)),
    )
    if request.method == "GET":
        rows = mine.filter(case=case).for_display()
        return Response(PURGE(rows, many=True).data)
    given = {"case_id": case.pk, "by": person(request), **told(shapes.ProposePurge, request)}
    return once(
        request,
        command=lambda: purging.propose_purge(now=database_time(), **given),
        show=lambda pk: PURGE(mine.get(pk=pk)).data,
    )


@extend_schema(request=None, responses=PURGE)
@api_view(["POST"])
def confirm_purge(request: Request, pk: UUID) -> Response:
    """Agree to a purge that somebody else proposed; it is done within minutes."""
    return _move(request, pk, Deed.CONFIRM_PURGE, purging.confirm_purge)


@extend_schema(request=None, responses=PURGE)
@api_view(["POST"])
def withdraw_purge(request: Request, pk: UUID) -> Response:
    """Call a purge off before it begins."""
    return _move(request, pk, Deed.PROPOSE_PURGE, purging.withdraw_purge)


@extend_schema(methods=["get"], responses=HOLD(many=True), parameters=[CODE])
@extend_schema(
    methods=["post"], request=shapes.PlaceHold, responses={201: HOLD, **REUSED},
    parameters=[CODE, KEY],
)  # fmt: skip
@api_view(["GET", "POST"])
def case_holds(request: Request, code: str) -> Response:
    """Read the legal holds of a case, or place one: nothing of it is purged while it stands."""
    case = case_for(request, code, Deed.HOLD_RECORDS)
    mine = LegalHold.objects.visible_to(person(request))
    if request.method == "GET":
        return Response(HOLD(mine.filter(case=case).for_display(), many=True).data)
    given = {"case_id": case.pk, "by": person(request), **told(shapes.PlaceHold, request)}
    return once(
        request,
        command=lambda: holds.place_hold(now=timezone.now(), **given),
        show=lambda pk: HOLD(mine.get(pk=pk)).data,
    )


@extend_schema(request=shapes.LiftHold, responses=HOLD)
@api_view(["POST"])
def lift_hold(request: Request, pk: UUID) -> Response:
    """Lift a hold for a reason, which is sealed with the case."""
    return _see_to(request, pk, shapes.LiftHold, holds.lift_hold)


@extend_schema(request=shapes.ReviewHold, responses=HOLD)
@api_view(["POST"])
def review_hold(request: Request, pk: UUID) -> Response:
    """Look at a hold again and let it stand; its task is done, until the next day to ask."""
    return _see_to(request, pk, shapes.ReviewHold, holds.review_hold)


@extend_schema(responses=CERTIFICATE(many=True))
@api_view(["GET"])
def certificates(request: Request) -> Response:
    """Give the certificates of the cases in sight, the newest first, two hundred at most."""
    rows = PurgeCertificate.objects.visible_to(person(request)).for_display()
    return Response(CERTIFICATE(rows[:MOST], many=True).data)


def case_for(request: Request, code: str, deed: Deed) -> Case:
    """Give a case in this person's sight, to whoever's role may do this."""
    mine = Case.objects.visible_to(person(request)).for_display()
    case: Case = get_object_or_404(mine, code=code.upper())
    require(person(request).role, deed)
    return case


def _see_to(request: Request, pk: UUID, shape: Any, act: Any) -> Response:
    by = person(request)
    require(by.role, Deed.HOLD_RECORDS)
    found = get_object_or_404(LegalHold.objects.visible_to(by), pk=pk)
    body = told(shape, request)
    return Response(HOLD(act(hold_id=found.pk, by=by, now=timezone.now(), **body)).data)


def _move(request: Request, pk: UUID, deed: Deed, act: Any) -> Response:
    by = person(request)
    require(by.role, deed)
    found = get_object_or_404(Purge.objects.visible_to(by), pk=pk)
    return Response(PURGE(act(purge_id=found.pk, by=by, now=database_time())).data)
