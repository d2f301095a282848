"""A create command that comes twice under one Idempotency-Key is done once.

    @extend_schema(
        request=OpenCaseSerializer, responses={201: CaseSerializer, **REUSED}, parameters=[KEY]
    )
    def create(self, request: Request) -> Response:
        command = OpenCaseSerializer(data=request.data)
        command.is_valid(raise_exception=True)
        return once(
            request,
            command=lambda: services.open_case(by=request.user, **command.validated_data),
            show=lambda pk: CaseSerializer(self.get_queryset().get(pk=pk)).data,
        )

`command` gives the row it made; `show` gives the answer for that row's id, the first time and
every time after. A refusal rolls the key back too, so a refused command may come again. Only
keyed digests of key and body are kept, and those for a week.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import CommandKey, User
from sealing import blind

HEADER = "Idempotency-Key"
LONGEST = 255
KEPT_FOR = timedelta(days=7)

KEY = OpenApiParameter(
    HEADER,
    location=OpenApiParameter.HEADER,
    description="Any text of your own, up to 255 characters. The same key with the same body"
    " gives the first answer again, with `Idempotent-Replay: true`, and makes nothing new.",
)
REUSED = {422: OpenApiResponse(description="This key was used for another command or body.")}


class KeyReused(APIException):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key was used for another command or another body."
    default_code = "idempotency_key_reused"


def once(
    request: Request,
    *,
    command: Callable[[], models.Model],
    show: Callable[[str], Any],
    code: int | Callable[[models.Model], int] = status.HTTP_201_CREATED,
) -> Response:
    """Answer with what the command made, or with what it made the first time.

    `code` may be asked of the row that the command gave: whether it was made just now, say.
    """
    key = request.headers.get(HEADER)
    if key is None:
        made = command()
        return Response(show(str(made.pk)), status=_code(code, made))
    _refuse_odd(key)
    user = cast(User, request.user)
    digests = _digests("key", key)
    asked = {"key_digest": digests[0]}
    bodies = _bodies(request)
    did = {"route": f"{request.method} {request.path}"[:200], "body_digest": bodies[0]}
    earlier = CommandKey.objects.filter(user=user, key_digest__in=digests[1:]).first()
    if earlier is not None:  # kept before the index key changed
        return _replayed(earlier, did["route"], bodies, show)
    with transaction.atomic():
        row = _claimed(user, asked, did)
        if row is not None:
            made = command()
            row.subject_id, row.status = str(made.pk), _code(code, made)
            row.save(update_fields=["subject_id", "status"])
            CommandKey.objects.filter(user=user, at__lt=Now() - KEPT_FOR).delete()
            return Response(show(row.subject_id), status=row.status)
    return _replayed(CommandKey.objects.get(user=user, **asked), did["route"], bodies, show)


def _code(code: int | Callable[[models.Model], int], made: models.Model) -> int:
    return code(made) if callable(code) else code


def _claimed(user: User, asked: dict[str, str], did: dict[str, str]) -> CommandKey | None:
    """Take the key; wait for whoever is at work under it, and give None when they succeed."""
    try:
        with transaction.atomic():
            return CommandKey.objects.create(user=user, **asked, **did)
    except IntegrityError:
        return None


def _replayed(
    row: CommandKey, route: str, bodies: list[str], show: Callable[[str], Any]
) -> Response:
    if row.route != route or row.body_digest not in bodies:
        raise KeyReused
    headers = {"Idempotent-Replay": "true"}
    return Response(show(row.subject_id), status=row.status, headers=headers)


def _refuse_odd(key: str) -> None:
    if not 0 < len(key) <= LONGEST or not key.isascii() or not key.isprintable():
        raise ValidationError({HEADER: [f"Give 1 to {LONGEST} printable ASCII characters."]})


def _bodies(request: Request) -> list[str]:
    return _digests("body", json.dumps(request.data, sort_keys=True, default=str))


def _digests(what: str, value: str) -> list[str]:
    # Keyed: a name in a body could be guessed from a plain hash in a stolen table.
    return blind.digests(value, column=f"accounts_commandkey.{what}")
