"""Legal holds on a case: placed by an attorney or a supervisor, lifted the same way."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from accounts.rules import Deed, require
from cases.forms.answering import done
from cases.views.asked import answers, ask, ask_and_answer, me, the_case
from keeping.forms.purging import HoldForm, LiftForm, ReviewForm
from keeping.models import LegalHold
from keeping.services import holds as services


@ask_and_answer
def holds(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.HOLD_RECORDS)
    form = HoldForm(answers(request))
    if done(form, services.place_hold, case_id=case.pk, by=by, now=timezone.now()):
        messages.success(request, "Held. Nothing of this case is purged while the hold stands.")
        return redirect("keeping:holds", case.code)
    rows = LegalHold.objects.visible_to(by).filter(case=case).for_display()
    return ask(request, "keeping/holds.html", form, case=case, rows=rows)


@ask_and_answer
def lift_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    hold, by = _the_hold(request, pk), me(request)
    form = LiftForm(answers(request))
    if done(form, services.lift_hold, hold_id=hold.pk, by=by, now=timezone.now()):
        messages.success(request, "The hold is lifted.")
        return redirect("keeping:holds", hold.case.code)
    return ask(request, "keeping/lift.html", form, case=hold.case, hold=hold)


@ask_and_answer
def review_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a hold stand until the next day to look at it; lifting it is its own page."""
    hold, by = _the_hold(request, pk), me(request)
    form = ReviewForm(answers(request))
    if done(form, services.review_hold, hold_id=hold.pk, by=by, now=timezone.now()):
        messages.success(request, "The hold stands.")
        return redirect("keeping:holds", hold.case.code)
    return ask(request, "keeping/review.html", form, case=hold.case, hold=hold)


def _the_hold(request: HttpRequest, pk: UUID) -> LegalHold:
    require(me(request).role, Deed.HOLD_RECORDS)
    mine = LegalHold.objects.visible_to(me(request)).for_display()
    found: LegalHold = get_object_or_404(mine, pk=pk)
    return found
