"""How a cover looks over the API, what may be asked of a list of them, and what commands take."""

from collections.abc import Sequence
from datetime import datetime

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from rest_framework import serializers

from accounts.api_filters import MomentFilter
from accounts.api_shapes import Moment, StrictSerializer
from cases.models import Cover
from cases.models.cover import HELD, UNANSWERED
from cases.rules.cover import STATES, CoverState
from cases.rules.spoken import choices

MOST_CASES = 200


class CoverRowSerializer(serializers.ModelSerializer[Cover]):
    """A case lent for some hours: its code and who, and nothing of the person it is about."""

    case = serializers.CharField(source="case.code", read_only=True)
    giver_id = serializers.UUIDField(read_only=True)
    giver = serializers.CharField(source="giver.name", read_only=True)
    taker_id = serializers.UUIDField(read_only=True)
    taker = serializers.CharField(source="taker.name", read_only=True)
    offer = serializers.UUIDField(read_only=True, help_text="What was offered in one go shares it.")
    state = serializers.SerializerMethodField(help_text="As it stands at this moment.")

    class Meta:
        model = Cover
        fields = [
            "id", "case", "giver_id", "giver", "taker_id", "taker", "offer", "state", "offered_at",
            "answer_by", "starts_at", "ends_at", "accepted_at", "declined_at", "withdrawn_at",
            "escalated_at", "ended_at", "ended_as",
        ]  # fmt: skip
        read_only_fields = fields

    def get_state(self, cover: Cover) -> str:
        return cover.state(timezone.now()).value


class CoverSerializer(CoverRowSerializer):
    """A cover whole, with its note where the case is in your sight."""

    note = serializers.SerializerMethodField(
        help_text="Empty until the hours begin: the taker reads it once the case is open to them."
    )

    class Meta(CoverRowSerializer.Meta):
        fields = [*CoverRowSerializer.Meta.fields, "note"]
        read_only_fields = fields

    def get_note(self, cover: Cover) -> str:
        return str(cover.note) if self.context["sees_case"] else ""


class OfferCover(StrictSerializer):
    """Offer cases to a colleague from one hour to another; without `answer_by`, the usual hour."""

    cases = serializers.ListField(
        child=serializers.CharField(max_length=20), allow_empty=False, max_length=MOST_CASES
    )
    taker_id = serializers.UUIDField()
    starts_at = Moment()
    ends_at = Moment(help_text="Not included; two weeks after the start at most.")
    answer_by = Moment(required=False, allow_null=True)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class AnswerCover(StrictSerializer):
    all = serializers.BooleanField(
        default=False, help_text="All that was offered in the same go and still waits."
    )


def standing(states: Sequence[str], now: datetime) -> Q:
    """Give the question that finds the covers that stand so at a moment."""
    # fmt: off
    table = {
        CoverState.OFFERED:   Q(UNANSWERED, ends_at__gt=now),
        CoverState.LAPSED:    Q(UNANSWERED, ends_at__lte=now),
        CoverState.DECLINED:  Q(declined_at__isnull=False),
        CoverState.WITHDRAWN: Q(withdrawn_at__isnull=False),
        CoverState.TO_COME:   Q(HELD, starts_at__gt=now),
        CoverState.ACTIVE:    Q(HELD, starts_at__lte=now, ends_at__gt=now),
        CoverState.OVER:      Q(HELD, ends_at__lte=now),
        CoverState.ENDED:     Q(ended_at__isnull=False),
    }
    # fmt: on
    found = Q(pk__in=[])
    for state in states:
        found |= table[CoverState(state)]
    return found


class CoverFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    state = django_filters.MultipleChoiceFilter(method="stands", choices=choices(STATES))
    case = django_filters.CharFilter(field_name="case__code", lookup_expr="iexact")
    offer = django_filters.UUIDFilter()
    giver = django_filters.UUIDFilter(field_name="giver_id")
    taker = django_filters.UUIDFilter(field_name="taker_id")
    ends_after = MomentFilter(field_name="ends_at", lookup_expr="gt")
    starts_before = MomentFilter(field_name="starts_at", lookup_expr="lt")

    class Meta:
        model = Cover
        fields = ["offer"]

    def stands(
        self, covers: "QuerySet[Cover]", name: str, value: Sequence[str]
    ) -> "QuerySet[Cover]":
        return covers.filter(standing(value, timezone.now())) if value else covers
