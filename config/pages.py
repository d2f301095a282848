"""The few pages that belong to no package: alive, style guide, and errors that say what next."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Role
from config import styleguide


@login_not_required
@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """Answer while the web process answers; `/healthz/deadlines` tells of the clocks."""
    return JsonResponse({"status": "ok"})


@require_POST
def still_here(request: HttpRequest) -> HttpResponse:
    """Keep the session of a person who is typing; the middleware notes the moment."""
    return HttpResponse(status=204)


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG and getattr(request.user, "role", None) != Role.ADMINISTRATOR:
        raise Http404
    return render(request, "styleguide.html", styleguide.shown(timezone.now(), request.GET))


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def refusal(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"code": code, "detail": detail}, status=status)
    return render(request, f"{status}.html", {"detail": detail}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return refusal(request, 413, "too_large", "More was sent than one step takes.")
    return refusal(request, 400, "bad_request", "The request could not be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 403, "forbidden", "You may not do this.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal(request, 404, "not_found", "There is nothing here that you may see.")


def server_error(request: HttpRequest) -> HttpResponse:
    return refusal(request, 500, "server_error", "Something failed on our side. Try again.")
