"""A purged case in the API: 410 for whatever is asked of it, once it is known who asks."""

from typing import Any

from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import User
from cases.models.key import PURGED
from keeping.gone import purged_case


class Purged(APIException):
    status_code = status.HTTP_410_GONE
    default_detail = PURGED
    default_code = "purged"


class NotPurged(BasePermission):
    """Pass for whatever is of no purged case; a default of every route."""

    def has_permission(self, request: Request, view: Any) -> bool:
        match = request.resolver_match
        if match is None or not match.kwargs or not isinstance(request.user, User):
            return True
        if purged_case(match, request.user) is not None:
            raise Purged
        return True
