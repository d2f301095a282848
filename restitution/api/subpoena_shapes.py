"""What answering a subpoena shows and takes over the API."""

from typing import Any

from rest_framework import serializers

from accounts.api_shapes import StrictSerializer
from cases.rules.spoken import choices
from restitution.rules.subpoena import NOTIFIED


class WithheldSerializer(serializers.Serializer[Any]):
    what = serializers.CharField()
    why = serializers.CharField()
    words = serializers.CharField()


class GivenSerializer(serializers.Serializer[Any]):
    information = serializers.CharField()
    rows = serializers.IntegerField(source="count")


class SubpoenaReleaseSerializer(serializers.Serializer[Any]):
    """One release to answer under: what would go, what stays and why."""

    release = serializers.UUIDField()
    recipient = serializers.CharField()
    ends_at = serializers.DateTimeField()
    limits = serializers.CharField()
    parts = GivenSerializer(many=True)
    withheld = WithheldSerializer(many=True)


class AnswerSubpoena(StrictSerializer):
    release = serializers.UUIDField()
    parts = serializers.ListField(child=serializers.CharField(max_length=11), max_length=20)
    notified = serializers.ChoiceField(choices=choices(NOTIFIED))
    decided = serializers.BooleanField()
    within_limits = serializers.BooleanField(required=False)
