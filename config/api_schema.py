"""The OpenAPI document: every route with every error that it can answer."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers

from config import api_step_up


class Refusal(serializers.Serializer[Any]):
    """Why not: a code for a machine, a sentence for a person."""

    code = serializers.CharField(help_text="A stable machine code, such as `parts_missing`.")
    detail = serializers.CharField(help_text="A sentence fit for a person.")
    field = serializers.CharField(required=False, help_text="The field meant, where there is one.")


class Invalid(serializers.Serializer[Any]):
    """Which fields need another value."""

    code = serializers.CharField(default="invalid")
    detail = serializers.CharField()
    fields = serializers.DictField(child=serializers.JSONField())  # type: ignore[assignment]


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "config.api_errors.Tokens"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token …`, made on your account page.",
        }


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "config.api_errors.BrowserSession"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


RULE_SAYS_NO = OpenApiResponse(
    Refusal,
    description="A rule refuses; nothing was written.",
    examples=[
        OpenApiExample(
            "A part is missing",
            value={"code": "parts_missing", "detail": "The notice still needs a signature."},
        )
    ],
)


class Schema(AutoSchema):
    """Add to each operation the refusals that any route of its kind can answer, and its code."""

    def get_override_parameters(self) -> list[Any]:
        return [api_step_up.CODE] if self._asks_for_a_code() else []

    def _asks_for_a_code(self) -> bool:
        return api_step_up.asks(self.path_regex, str(self.method))

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        # Not in get_response_serializers: @extend_schema(responses=…) goes past that one.
        declared = super()._get_response_bodies(direction)
        refusals = {code: no for code, no in self._refusals().items() if code not in declared}
        if "422" in declared:
            said = declared["422"]["description"]
            refusals["422"] = OpenApiResponse(Refusal, description=said)
        told = self._get_response_for_code
        json = ("application/json",)
        return declared | {
            code: told(no, code, json, direction)  # type: ignore[no-untyped-call]
            for code, no in refusals.items()
        }

    def _is_list(self) -> bool:
        return getattr(self.view, "action", "") == "list"

    def _is_paged(self) -> bool:
        return self._is_list() and getattr(self.view, "pagination_class", None) is not None

    def _refusals(self) -> dict[str, Any]:
        refusals: dict[str, Any] = {
            "401": OpenApiResponse(Refusal, description="No token, or one that was revoked."),
            "403": OpenApiResponse(Refusal, description="Your role may not do this."),
        }
        if self._asks_for_a_code():
            refusals["403"] = OpenApiResponse(
                Refusal, description=api_step_up.NEEDED, examples=[api_step_up.REFUSED]
            )
        if "{" in self.path or self.method == "POST":
            refusals["404"] = OpenApiResponse(
                Refusal, description="Not there, or not yours to see: the two are never told apart."
            )
        if self.method == "GET" and self._is_paged():
            if getattr(self.view, "filterset_class", None):
                wrong = OpenApiResponse(Invalid, description="A filter needs another value.")
                refusals["400"] = wrong
            refusals["404"] = OpenApiResponse(Refusal, description="That page's cursor is unknown.")
        if self.method == "POST":
            refusals["400"] = OpenApiResponse(Invalid, description="A field needs another value.")
            refusals["409"] = RULE_SAYS_NO
            refusals["413"] = OpenApiResponse(Refusal, description="More text than one call takes.")
            refusals["415"] = OpenApiResponse(Refusal, description="Only JSON is read; no files.")
        return refusals
