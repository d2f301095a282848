"""What happens to a request after its submission, and the clocks that it moves."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from audit.rules import NotAllowed
from cases.api.base import person, told
from deadlines.api import commands
from deadlines.api.laws import LawActions
from deadlines.api.with_clocks import RequestWithClocksSerializer
from deadlines.models import Clock
from deadlines.services import exchange
from deadlines.services.receipts import record_receipt
from removal.models import RemovalRequest

WHOLE = RequestWithClocksSerializer
ONCE = {200: WHOLE, **REUSED}


@extend_schema_view(
    retrieve=extend_schema(responses=WHOLE),
    create=extend_schema(responses={201: WHOLE, **REUSED}),
    change=extend_schema(responses=WHOLE),
    submission=extend_schema(responses=WHOLE),
    cure=extend_schema(responses={201: WHOLE, **REUSED}),
    process=extend_schema(responses=WHOLE),
    conduct=extend_schema(responses=WHOLE),
)
class RemovalRequestViewSet(LawActions):
    def get_queryset(self) -> QuerySet[RemovalRequest]:
        rows = super().get_queryset()
        if self.action == "list":
            return rows
        clocks = Prefetch("clocks", Clock.objects.for_display().order_by("due_at", "pk"))
        return rows.select_related("unclocked").prefetch_related(clocks)

    @extend_schema(request=commands.RecordReceipt, responses=ONCE, parameters=[KEY])
    @action(detail=True, methods=["post"])
    def receipt(self, request: Request, pk: str) -> Response:
        """Record when the platform received it: clocks start, move, or say why none runs."""
        found = self.get_object()
        return self._once(found, record_receipt, told(commands.RecordReceipt, request))

    @extend_schema(request=commands.RecordAnswer, responses=ONCE, parameters=[KEY])
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Record what the platform said; no answer stops a clock."""
        found = self.get_object()
        return self._once(found, exchange.record_answer, told(commands.RecordAnswer, request))

    @extend_schema(request=commands.RecordOutcomeOfListing, responses=ONCE, parameters=[KEY])
    @action(detail=True, methods=["post"])
    def outcome(self, request: Request, pk: str) -> Response:
        """Record what was found of one of its listings; all seen gone resolves the request."""
        found = self.get_object()
        given = told(commands.RecordOutcomeOfListing, request)
        item_id = given.pop("item")
        if not found.listings.filter(item=item_id).exists():
            raise NotAllowed(
                "This request does not list that item.", code="not_listed", field="item"
            )

        def record(*, request_id: Any, **facts: Any) -> RemovalRequest:
            exchange.record_outcome(item_id=item_id, **facts)
            return found

        return self._once(found, record, given)

    @extend_schema(request=commands.WithdrawRequest, responses=WHOLE)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """End a request that nobody wants any longer; its clocks stop, its ledger stays."""
        return self._act(exchange.withdraw, commands.WithdrawRequest)

    def _once(
        self, found: RemovalRequest, act: Callable[..., RemovalRequest], given: dict[str, Any]
    ) -> Response:
        """Run a command on this request, once an Idempotency-Key, and give it as it now is."""
        who = person(self.request)
        return once(
            self.request,
            command=lambda: act(request_id=found.pk, by=who, now=timezone.now(), **given),
            show=self._whole,
            code=200,
        )

    def _told(self, found: RemovalRequest) -> Any:
        return WHOLE(found, context={"now": timezone.now()}).data
