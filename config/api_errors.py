"""How the API says no: one shape, a machine's code and a person's sentence."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.utils import timezone
from knox.auth import TokenAuthentication
from rest_framework import exceptions, status
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import ROLE_MAY_NOT
from accounts.services import note_use
from audit.rules import NotAllowed
from rows.reading import read_as


class Tokens(TokenAuthentication):  # type: ignore[misc]  # knox ships no types
    """`Authorization: Token …`, kept hashed: its owner reads from here on, its use is noted."""

    def authenticate(self, request: Request) -> Any:
        found = super().authenticate(request)
        if found is not None:
            read_as(found[0].pk)
            note_use(token=found[1], now=timezone.now())
        return found


class BrowserSession(SessionAuthentication):
    """A signed-in browser reading the API; it answers 401, as a missing token does."""

    def authenticate_header(self, request: Request) -> str:
        return "Token"


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Give the answer for a refusal, or None for a fault of ours (then it is a 500)."""
    if isinstance(error, NotAllowed):
        return _refused(error)
    if isinstance(error, ObjectDoesNotExist | Http404):
        return _plain(404, "not_found", "There is nothing here that you may see.")
    if isinstance(error, exceptions.ValidationError):
        body = {
            "code": "invalid",
            "detail": "Some fields need another value.",
            "fields": _by_field(error.detail),
        }
        return Response(body, status=status.HTTP_400_BAD_REQUEST)
    return _framework(error, context)


def _refused(error: NotAllowed) -> Response:
    body = {"code": error.code, "detail": error.sentence}
    if error.field:
        body["field"] = error.field
    return Response(body, status=403 if error.code == ROLE_MAY_NOT else 409)


def _by_field(detail: Any) -> dict[str, Any]:
    return detail if isinstance(detail, dict) else {"body": detail}


def _framework(error: Exception, context: dict[str, Any]) -> Response | None:
    from rest_framework.views import exception_handler  # it reads the settings that name us

    response = exception_handler(error, context)
    if response is None:
        return None
    code = "forbidden" if isinstance(error, PermissionDenied) else _code_of(error)
    detail = getattr(error, "detail", None) or "You may not do this."
    response.data = {"code": code, "detail": str(detail)}
    return response


def _code_of(error: Exception) -> str:
    codes = error.get_codes() if isinstance(error, exceptions.APIException) else "error"
    return codes if isinstance(codes, str) else "error"


def _plain(code: int, name: str, sentence: str) -> Response:
    return Response({"code": name, "detail": sentence}, status=code)
