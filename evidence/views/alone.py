"""A page that can reach nobody while it is open: its policy, and its icons drawn in the page."""

from functools import cache
from pathlib import Path
from typing import Any, cast

from csp.decorators import csp
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import SafeString

# No connection, no picture, no frame: what the page needs is loaded before a file can be chosen,
# and only the form leads out (ADR 0036).
NONE = ("default-src", "connect-src", "img-src", "base-uri", "frame-ancestors")
OURS = ("script-src", "worker-src", "style-src", "form-action")
NOBODY = {**dict.fromkeys(NONE, "'none'"), **dict.fromkeys(OURS, "'self'")}
# A worker keeps the policy that it came with, not its page's.
WORKER = {"default-src": "'none'", "connect-src": "'none'", "script-src": "'self'"}


def page_alone(
    request: HttpRequest, template: str, page: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Draw a page under a policy that lets nothing out; even the sprite would be a picture."""
    response = render(request, template, {**page, "sprite": _sprite()}, status=status)
    outside = f'href="{static("reclaim/sprite.svg")}#'
    response.content = response.content.replace(outside.encode(), b'href="#icon-')
    return cast(HttpResponse, csp(NOBODY)(lambda _: response)(request))


@cache
def _sprite() -> SafeString:
    drawn = Path(str(finders.find("reclaim/sprite.svg"))).read_text()
    return SafeString(drawn.replace("<svg ", "<svg hidden ", 1).replace(' id="', ' id="icon-'))
