"""A complaint drafted by hand; the ladder drafts those of a clock that ran out."""

from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.idempotency import KEY, REUSED, once
from cases.api.base import person, told
from complaints import api as complaints
from complaints.api.shapes import ComplaintSerializer
from deadlines.api import commands
from deadlines.services import exchange
from removal.models import RemovalRequest


class ComplaintViewSet(complaints.ComplaintViewSet):
    @extend_schema(
        request=commands.DraftComplaint,
        responses={201: ComplaintSerializer, 200: ComplaintSerializer, **REUSED},
        parameters=[KEY],
    )
    def create(self, request: Request) -> Response:
        """Draft a complaint on a request; 200 with the one that is there, when there is one."""
        asked = told(commands.DraftComplaint, request)["request"]
        mine = RemovalRequest.objects.visible_to(person(request))
        removal = get_object_or_404(mine, pk=asked)
        by, now = person(request), timezone.now()
        was_there = self.get_queryset().filter(request_id=asked).exists()

        def code(draft: Model) -> int:
            """Say whether this very command made it: of two at once, one did."""
            is_mine = (getattr(draft, "made_by_id", None), getattr(draft, "made_at", None))
            return 201 if is_mine == (by.pk, now) and not was_there else 200

        return once(
            request,
            command=lambda: exchange.draft_complaint(request_id=removal.pk, by=by, now=now),
            show=lambda pk: self.whole(self.get_queryset().get(pk=pk)),
            code=code,
        )
