"""The trail over the API: who did what, and the check of every chain."""

from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import api_view
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import Deed, require
from audit import checking
from audit.models import TrailCheck
from cases import services, timeline
from cases.activity import ActivityFilter, kind_of, page_of
from cases.api.base import person

MOST = 200
ASKED = [
    OpenApiParameter("action", OpenApiTypes.STR, description="A kind, a part, or an act."),
    OpenApiParameter("person", OpenApiTypes.STR, description="An id; house is Reclaim itself."),
    OpenApiParameter("case", OpenApiTypes.STR, description="A case's code."),
    OpenApiParameter("since", OpenApiTypes.DATE, description="The first day."),
    OpenApiParameter("until", OpenApiTypes.DATE, description="The last day, included."),
    OpenApiParameter("before", OpenApiTypes.STR, description="`earlier` of the page before."),
]  # fmt: skip


class ActSerializer(serializers.Serializer[timeline.Told]):
    """One act in words; what an attorney keeps apart says that it was and no more."""

    at = serializers.DateTimeField()
    by = serializers.CharField()
    by_id = serializers.CharField(help_text="Nothing where Reclaim acted by itself.")
    action = serializers.CharField()
    kind = serializers.SerializerMethodField()
    words = serializers.CharField()
    detail = serializers.CharField()
    case = serializers.CharField(source="code", help_text="Nothing where it is of no case.")

    def get_kind(self, told: timeline.Told) -> str:
        return kind_of(told.action).value


class ActivitySerializer(serializers.Serializer[Any]):
    acts = ActSerializer(many=True)
    earlier = serializers.CharField(help_text="Where the next page goes on; nothing at the end.")


class TrailCheckSerializer(serializers.ModelSerializer[TrailCheck]):
    """One walk over every chain."""

    is_silent = serializers.SerializerMethodField(help_text="Nobody walks; run the command.")

    class Meta:
        model = TrailCheck
        fields = ("state", "asked_at", "began_at", "ended_at", "entries", "expected", "chains",
                  "broken_in_all", "broken", "trouble", "is_silent")  # fmt: skip
        read_only_fields = fields

    def get_is_silent(self, check: TrailCheck) -> bool:
        return checking.is_silent(check, timezone.now())


@extend_schema(responses=ActivitySerializer, parameters=ASKED)
@api_view(["GET"])
def activity(request: Request) -> Response:
    """Give two hundred acts, newest first; nobody named is every person."""
    reader = person(request)
    require(reader.role, Deed.SEE_ACTIVITY)
    form = ActivityFilter(request.query_params)
    if not form.is_valid():
        raise ValidationError(
            {name: [str(one) for one in said] for name, said in form.errors.items()}
        )
    found = page_of(**form.cleaned_data, before=request.query_params.get("before", ""), most=MOST)
    acts = timeline.told(found.rows, reader=reader, whole=False)
    return Response(ActivitySerializer({"acts": acts, "earlier": found.earlier}).data)


@extend_schema(methods=["GET"], responses=TrailCheckSerializer(many=True))
@extend_schema(methods=["POST"], request=None, responses={202: TrailCheckSerializer})
@api_view(["GET", "POST"])
def trail_check(request: Request) -> Response:
    """Give the last checks of the trail, or ask for one; one under way serves whoever asks."""
    by = person(request)
    require(by.role, Deed.SEE_ACTIVITY)
    if request.method == "POST":
        check = services.ask_check(by=by, now=timezone.now())
        return Response(TrailCheckSerializer(check).data, status=status.HTTP_202_ACCEPTED)
    return Response(TrailCheckSerializer(checking.latest()[:10], many=True).data)
