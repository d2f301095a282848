"""The API's side of the step-up table; pages have theirs in accounts.middleware."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts import step_up
from accounts.rules.step_up import is_asked

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which reads the settings that name us

CODE = OpenApiParameter(
    step_up.HEADER,
    location=OpenApiParameter.HEADER,
    description="A code of your authenticator app, or one of your recovery codes; good once."
    " Asked for beside every token, and in a session whose last proof is no longer fresh.",
)
NEEDED = "Your role may not do this; or `step_up_needed`: send a code as `X-Step-Up`."
REFUSED = OpenApiExample(
    "No code, or one that is wrong or used up",
    value={
        "code": step_up.StepUpNeeded.default_code,
        "detail": step_up.StepUpNeeded.default_detail,
    },
)


class AskedAgain(BasePermission):
    """Ask for a code beside the token where the table says so; 403 `step_up_needed` without."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        bare: HttpRequest = request._request
        match = bare.resolver_match
        if match is not None and is_asked(match.view_name, str(bare.method)):
            step_up.ask_api(request)
        return True


def asks(route: str, method: str) -> bool:
    """Tell whether an operation asks for a code, by its route as the URLconf writes it."""
    return is_asked(_names().get(route, ""), method)


@cache
def _names() -> dict[str, str]:
    return dict(_walked(get_resolver().url_patterns, "", ""))


def _walked(
    patterns: Iterable[URLPattern | URLResolver], prefix: str, space: str
) -> Iterator[tuple[str, str]]:
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walked(one.url_patterns, route, one.namespace or space)
        elif one.name:
            yield route, f"{space}:{one.name}"
