"""A request with its clocks, or with the reason that it has none."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from deadlines import face
from deadlines.api.shapes import ClockRowSerializer
from deadlines.models import Unclocked
from deadlines.rules.hours import ClosedAs
from removal.api import RemovalRequestSerializer
from removal.models import RemovalRequest
from removal.rules.words import Status

NO_RECEIPT = {Status.DRAFT.value: "not_submitted", Status.SUBMITTED.value: "no_receipt"}


class NoClockSerializer(serializers.Serializer[Any]):
    """Why no hours run: a code, and a sentence fit for a person."""

    reason = serializers.CharField(
        help_text="asked_intermediary, platform_excluded, no_fixed_hours, not_in_force or"
        " parts_missing;"
        " not_submitted, no_receipt or ended_without_receipt when no receipt is recorded."
    )
    words = serializers.CharField()


class RequestWithClocksSerializer(RemovalRequestSerializer):
    """A request whole, with the clocks that its receipt started or why it started none.

    Load `clocks` and `unclocked` with it.
    """

    clocks = serializers.SerializerMethodField()
    no_clock = serializers.SerializerMethodField()

    class Meta(RemovalRequestSerializer.Meta):
        fields = [*RemovalRequestSerializer.Meta.fields, "clocks", "no_clock"]
        read_only_fields = fields

    @extend_schema_field(ClockRowSerializer(many=True))
    def get_clocks(self, request: RemovalRequest) -> Any:
        return ClockRowSerializer(request.clocks.all(), many=True, context=self.context).data

    @extend_schema_field(NoClockSerializer(allow_null=True))
    def get_no_clock(self, request: RemovalRequest) -> Any:
        acts = [clock for clock in request.clocks.all() if clock.course_id is None]
        if any(clock.closed_as != ClosedAs.UNCLOCKED for clock in acts):
            return None
        unclocked: Unclocked | None = getattr(request, "unclocked", None)
        drawn = face.without_clock(request, unclocked)
        without = NO_RECEIPT.get(request.status, "ended_without_receipt")
        return {
            "reason": unclocked.reason if unclocked else without,
            "words": drawn.why_none or f"{drawn.words}. {drawn.rule_words}",
        }
