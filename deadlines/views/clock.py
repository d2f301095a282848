"""The clock of one request: alone as a panel, whole as a page, and what is recorded beside it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, may, require
from cases.forms.answering import done, refusal
from cases.services import open_for_reading
from cases.views.cover_offer import back_to
from complaints.models import ComplaintDraft
from deadlines import shown
from deadlines.forms import AnswerForm, ChangedReceiptForm, ReceiptForm, WithdrawForm
from deadlines.services import exchange, receipts
from deadlines.views.asked import ask_and_answer, is_htmx, me, the_request
from removal.models import RemovalRequest
from removal.rules.words import Status


@require_GET
def clock(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the clock; that someone opened its page is itself in the trail."""
    found = the_request(request, pk)
    if not is_htmx(request):
        open_for_reading(case=found.case, by=me(request), part=f"clock of {found.label}")
    return page(request, found)


@ask_and_answer
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _theirs_to_write(request, pk, Deed.RECORD_RECEIPT)
    is_change = found.receipts.exists()
    form = (ChangedReceiptForm if is_change else ReceiptForm)(_posted(request), request=found)
    said = (
        "The receipt is changed; what was to come is counted anew."
        if is_change
        else ("The receipt is recorded.")
    )
    return _record(request, found, form, receipts.record_receipt, said, receipt_form=form)


@ask_and_answer
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    form, said = AnswerForm(_posted(request)), "The answer is recorded. The clock goes on."
    found = _theirs_to_write(request, pk, Deed.RECORD_OUTCOME)
    return _record(request, found, form, exchange.record_answer, said, answer_form=form)


@ask_and_answer
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _theirs_to_write(request, pk, Deed.WRITE_REQUEST)
    is_draft = found.status == Status.DRAFT
    form = WithdrawForm(_posted(request), is_draft=is_draft)
    said = "The draft is set aside." if is_draft else "The request is withdrawn."
    return _record(request, found, form, exchange.withdraw, said, withdraw_form=form)


@require_POST
def draft_complaint(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_request(request, pk)
    facts = {"request_id": found.pk, "by": me(request), "now": timezone.now()}
    if no := refusal(exchange.draft_complaint, **facts):
        messages.error(request, no)
        return redirect("removal:request", found.pk)
    return redirect("complaints:draft", ComplaintDraft.objects.get(request=found).pk)


def page(
    request: HttpRequest, found: RemovalRequest, *, status: int = 200, **answered: forms.Form
) -> HttpResponse:
    """Draw page or panel; a form that was answered wrongly is drawn again where it stands."""
    role, has_receipt = me(request).role, found.receipts.exists()
    context: dict[str, Any] = {
        **shown.of(found, now=timezone.now()),
        "receipt_form": (ChangedReceiptForm if has_receipt else ReceiptForm)(request=found),
        "answer_form": AnswerForm(),
        "withdraw_form": WithdrawForm(is_draft=found.status == Status.DRAFT),
        **answered,
        **{f"opened_{name.removesuffix('_form')}": True for name in answered},
        "form": next((form for form in answered.values() if form.is_bound), None),
        "here": _here(request, found),
        "back": back_to(request),
        "may_receive": may(role, Deed.RECORD_RECEIPT),
        "may_look": may(role, Deed.RECORD_OUTCOME),
        "may_write": may(role, Deed.WRITE_REQUEST),
    }
    part = "#panel" if is_htmx(request) else ""
    return render(request, f"deadlines/clock.html{part}", context, status=status)


def _here(request: HttpRequest, found: RemovalRequest) -> str:
    """Give the page on which this is seen: the panel stands on the request's own."""
    if is_htmx(request):
        return reverse("removal:request", args=[found.pk]) + "#clock"
    return reverse("deadlines:clock", args=[found.pk])


def _theirs_to_write(request: HttpRequest, pk: UUID, deed: Deed) -> RemovalRequest:
    """Give the request to who may do this, before a form is shown that they could not send."""
    found = the_request(request, pk)
    require(me(request).role, deed)
    return found


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _record(
    request: HttpRequest,
    found: RemovalRequest,
    form: forms.Form,
    act: Callable[..., object],
    said: str,
    **answered: forms.Form,
) -> HttpResponse:
    """Do what the form says and go back to where it was asked, or ask again there."""
    facts = {"request_id": found.pk, "by": me(request), "now": timezone.now()}
    done_with = done(form, act, **facts) if form.is_bound else None
    if done_with is not None:
        messages.success(request, said)
        back = back_to(request)
        if is_htmx(request):
            return HttpResponse(headers={"HX-Redirect": back} if back else {"HX-Refresh": "true"})
        was_sent = hasattr(found, "submission")
        here = "deadlines:clock" if was_sent else "removal:request"
        return redirect(back or reverse(here, args=[found.pk]))
    wrong = 422 if form.is_bound and not is_htmx(request) else 200  # htmx swaps no refusal in
    return page(request, found, status=wrong, **answered)
