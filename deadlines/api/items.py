"""What became of a listing: the commands on an item that may move a clock."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from cases.api.base import person, told
from deadlines.api import commands
from deadlines.services import exchange
from evidence import api as evidence
from evidence.models import ListingFact


class ItemViewSet(evidence.ItemViewSet):
    @extend_schema(
        request=commands.RecordOutcome,
        responses={200: evidence.ItemSerializer, **REUSED},
        parameters=[KEY],
    )
    @action(detail=True, methods=["post"])
    def outcome(self, request: Request, pk: str) -> Response:
        """Record what was found; every request under way that lists the item is settled with it."""
        item = self.get_object()
        given = told(commands.RecordOutcome, request)
        return once(
            request,
            command=lambda: exchange.record_outcome(
                item_id=item.pk, by=person(request), now=timezone.now(), **given
            ),
            show=self._whole,
            code=200,
        )

    @extend_schema(request=commands.RetractOutcome, responses=evidence.ItemSerializer)
    @action(detail=True, methods=["post"])
    def retract(self, request: Request, pk: str) -> Response:
        """Take back a fact recorded by mistake; it stays, struck out, and clocks may run again."""
        item = self.get_object()
        mine = ListingFact.objects.visible_to(person(request)).filter(item=item)
        fact = get_object_or_404(mine, pk=told(commands.RetractOutcome, request)["fact"])
        exchange.retract_outcome(fact_id=fact.pk, by=person(request), now=timezone.now())
        return Response(self._whole(str(item.pk)))
