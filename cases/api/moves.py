"""What was moved from a person or to them, over the API."""

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
from cases import moved, services
from cases.api.base import person, told
from cases.models import CaseMove


class MovedSerializer(serializers.Serializer[Any]):
    """Cases that came to the reader or went from them in one go, until they say they saw it."""

    together = serializers.UUIDField()
    came = serializers.BooleanField(help_text="False: they went from the reader.")
    other = serializers.CharField(help_text="Whom they came from or went to; nothing: nobody.")
    by = serializers.CharField()
    at = serializers.DateTimeField()
    codes = serializers.ListField(child=serializers.CharField())


class ReadMoves(StrictSerializer):
    together = serializers.UUIDField()


@extend_schema(responses=MovedSerializer(many=True))
@api_view(["GET"])
def moves(request: Request) -> Response:
    """Give what the reader was told of cases that changed hands, and has not said to have seen."""
    reader = person(request)
    require(reader.role, Deed.WORK_CASE)
    return Response(MovedSerializer(moved.told_to(reader), many=True).data)


@extend_schema(request=ReadMoves, responses=MovedSerializer(many=True))
@api_view(["POST"])
def read_moves(request: Request) -> Response:
    """Say that it was seen; twice changes nothing. Give what is still unseen."""
    by = person(request)
    require(by.role, Deed.WORK_CASE)
    together = told(ReadMoves, request)["together"]
    mine = CaseMove.objects.visible_to(by).told_to(by)
    if not mine.filter(together=together).exists():
        raise Http404
    services.read_moves(together=together, by=by, now=timezone.now())
    return Response(MovedSerializer(moved.told_to(by), many=True).data)
