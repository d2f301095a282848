"""What a person sent and found out, recorded from the request's page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import Deed, require
from cases.forms.answering import done
from removal.forms import ConductForm, ProcessForm, SubmissionForm
from removal.services import requests
from removal.views.asked import me, the_request
from removal.views.page import page


@require_POST
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_request(request, pk)
    require(me(request).role, Deed.WRITE_REQUEST)
    form = SubmissionForm(request.POST)
    if done(form, requests.record_submission, **_who(request, pk)):
        messages.success(request, "Recorded as sent. What proves that it arrived comes next.")
        return _back(pk, "clock")
    if hasattr(found, "submission"):  # sent twice: the form that would say so has left the page
        messages.error(request, "It was recorded as sent before; nothing was recorded twice.")
        return _back(pk, "clock")
    return page(request, found, submission_form=form)


@require_POST
def process(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_request(request, pk)
    form = ProcessForm(request.POST, request=found)
    if done(form, requests.note_process, **_who(request, pk)):
        messages.success(request, "What was found is noted.")
        return _back(pk, "findings")
    return page(request, found, process_form=form)


@require_POST
def conduct(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_request(request, pk)
    form = ConductForm(request.POST, request=found)
    if done(form, requests.note_conduct, **_who(request, pk)):
        messages.success(request, "The platform's conduct is noted.")
        return _back(pk, "findings")
    return page(request, found, conduct_form=form)


def _who(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    return {"request_id": pk, "by": me(request), "now": timezone.now()}


def _back(pk: UUID, place: str) -> HttpResponse:
    return redirect(f"{reverse('removal:request', args=[pk])}#{place}")
