"""A signed mark on a device that signed in before, so that guessers elsewhere keep no one out."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from sealing import blind

COOKIE = "__Host-device" if settings.SESSION_COOKIE_SECURE else "known_device"
KNOWN_FOR = 90 * 24 * 3600
SALT = "accounts.devices"


def known(request: HttpRequest, email: str) -> str:
    """Give the device's own name if it signed in with this e-mail before, else nothing."""
    try:
        mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return ""
    return str(mark["device"]) if mark["of"] == _of(email) else ""


def remember(response: HttpResponse, email: str, device: str) -> None:
    """Mark the device that signed in; the mark says nothing to whoever reads it."""
    mark = {"of": _of(email), "device": device or secrets.token_hex(8)}
    response.set_cookie(
        COOKIE,
        signing.dumps(mark, salt=SALT),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _of(email: str) -> str:
    return blind.blind(email.strip().lower(), column=SALT)
