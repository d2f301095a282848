"""How long each kind is kept, what comes due and what waits, over the API."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api_shapes import StrictSerializer
from accounts.rules import Deed, require
from cases.api.base import person, told
from cases.models import Case
from cases.rules.spoken import choices
from keeping.api.shapes import HoldSerializer, PurgeSerializer
from keeping.models import LegalHold, Purge
from keeping.rules.parts import PARTS
from keeping.rules.policy import AHEAD, CHECKED, ENDS, LEAST
from keeping.rules.policy import MOST as MOST_DAYS
from keeping.services import retention as services
from keeping.standing import coming_due, policies, policy_of

MOST = 200


class PolicySerializer(serializers.Serializer[Any]):
    """One kind's time in force: `days` is null where it goes with its case, or stays."""

    kind = serializers.CharField(source="kind.code")
    title = serializers.CharField(source="kind.title")
    days = serializers.IntegerField(allow_null=True)
    starts = serializers.CharField(source="kind.starts", allow_blank=True)
    ends = serializers.ChoiceField(source="kind.ends", choices=choices(ENDS))
    why = serializers.CharField(source="kind.why")
    mark = serializers.CharField(
        source="kind.mark", allow_blank=True, help_text="V: read in its source; U: not."
    )
    may_change = serializers.BooleanField()
    set_at = serializers.DateTimeField(source="change.set_at", default=None, allow_null=True)
    set_by = serializers.UUIDField(source="change.set_by_id", default=None, allow_null=True)


class DueSerializer(serializers.Serializer[Any]):
    """A case, or a part of one, whose time is nearly over; nothing goes by time alone."""

    case = serializers.CharField(source="case.code")
    what = serializers.ChoiceField(source="part", choices=choices(PARTS))
    due_at = serializers.DateTimeField()
    is_held = serializers.BooleanField()
    is_proposed = serializers.BooleanField()


class RetentionSerializer(serializers.Serializer[Any]):
    checked_on = serializers.DateField()
    policies = PolicySerializer(many=True)
    due = DueSerializer(many=True, help_text=f"Within {AHEAD.days} days; {MOST} at most.")
    more_due = serializers.IntegerField()
    waiting = PurgeSerializer(many=True)
    holds = HoldSerializer(many=True)


class SetSpan(StrictSerializer):
    days = serializers.IntegerField(
        allow_null=True,
        help_text=f"{LEAST} to {MOST_DAYS}; null, where a kind may go with its case.",
    )


@extend_schema(responses=RetentionSerializer)
@api_view(["GET"])
def retention(request: Request) -> Response:
    """Give how long each kind is kept and why, what comes due, what waits, and the holds."""
    by = person(request)
    require(by.role, Deed.SET_RETENTION)
    due = coming_due(Case.objects.visible_to(by), by=timezone.now() + AHEAD)
    whole = {
        "checked_on": CHECKED,
        "policies": policies(),
        "due": due[:MOST],
        "more_due": max(0, len(due) - MOST),
        "waiting": Purge.objects.visible_to(by).open().for_display(),
        "holds": LegalHold.objects.visible_to(by).standing().for_display(),
    }
    return Response(RetentionSerializer(whole).data)


@extend_schema(request=SetSpan, responses=PolicySerializer)
@api_view(["POST"])
def set_span(request: Request, kind: str) -> Response:
    """Set for how many days a kind is kept; it holds for what is there already too."""
    by = person(request)
    require(by.role, Deed.SET_RETENTION)
    if policy_of(kind) is None:
        raise Http404
    services.set_span(kind=kind, by=by, now=timezone.now(), **told(SetSpan, request))
    return Response(PolicySerializer(policy_of(kind)).data)
