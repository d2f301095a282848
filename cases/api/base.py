"""What the parts of a case's API share: who asks, what was sent, and how a command answers."""

from typing import Any, cast

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts import step_up
from accounts.idempotency import once
from accounts.models import User
from cases import services
from cases.api import shapes
from cases.models import Case

CODE = OpenApiParameter("code", OpenApiTypes.STR, OpenApiParameter.PATH, description="As C-7F3K.")


def told(shape: Any, request: Request) -> dict[str, Any]:
    """Give a command's body, checked for its shape alone."""
    body = shape(data=request.data)
    body.is_valid(raise_exception=True)
    return cast("dict[str, Any]", body.validated_data)


def person(request: Request) -> User:
    return cast(User, request.user)


class OfCases(GenericViewSet[Case]):
    def get_queryset(self) -> QuerySet[Case]:
        by = person(self.request)
        return Case.objects.visible_to(by).with_tasks(by)

    def _open(self, case: Case, *, part: str) -> None:
        """Enter that it is read; whoever opens more than work asks for proves who it is first."""
        by = person(self.request)
        if services.brake(case=case, by=by, now=timezone.now()):
            step_up.ask_api(self.request)
        services.open_for_reading(case=case, by=by, part=part)

    def _whole(self, pk: str) -> Any:
        known = {"request": self.request}
        return shapes.CaseSerializer(self.get_queryset().get(pk=pk), context=known).data

    def _act(self, act: Any, shape: Any) -> Response:
        """Run a command on this case and give the case as it now is, if it is still in sight."""
        case = self.get_object()  # first: a stranger learns nothing from a body of the wrong shape
        body = told(shape, self.request)
        act(case_id=case.pk, by=person(self.request), now=timezone.now(), **body)
        return Response(self._whole(str(case.pk)))

    def _make(self, act: Any, shape: Any, rows: Any, shows: Any) -> Response:
        """Run a command that makes a row of this case, once an Idempotency-Key."""
        case = self.get_object()
        given = {"case_id": case.pk, "by": person(self.request), **told(shape, self.request)}
        return once(
            self.request,
            command=lambda: act(now=timezone.now(), **given),
            show=lambda pk: shows(rows.get(pk=pk)).data,
            code=status.HTTP_201_CREATED,
        )
