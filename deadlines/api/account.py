"""Reminders owed beside reminders sent, for a program that watches: counts and codes alone."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import Deed, require
from cases.api.base import person
from deadlines.services.reckoning import Reckoning, reckon

LONGEST = timedelta(days=35)
WEEK = timedelta(days=7)


class WindowSerializer(serializers.Serializer[Any]):
    """From when to when; unsaid: the last seven days."""

    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        until = attrs.get("until") or timezone.now()
        since = attrs.get("since") or until - WEEK
        if not timedelta(0) < until - since <= LONGEST:
            raise serializers.ValidationError(
                {"since": ["Ask for 35 days at most; `manage.py reconcile` reckons in all."]}
            )
        return {"since": since, "until": until}


class ReckoningSerializer(serializers.Serializer[Reckoning]):
    """The account of a window; counts of reminders unless they say steps, by code where by why."""

    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    ok = serializers.BooleanField(help_text="No difference was found.")
    owed = serializers.IntegerField(help_text="By the rules: a step and a person each.")
    told = serializers.IntegerField(help_text="Reminders that stand in the app.")
    read = serializers.IntegerField()
    missing = serializers.IntegerField(help_text="Owed to a person and never told.")
    unowed = serializers.IntegerField(help_text="Told to somebody to whom it was not owed.")
    mailed = serializers.IntegerField()
    dead = serializers.IntegerField(help_text="Mail that was given up.")
    repeated = serializers.IntegerField(help_text="Mail that may have come twice.")
    waiting = serializers.DictField(child=serializers.IntegerField(), help_text="Mail, by why.")
    not_mailed = serializers.DictField(child=serializers.IntegerField(), help_text="By why.")
    steps = serializers.IntegerField()
    steps_sent = serializers.IntegerField()
    steps_late = serializers.IntegerField(help_text="Of those sent: more than five minutes late.")
    steps_missing = serializers.IntegerField()
    steps_skipped = serializers.DictField(child=serializers.IntegerField(), help_text="By why.")
    differences = serializers.DictField(child=serializers.IntegerField(), help_text="By code.")


@extend_schema(
    operation_id="reminder_account",
    tags=["reminders"],
    parameters=[
        OpenApiParameter("since", OpenApiTypes.DATETIME, description="Unsaid: a week before."),
        OpenApiParameter("until", OpenApiTypes.DATETIME, description="Unsaid: now. Not included."),
    ],
    responses=ReckoningSerializer,
)
@api_view(["GET"])
def reminder_account(request: Request) -> Response:
    """Account for every reminder of a window, owed beside sent; supervisors and administrators."""
    require(person(request).role, Deed.SEE_SYSTEM)
    window = WindowSerializer(data=request.query_params)
    window.is_valid(raise_exception=True)
    return Response(ReckoningSerializer(reckon(**window.validated_data)).data)
