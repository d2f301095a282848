"""The API's side of the step-up table; pages have theirs in accounts.middleware."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts import step_up
from accounts.rules.step_up import is_asked

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which reads the settings that name us


class AskedAgain(BasePermission):
    """Ask for a code beside the token where the table says so; 403 `step_up_needed` without."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        bare: HttpRequest = request._request
        match = bare.resolver_match
        if match is not None and is_asked(match.view_name, str(bare.method)):
            step_up.ask_api(request)
        return True
