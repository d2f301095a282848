"""Hand-overs to an attorney that are planned for a moment."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_shapes import Moment, StrictSerializer
from accounts.idempotency import KEY, REUSED
from cases import services
from cases.api.base import CODE, OfCases, person
from cases.api.work import ONE, ROW
from cases.models import PlannedHandover


class HandoverSerializer(serializers.ModelSerializer[PlannedHandover]):
    """A planned hand-over; the release is asked for when it is planned, and again when it runs."""

    attorney_id = serializers.UUIDField(read_only=True)
    because = serializers.CharField(
        read_only=True, allow_blank=True, help_text="Why one stopped: the code of the rule."
    )

    class Meta:
        model = PlannedHandover
        fields = [
            "id", "attorney_id", "at", "state", "because", "planned_under", "planned_at",
            "done_under", "ended_at",
        ]  # fmt: skip
        read_only_fields = fields


class PlanHandover(StrictSerializer):
    user_id = serializers.UUIDField(help_text="The attorney.")
    at = Moment(help_text="When the case is handed over; a release must hold now, and then.")


class HandoverCommands(OfCases):
    @extend_schema(methods=["get"], responses=HandoverSerializer(many=True), parameters=[CODE])
    @extend_schema(
        methods=["post"],
        request=PlanHandover,
        responses={201: HandoverSerializer, **REUSED},
        parameters=[CODE, KEY],
    )
    @action(detail=True, methods=["get", "post"], filterset_class=None, pagination_class=None)
    def handovers(self, request: Request, code: str) -> Response:
        """Read what is planned and what became of it, or plan a hand-over to an attorney."""
        mine = PlannedHandover.objects.visible_to(person(request)).for_display()
        if request.method == "GET":
            rows = mine.filter(case=self.get_object())
            return Response(HandoverSerializer(rows, many=True).data)
        return self._make(services.plan_handover, PlanHandover, mine, HandoverSerializer)

    @extend_schema(request=None, responses=HandoverSerializer, parameters=[CODE, ROW])
    @action(detail=True, methods=["post"], url_path=f"handovers/{ONE}/withdraw")
    def withdraw_handover(self, request: Request, code: str, row_id: str) -> Response:
        """Call a planned hand-over off."""
        mine = PlannedHandover.objects.visible_to(person(request))
        planned = mine.get(pk=row_id, case=self.get_object())
        ended = services.withdraw_handover(
            handover_id=planned.pk, by=person(request), now=timezone.now()
        )
        return Response(HandoverSerializer(ended).data)
