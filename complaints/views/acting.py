"""The acts on a complaint, each one service call and back to its page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import Deed, require
from cases.forms.answering import done, refusal
from complaints import services
from complaints.forms import FilingForm, SignOffForm
from complaints.views.asked import me, the_draft
from complaints.views.page import page


@require_POST
def refresh(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = "Composed from today's facts. Your words are kept."
    return act_on(request, pk, services.refresh, said)


@require_POST
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = "Sent to review. Someone other than you signs it off."
    return act_on(request, pk, services.send_to_review, said)


@require_POST
def return_to_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    return act_on(request, pk, services.return_to_draft, "Returned to draft.")


@require_POST
def supersede(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = "Superseded. It is kept with all its revisions."
    return act_on(request, pk, services.supersede, said)


@require_POST
def take_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = "Taken up again, composed from today's facts. Your words are kept."
    return act_on(request, pk, services.take_up, said)


@require_POST
def sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = "Signed by you. Next step says what comes next; nothing is sent from here."
    the_draft(request, pk)  # first: a stranger's is not there, whatever their role
    require(me(request).role, Deed.SIGN_OFF_COMPLAINT)
    form = SignOffForm(request.POST)
    return _answer(request, pk, form=form, act=services.sign_off, said=said, name="sign")


@require_POST
def withdraw_sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    the_draft(request, pk)  # first: a stranger's is not there, whatever their role
    require(me(request).role, Deed.SIGN_OFF_COMPLAINT)
    said = "Taken back. The text is in review, and your sign-off of it has ended."
    return act_on(request, pk, services.withdraw_sign_off, said)


@require_POST
def filed(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = "Recorded as filed. The text is final now."
    form = FilingForm(request.POST)
    return _answer(request, pk, form=form, act=services.record_filing, said=said, name="filing")


def act_on(request: HttpRequest, pk: UUID, act: Callable[..., object], said: str) -> HttpResponse:
    found = the_draft(request, pk)
    no = refusal(act, draft_id=found.pk, by=me(request), now=timezone.now())
    if no:
        messages.error(request, no)
    else:
        messages.success(request, said)
    return redirect("complaints:draft", pk)


def _answer(
    request: HttpRequest,
    pk: UUID,
    *,
    form: forms.Form,
    act: Callable[..., Any],
    said: str,
    name: str,
) -> HttpResponse:
    found = the_draft(request, pk)
    if done(form, act, draft_id=found.pk, by=me(request), now=timezone.now()) is None:
        return page(request, found, number=found.revision_number, **{name: form})
    messages.success(request, said)
    return redirect("complaints:draft", pk)
