"""What every answer carries, and how a rule's refusal reaches a person."""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import render
from whitenoise.middleware import WhiteNoiseFileResponse

from accounts.rules import ROLE_MAY_NOT
from audit.rules import NotAllowed
from config.policy import HEADERS

Answer = Callable[[HttpRequest], HttpResponse]


class QuietHeaders:
    """Keep pages out of caches, histories of other sites, search engines and frames.

    It stands before whatever answers early: a redirect, a static file and a fault carry it too.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, WhiteNoiseFileResponse):  # what stands beside /static/ too
            response.headers["Cache-Control"] = "no-store"
        for name, said in HEADERS.items():
            response.headers[name] = said
        return response


class NoNul:
    """Answer an address with a NUL in it as a bad request: no text of ours holds one (Postgres)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = [text for name, values in request.GET.lists() for text in (name, *values)]
        if not any("\0" in text for text in (request.path_info, *asked)):
            return self.get_response(request)
        if request.path_info.startswith("/api/"):
            said = {"code": "invalid", "detail": "An address cannot hold a NUL character."}
            return JsonResponse(said, status=400)
        return render(request, "400.html", status=400)


class RefusalsSpeak:
    """Turn a refusal that no form caught into a page with its own sentence, and none into 500.

    A row that is not there and a row that this person may not see are the same 404. Where only a
    form sends to, whoever opens the address reads so: Django's own 405 is an empty page.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ObjectDoesNotExist):
            raise Http404 from error
        if isinstance(error, NotAllowed):
            status = 403 if error.code == ROLE_MAY_NOT else 409
            return render(request, "refused.html", {"refusal": error}, status=status)
        return None
