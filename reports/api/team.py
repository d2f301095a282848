"""The team over the API: loads as the page shows them, and moving cases."""

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
from cases import services
from cases.api.base import person, told
from cases.models import Case, CaseMove
from reports.team import people


class LoadSerializer(serializers.Serializer[Any]):
    """One person's work now: a case weighs one, and one more for each live clock."""

    user_id = serializers.UUIDField()
    name = serializers.CharField()
    cases = serializers.IntegerField()
    covering = serializers.IntegerField()
    lent = serializers.IntegerField()
    clocks = serializers.IntegerField()
    late = serializers.IntegerField()
    next_due_at = serializers.DateTimeField(allow_null=True)
    load = serializers.IntegerField()


class MoveCases(StrictSerializer):
    case_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=500)
    from_id = serializers.UUIDField(allow_null=True, help_text="Whose they are; null: nobody's.")
    to_id = serializers.UUIDField(help_text="An advocate.")
    note = serializers.CharField(max_length=2000, help_text="Kept sealed on each case.")


class CaseMoveSerializer(serializers.ModelSerializer[CaseMove]):
    code = serializers.CharField(source="case.code", read_only=True)

    class Meta:
        model = CaseMove
        fields = ("code", "case_id", "giver_id", "taker_id", "together", "moved_at")
        read_only_fields = fields


@extend_schema(responses=LoadSerializer(many=True))
@api_view(["GET"])
def team(request: Request) -> Response:
    """Give who carries what now, the heaviest load first."""
    reader = person(request)
    require(reader.role, Deed.ASSIGN_CASE)
    found = people.team(reader, now=timezone.now())
    return Response(LoadSerializer([one.load for one in found.people], many=True).data)


@extend_schema(request=MoveCases, responses=CaseMoveSerializer(many=True))
@api_view(["POST"])
def move_cases(request: Request) -> Response:
    """Move cases of one advocate, or of nobody, to another: all of them, or none."""
    by = person(request)
    require(by.role, Deed.ASSIGN_CASE)
    given = told(MoveCases, request)
    try:
        moves = services.hand_over_cases(**given, by=by, now=timezone.now())
    except Case.DoesNotExist as gone:
        raise Http404 from gone
    return Response(CaseMoveSerializer(moves, many=True).data)
