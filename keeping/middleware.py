"""Every page about a purged case says so: what went, what stays, and nothing else."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from keeping.gone import purged_case
from keeping.models import PurgeCertificate
from keeping.paper import STAYS

Answer = Callable[[HttpRequest], HttpResponse]


class PurgedSpeaks:
    """Answer 410 before any view: what is gone is not there to be read, changed or added to."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or match is None or not kwargs:
            return None
        if request.path_info.startswith("/api/"):  # by token, nobody is known yet: keeping.api
            return None
        case = purged_case(match, user)
        if case is None:
            return None
        rows = PurgeCertificate.objects.filter(case=case).for_display()
        page = {"case": case, "certificates": list(rows), "stays": STAYS}
        return render(request, "keeping/purged.html", page, status=410)
