"""Requests are read, and change only through named commands.

`deadlines` adds what a platform does after the submission: receipt, answer, outcome, withdrawal.
"""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_filters import ROW_ID, MomentFilter
from accounts.idempotency import KEY, REUSED, once
from accounts.rules import Deed, require
from cases.api.base import person, told
from cases.models import Case
from cases.rules.spoken import choices
from cases.services import open_for_reading, require_told
from cases.services.engaging import NAME
from removal import lists, telling
from removal.api import commands, shapes
from removal.models import RemovalRequest
from removal.rules.spoken import STATUSES
from removal.services import requests


class RemovalRequestFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    """Codes and moments alone, so that they may be in an address."""

    status = django_filters.MultipleChoiceFilter(choices=choices(STATUSES))
    platform = django_filters.CharFilter(field_name="platform_id")
    case = django_filters.CharFilter(field_name="case__code", lookup_expr="iexact")
    created_after = MomentFilter(field_name="created_at", lookup_expr="gte")
    created_before = MomentFilter(field_name="created_at", lookup_expr="lt")

    class Meta:
        model = RemovalRequest
        fields = ["status", "platform", "case"]


@extend_schema_view(
    list=extend_schema(responses=shapes.RemovalRequestRowSerializer(many=True)),
    retrieve=extend_schema(responses=shapes.RemovalRequestSerializer),
)
class RemovalRequestViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[RemovalRequest]
):
    """One version of one notice to one platform."""

    queryset = RemovalRequest.objects.none()
    serializer_class = shapes.RemovalRequestRowSerializer
    filterset_class = RemovalRequestFilter
    lookup_value_regex = ROW_ID
    ordering = "-created_at"

    def get_queryset(self) -> QuerySet[RemovalRequest]:
        rows: QuerySet[RemovalRequest] = lists.for_rows(
            RemovalRequest.objects.visible_to(person(self.request))
        )
        return rows

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give a request; that it was opened is entered in its case's trail."""
        found = self.get_object()
        open_for_reading(case=found.case, by=person(request), part=f"request {found.label}")
        return Response(self._told(found))

    @extend_schema(
        request=commands.DraftRemovalRequest,
        responses={201: shapes.RemovalRequestSerializer, **REUSED},
        parameters=[KEY],
    )
    def create(self, request: Request) -> Response:
        """Draft a request to one platform."""
        given = told(commands.DraftRemovalRequest, request)
        mine = Case.objects.visible_to(person(request))
        case = get_object_or_404(mine, code=given.pop("case").upper())
        given["platform_slug"] = given.pop("platform")
        return once(
            request,
            command=lambda: requests.draft_request(
                case_id=case.pk, by=person(request), now=timezone.now(), **given
            ),
            show=self._whole,
        )

    @extend_schema(request=commands.ChangeRemovalRequest, responses=shapes.RemovalRequestSerializer)
    @action(detail=True, methods=["post"])
    def change(self, request: Request, pk: str) -> Response:
        """Change a draft."""
        return self._act(requests.change_request, commands.ChangeRemovalRequest)

    @extend_schema(request=commands.RecordSubmission, responses=shapes.RemovalRequestSerializer)
    @action(detail=True, methods=["post"])
    def submission(self, request: Request, pk: str) -> Response:
        """Record that a person sent the notice on the platform's own form."""
        return self._act(requests.record_submission, commands.RecordSubmission)

    @extend_schema(
        request=commands.CureRequest,
        responses={201: shapes.RemovalRequestSerializer, **REUSED},
        parameters=[KEY],
    )
    @action(detail=True, methods=["post"])
    def cure(self, request: Request, pk: str) -> Response:
        """Make the next version as a draft; this one stays, and so does its clock."""
        old = self.get_object()
        answer = told(commands.CureRequest, request).get("answer")
        return once(
            request,
            command=lambda: requests.cure_request(
                request_id=old.pk, answer_id=answer, by=person(request), now=timezone.now()
            ),
            show=self._whole,
        )

    @extend_schema(request=commands.NoteProcess, responses=shapes.RemovalRequestSerializer)
    @action(detail=True, methods=["post"])
    def process(self, request: Request, pk: str) -> Response:
        """Note what a person found when looking for the platform's notice process."""
        return self._act(requests.note_process, commands.NoteProcess)

    @extend_schema(request=commands.NoteConduct, responses=shapes.RemovalRequestSerializer)
    @action(detail=True, methods=["post"])
    def conduct(self, request: Request, pk: str) -> Response:
        """Note how the platform behaved, as far as known."""
        return self._act(requests.note_conduct, commands.NoteConduct)

    @extend_schema(request=None, responses=shapes.WholeNoticeSerializer)
    @action(detail=True, methods=["post"])
    def notice(self, request: Request, pk: str) -> Response:
        """Give the notice with every name and address, which is entered."""
        found = self.get_object()
        require(person(request).role, Deed.REVEAL)
        now = timezone.now()
        shown = NAME | telling.information_in(found)
        require_told(case=found.case, reader=person(request), now=now, information=shown)
        part = f"whole notice of {found.label}"
        open_for_reading(case=found.case, by=person(request), part=part)
        return Response(shapes.whole_notice(found))

    def _act(self, act: Any, shape: Any) -> Response:
        """Run a command on this request and give it as it now is."""
        found = self.get_object()  # first: a stranger learns nothing from a body of wrong shape
        given = told(shape, self.request)
        act(request_id=found.pk, by=person(self.request), now=timezone.now(), **given)
        return Response(self._whole(str(found.pk)))

    def _whole(self, pk: str) -> Any:
        return self._told(self.get_queryset().get(pk=pk))

    def _told(self, found: RemovalRequest) -> Any:
        return shapes.RemovalRequestSerializer(found, context={"now": timezone.now()}).data
