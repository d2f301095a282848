"""How the API is read, paged, refused and described; config/settings.py takes it in."""

from typing import Any

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "config.api_errors.Tokens",
        "config.api_errors.BrowserSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["config.api_json.Json"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "config.api_pages.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "config.api_schema.Schema",
    "EXCEPTION_HANDLER": "config.api_errors.answer",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
REST_KNOX = {"TOKEN_TTL": None, "AUTH_HEADER_PREFIX": "Token", "AUTO_REFRESH": False}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Reclaim",
    "VERSION": "1",
    "DESCRIPTION": "Rows are read; they change only through named commands.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "CaseStatus": "config.api_names.CASE_STATUS",
        "RequestStatus": "config.api_names.REQUEST_STATUS",
        "ComplaintStatus": "complaints.rules.words.Status",
        "AssignmentKind": "config.api_names.ASSIGNMENT",
        "AuthorityKind": "config.api_names.AUTHORITY",
        "Harm": "config.api_names.HARM",
        "ReleaseInformation": "config.api_names.RELEASE_INFORMATION",
        "ReleasePurpose": "config.api_names.RELEASE_PURPOSE",
        "ReleaseRecipient": "config.api_names.RELEASE_RECIPIENT",
        "FactKind": "config.api_names.FACT",
        "SeenBy": "config.api_names.PERSON_WHO_LOOKED",
        "LawConnection": "config.api_names.LAW_CONNECTION",
        "LawMaker": "config.api_names.LAW_MAKER",
        "LawEvent": "config.api_names.LAW_EVENT",
        "LawEnding": "config.api_names.LAW_ENDING",
        "AnswerKind": "config.api_names.ANSWER",
        "ReceiptBasis": "config.api_names.RECEIPT_BASIS",
        "WithdrawnBecause": "config.api_names.WITHDRAWAL",
        "ClockState": "config.api_names.CLOCK_STATE",
        "SubmissionChannel": "config.api_names.SUBMISSION_CHANNEL",
        "IntakeChannel": "config.api_names.INTAKE_CHANNEL",
        "YesNoUnknown": "config.api_names.YES_NO_UNKNOWN",
    },
}
