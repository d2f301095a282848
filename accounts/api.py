"""Who a token stands for."""

from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.rules import Deed


class MeSerializer(serializers.ModelSerializer[User]):
    """The person a token stands for, and what that person's role may do."""

    may = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["id", "name", "email", "role", "time_zone", "may"]
        read_only_fields = fields

    def get_may(self, user: User) -> list[str]:
        return [deed.value for deed in Deed if user.may(deed)]


@extend_schema(responses=MeSerializer, operation_id="me")
@api_view(["GET"])
def me(request: Request) -> Response:
    """Give the person this request is made by."""
    return Response(MeSerializer(cast(User, request.user)).data)
