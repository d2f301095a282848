"""What the survivor chooses to have shown, and what is recorded of a CyberTipline report."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.rules import Deed, require
from cases.forms.answering import done
from cases.models import Authority
from cases.services import open_for_reading
from cases.wanted import wanted
from complaints import exposing, exposure_page, released, services
from complaints.forms import ExposureForm, TipForm
from complaints.models import ComplaintDraft
from complaints.rules.exposure import PROTECTIVE
from complaints.told import Told, gather
from complaints.views.asked import me, the_draft


@require_http_methods(["GET", "POST"])
def exposure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go through with the survivor what the complaint shows; record what they chose."""
    found = the_draft(request, pk)
    require(me(request).role, Deed.WORK_CASE)
    told = gather(found)
    form = _exposure_form(request, found, told)
    if request.method == "GET":
        part = f"what the complaint on {found.request.label} shows"
        open_for_reading(case=found.case, by=me(request), part=part)
        return _exposure_page(request, found, told, form)
    act = services.choose_exposure
    made = done(form, act, draft_id=pk, by=me(request), now=timezone.now())
    if made is None:
        return _exposure_page(request, found, told, form)
    messages.success(request, "Recorded. The text follows the choice.")
    return redirect("complaints:draft", pk)


def _exposure_form(request: HttpRequest, found: ComplaintDraft, told: Told) -> ExposureForm:
    known = Authority.objects.filter(case=found.case, revoked_at=None).order_by("starts_on")
    return ExposureForm(
        request.POST if request.method == "POST" else None,
        chosen=exposing.chosen(told.exposing) if told.exposing else PROTECTIVE,
        authorities=list(known),
        minor=told.minor,
    )


def _exposure_page(
    request: HttpRequest, found: ComplaintDraft, told: Told, form: ExposureForm
) -> HttpResponse:
    now = timezone.now()
    page: dict[str, Any] = {
        "draft": found,
        "minor": told.minor,
        "form": form,
        "fields": exposure_page.fields(form),
        "record": exposure_page.record_fields(form),
        "wanted": wanted(case=found.case, now=now, **released.needed(found)),
        "uncovered": exposure_page.uncovered(told),
        "history": exposure_page.history(found),
        "taken": exposure_page.taken_before(found, told),
        "may_record": True,
    }
    status = 422 if form.is_bound else 200
    return render(request, "complaints/exposure.html", page, status=status)


@require_http_methods(["GET", "POST"])
def tip(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a CyberTipline report's number, or why there is none."""
    found = the_draft(request, pk)
    require(me(request).role, Deed.WORK_CASE)
    form = TipForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        kept = done(form, services.record_tip, draft_id=pk, by=me(request), now=timezone.now())
        if kept is not None:
            messages.success(request, "Recorded. Compose the text from today's facts to tell it.")
            return redirect("complaints:draft", pk)
    told = gather(found)
    page = {"draft": found, "form": form, "told": told.tip, "minor": told.minor}
    return render(request, "complaints/tip.html", page, status=422 if form.is_bound else 200)
