"""The page of one request: the product's centre."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, may, require
from cases.services import open_for_reading, require_told
from cases.services.engaging import NAME
from removal import shown, telling
from removal.forms import ConductForm, ProcessForm, SetAsideForm, SubmissionForm
from removal.models import RemovalRequest
from removal.rules.words import Status
from removal.views.asked import me, the_request


@require_GET
def request_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a request; that someone opened it is itself in the trail."""
    found = the_request(request, pk)
    open_for_reading(case=found.case, by=me(request), part=f"request {found.label}")
    return page(request, found)


@require_POST
def show_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer with the name and the addresses this once; no page keeps them."""
    require(me(request).role, Deed.REVEAL)
    found = the_request(request, pk)
    told = NAME | telling.information_in(found)
    require_told(case=found.case, reader=me(request), now=timezone.now(), information=told)
    open_for_reading(case=found.case, by=me(request), part=f"whole notice of {found.label}")
    return page(request, found, revealed=True)


def page(
    request: HttpRequest,
    found: RemovalRequest,
    *,
    revealed: bool = False,
    **answered: forms.Form,
) -> HttpResponse:
    """Draw the page; a form that was answered wrongly is drawn again where it stands."""
    context: dict[str, Any] = shown.of(found, now=timezone.now(), revealed=revealed)
    context |= {
        "submission_form": SubmissionForm(initial={"channel": "web_form"}),
        "set_aside_form": SetAsideForm(),
        "process_form": ProcessForm(request=found),
        "conduct_form": ConductForm(request=found),
        **answered,
        "form": next(iter(answered.values()), None),
        "revealed": revealed,
        "may_write": may(me(request).role, Deed.WRITE_REQUEST),
    }
    if found.status == Status.DRAFT and context["is_complete"]:
        context["wanted"] = telling.wanted_for(found, now=timezone.now())
    status = 422 if answered else 200
    return render(request, "removal/request.html", context, status=status)
