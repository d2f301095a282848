"""The check of the whole trail: asked for, how far it is, and what the last ones found."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.rules import Deed, require
from cases import checked, services
from cases.views.asked import me


@require_http_methods(["GET", "HEAD", "POST"])
def check_trail(request: HttpRequest) -> HttpResponse:
    """Show the last check and those before; take the wish for a new one."""
    require(me(request).role, Deed.SEE_ACTIVITY)
    now = timezone.now()
    if request.method == "POST":
        services.ask_check(by=me(request), now=now)
        return redirect("cases:check-trail")
    page: dict[str, Any] = {"checks": checked.latest(now=now)}
    is_part = request.headers.get("HX-Request") == "true"
    template = "cases/trail_check.html#progress" if is_part else "cases/trail_check.html"
    return render(request, template, page)
