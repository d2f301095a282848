"""Cover: offered, answered, called off and ended; it reverts by itself when its hours are over."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.api_filters import ROW_ID
from accounts.api_shapes import StrictSerializer
from accounts.idempotency import KEY, REUSED, once
from accounts.models import User
from accounts.rules import Deed, require
from cases import covering, services
from cases.api.base import person, told
from cases.api.cover_shapes import (
    AnswerCover,
    CoverFilter,
    CoverRowSerializer,
    CoverSerializer,
    OfferCover,
)
from cases.models import Case, Cover
from rows.reading import house

ROWS = CoverRowSerializer(many=True)
# A command's answer is never a page; told as it stands, since a list's serializer reads as one.
OFFERED = {"type": "array", "items": {"$ref": "#/components/schemas/CoverRow"}}


@extend_schema_view(list=extend_schema(responses=ROWS))
class CoverViewSet(mixins.ListModelMixin, GenericViewSet[Cover]):
    """Covers of the cases in your sight, those offered to you, and those you gave."""

    queryset = Cover.objects.none()
    serializer_class = CoverRowSerializer
    filterset_class = CoverFilter
    lookup_value_regex = ROW_ID
    ordering = ("-starts_at", "pk")

    def get_queryset(self) -> QuerySet[Cover]:
        reader = person(self.request)
        require(reader.role, Deed.COVER_CASE)
        rows: QuerySet[Cover] = Cover.objects.visible_to(reader).select_related(
            "case__key", "giver", "taker"
        )
        return rows

    def get_object(self) -> Cover:
        with house("tell of covers"):
            return super().get_object()

    def paginate_queryset(self, queryset: Any) -> Any:
        with house("tell of covers"):
            return super().paginate_queryset(queryset)

    @extend_schema(responses=CoverSerializer)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Give one with its note, once the case is open to you."""
        return self._whole(self.get_object())

    @extend_schema(
        request=OfferCover,
        responses={201: OFFERED, **REUSED},
        parameters=[KEY],
    )
    def create(self, request: Request) -> Response:
        """Offer your cases, or as a supervisor anyone's; each makes a cover of its own."""
        by = person(request)
        require(by.role, Deed.COVER_CASE)
        given = told(OfferCover, request)
        ids = _ids(given.pop("cases"), by)

        def command() -> Cover:
            made = services.offer_cover(case_ids=ids, by=by, now=timezone.now(), **given)
            return made[0]

        return once(request, command=command, show=self._offer, code=status.HTTP_201_CREATED)

    @extend_schema(request=AnswerCover, responses=ROWS)
    @action(detail=True, methods=["post"], filterset_class=None, pagination_class=None)
    def accept(self, request: Request, pk: str) -> Response:
        """Say yes to what was offered to you; all of it is taken, or nothing."""
        return self._answer(services.accept_cover)

    @extend_schema(request=AnswerCover, responses=ROWS)
    @action(detail=True, methods=["post"], filterset_class=None, pagination_class=None)
    def decline(self, request: Request, pk: str) -> Response:
        """Say no; whoever offered it sees that at once."""
        return self._answer(services.decline_cover)

    @extend_schema(request=None, responses=CoverSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Call off an offer that nobody has answered."""
        return self._act(services.withdraw_cover)

    @extend_schema(request=None, responses=CoverSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """Give a cover back, or end it before its hour."""
        return self._act(services.end_cover)

    def _answer(self, act: Callable[..., list[Cover]]) -> Response:
        found, by, now = self.get_object(), person(self.request), timezone.now()
        ids = [found.pk]
        if told(AnswerCover, self.request)["all"]:
            waiting = covering.offered_to(by, now=now).filter(offer=found.offer)
            ids = list(waiting.values_list("pk", flat=True)) or ids
        answered = act(cover_ids=ids, by=by, now=now)
        return Response(CoverRowSerializer(answered, many=True).data)

    def _act(self, act: Callable[..., Cover]) -> Response:
        found = self.get_object()
        told(StrictSerializer, self.request)
        act(cover_id=found.pk, by=person(self.request), now=timezone.now())
        return self._whole(self.get_object())

    def _whole(self, cover: Cover) -> Response:
        seen = Case.objects.visible_to(person(self.request)).filter(pk=cover.case_id).exists()
        return Response(CoverSerializer(cover, context={"sees_case": seen}).data)

    def _offer(self, pk: str) -> Any:
        """Give all that was offered together with this one."""
        mine = self.get_queryset()
        together = mine.filter(offer__in=mine.filter(pk=pk).values("offer")).order_by("case__code")
        with house("tell of covers"):
            return CoverRowSerializer(together, many=True).data


def _ids(codes: list[str], by: User) -> set[UUID]:
    """Give the cases that these codes name; one that is not in sight is not there."""
    wanted = {code.upper() for code in codes}
    found = dict(Case.objects.visible_to(by).filter(code__in=wanted).values_list("code", "pk"))
    if set(found) != wanted:
        raise Http404
    return set(found.values())
