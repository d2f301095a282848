"""Days that remedies hang on, over the API."""

from rest_framework import serializers

from accounts.api_shapes import StrictSerializer
from cases.rules.spoken import choices
from restitution.api.desk_shapes import REMEDY
from restitution.models import Day
from restitution.rules.telling import DAYS


class RestitutionDaySerializer(serializers.ModelSerializer[Day]):
    case = serializers.CharField(source="case.code", read_only=True)
    words = serializers.CharField(read_only=True)

    class Meta:
        model = Day
        fields = ["id", "case", "kind", "on", "remedy", "words", "recorded_at", "ended_at"]
        read_only_fields = fields


class AddDay(StrictSerializer):
    kind = serializers.ChoiceField(choices=choices(DAYS))
    on = serializers.DateField()
    remedy = serializers.ChoiceField(choices=REMEDY, required=False, allow_blank=True)
    words = serializers.CharField(required=False, allow_blank=True, max_length=300)
