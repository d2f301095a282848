"""Sending the digits of one file, and nothing else, to the agency that was named.

The house fetches nothing (ADR 0003), and its linter bans this library. The ban is lifted for this
one module, which no server loads: here a person sends their own digits to their own agency.
"""

import json
import urllib.error
import urllib.request
from http.client import HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit
from uuid import UUID

HERE = {"localhost", "127.0.0.1", "::1"}
SECONDS = 30
FIELDS = (
    "pdq", "quality", "phash", "sha256", "md5", "byte_length", "width", "height", "mime",
    "producer", "rule_version",
)  # fmt: skip


class NotSent(Exception):
    """Why nothing was sent, or was not kept, in words for a person."""


class _NoDetour(urllib.request.HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0917 - the library's own signature
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str,
        headers: HTTPMessage, newurl: str,
    ) -> None:  # fmt: skip
        """Follow nobody elsewhere: the token is for the agency that was named."""


def address(url: str, item: str) -> str:
    """Give where the digits go; only https, or this very computer."""
    parts = urlsplit(url.strip())
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise NotSent("the address must begin with https://, so that nobody reads along")
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise NotSent("give the agency's own address, as in https://reclaim.example.org")
    try:
        row = UUID(item)
    except ValueError:
        raise NotSent("the item is named by its id, as its page shows it") from None
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/api/v1/evidence/{row}/fingerprints/"


def token_in(file: Path) -> str:
    """Read the token from a file: what stands in a command can be read by others."""
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise NotSent(f"no token could be read from {file}") from None
    if not token.isascii() or not token.isalnum():
        raise NotSent(f"{file} holds no token")
    return token


def body_of(fields: dict[str, Any]) -> dict[str, Any]:
    """Give what is sent: digits and facts of the file, never its name or any of its bytes."""
    return {name: fields[name] for name in FIELDS if fields.get(name) not in (None, "")}


def post(to: str, token: str, body: dict[str, Any]) -> str:
    """Send it, and give what the agency's Reclaim answers, in words."""
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked by `address`
        to,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Token {token}", "Content-Type": "application/json"},
        method="POST",
    )
    try:
        with urllib.request.build_opener(_NoDetour).open(request, timeout=SECONDS):
            return "Kept by the agency."
    except urllib.error.HTTPError as no:
        raise NotSent(_said(no)) from None
    except (urllib.error.URLError, TimeoutError, OSError):
        raise NotSent("the agency's address did not answer") from None


def _said(no: urllib.error.HTTPError) -> str:
    if no.code in {401, 403}:
        return "the token is not accepted, or may not do this"
    if no.code == 404:  # noqa: PLR2004 - not found
        return "there is no such item among those that this token's person works on"
    try:
        told = json.loads(no.read(20_000))
        return str(told.get("detail") or told.get("message") or told)[:500]
    except (ValueError, AttributeError, OSError):
        return f"the agency's Reclaim answered {no.code}"
