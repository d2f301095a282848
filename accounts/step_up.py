"""A fresh proof of the second factor, before what matters most.

    @require_POST
    @step_up.required
    def export(request, code): ...

Signing in is a proof; it stays fresh for RECLAIM_STEP_UP_SECONDS. A page that is asked for is
simply asked for again after the proof. A form that was sent is *not* done: its sender proves, is
led back to the page it came from and reads that nothing was done yet. The API reads a code from
the header X-Step-Up, once a request; a code is used up by it as by any other.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from accounts import services
from accounts.rules.guessing import SHUT

CONFIRMED = "confirmed_at"
HEADER = "X-Step-Up"
PROVED = "step_up_proved"
SAFE = {"GET", "HEAD", "OPTIONS"}


class StepUpNeeded(APIException):
    status_code = status.HTTP_403_FORBIDDEN
    default_detail = f"Prove who you are for this: send a code as {HEADER}."
    default_code = "step_up_needed"


def mark(request: HttpRequest) -> None:
    """Note in the session that its person has just shown a second factor."""
    request.session[CONFIRMED] = timezone.now().timestamp()


def needs(request: Any) -> bool:
    """Tell whether this request has to show a second factor once more."""
    bare = getattr(request, "_request", request)  # the API wraps the request that came
    if getattr(bare, PROVED, False):
        return False
    by_token = getattr(bare, "auth", None) is not None  # a token has no session to be fresh
    since = 0.0 if by_token else bare.session.get(CONFIRMED, 0.0)
    age = timezone.now().timestamp() - since
    return not 0 <= age <= settings.RECLAIM_STEP_UP_SECONDS


def required(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ask for a fresh proof before this page, or this command of the API."""

    @wraps(view)
    def asked(*args: Any, **kwargs: Any) -> Any:
        request = next(one for one in args if isinstance(one, HttpRequest | Request))
        if isinstance(request, Request):
            ask_api(request)
            return view(*args, **kwargs)
        return ask(request) or view(*args, **kwargs)

    return asked


def ask(request: HttpRequest) -> HttpResponse | None:
    """Give the answer that leads to the proof, or None when there is a fresh one."""
    if not needs(request):
        return None
    is_read = request.method in SAFE and not request.headers.get("HX-Request")
    query = {"next": request.get_full_path()} if is_read else _back(request)
    to = f"{reverse('accounts:confirm')}?{urlencode(query)}"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(to)
    return HttpResponseRedirect(to)


def ask_api(request: Request) -> None:
    """Raise StepUpNeeded unless there is a fresh proof or the header brings one."""
    if not needs(request):
        return
    code = request.headers.get(HEADER, "")
    if not code:
        raise StepUpNeeded
    proof = services.confirm(user=cast(Any, request.user), given=code, now=timezone.now())
    if proof.wait:
        raise StepUpNeeded(f"Too many wrong codes. Try again in {proof.wait} seconds.")
    if proof.shut:
        raise StepUpNeeded(SHUT)
    if not proof:
        raise StepUpNeeded("This code is wrong, or was used already.")
    setattr(request._request, PROVED, True)


def there(request: HttpRequest, path: str) -> str:
    """Give the page of ours to lead on to; Today for anything else."""
    hosts, secure = {request.get_host()}, request.is_secure()
    if path.startswith("/") and url_has_allowed_host_and_scheme(
        path, allowed_hosts=hosts, require_https=secure
    ):
        return path
    return reverse("deadlines:today")


def _back(request: HttpRequest) -> dict[str, str]:
    """Give the page on which the form stood; what was sent is not kept anywhere."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    at = urlsplit(came_from)
    own = at.netloc == request.get_host()
    path = f"{at.path}?{at.query}" if at.query else at.path
    return {"next": path if own else "", "undone": "1"}
