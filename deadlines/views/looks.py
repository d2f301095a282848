"""Looks to come: today's by platform, and one request's schedule. Nothing here opens an address."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.rules import Deed, may, require
from cases.forms.answering import done, refusal
from deadlines import looking
from deadlines.look_forms import LooksForm
from deadlines.rules.spoken import hours_and_minutes
from deadlines.services import looks as services
from deadlines.views.asked import is_htmx, me, the_request
from removal import looked
from removal.models import LookPlan, RemovalRequest

ON_A_PAGE = 30


@require_GET
def looks(request: HttpRequest) -> HttpResponse:
    """Show what is to be looked at today; one press records what was seen."""
    require(me(request).role, Deed.RECORD_OUTCOME)
    now = timezone.now()
    page = Paginator(looking.owed(me(request), now=now), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    here = f"{reverse('deadlines:looks')}?page={page.number}"
    found = looking.by_platform(page, now=now)
    return render(request, "deadlines/looks.html", {"page": page, "groups": found, "here": here})


@require_http_methods(["GET", "HEAD", "POST"])
def look_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show when a request's listings are looked at and what became of it, or set it anew."""
    found = the_request(request, pk)
    plan: LookPlan | None = getattr(found, "look_plan", None)
    posted = request.POST if request.method == "POST" else None
    if posted is not None:
        require(me(request).role, Deed.RECORD_OUTCOME)
    form = LooksForm(posted, plan=plan)
    if done(form, services.set_looks, request_id=pk, by=me(request), now=timezone.now()):
        messages.success(request, "The looks are set. The next is a task until it is recorded.")
        return redirect("deadlines:look-plan", pk)
    page = _page(request, found, plan, form, timezone.now())
    part = "#panel" if is_htmx(request) else ""
    status = 422 if form.is_bound else 200
    return render(request, f"deadlines/look_plan.html{part}", page, status=status)


@require_POST
def end_looks(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_request(request, pk)
    no = refusal(services.end_looks, request_id=pk, by=me(request), now=timezone.now())
    if no:
        messages.error(request, no)
    else:
        messages.success(request, "Nobody is asked to look again. Setting the looks begins anew.")
    return redirect("deadlines:look-plan", found.pk)


def _page(
    request: HttpRequest,
    found: RemovalRequest,
    plan: LookPlan | None,
    form: LooksForm,
    now: datetime,
) -> dict[str, Any]:
    lines = looked.lines(found, plan, now=now) if plan else []
    return {
        "removal": found,
        "plan": plan,
        "looked": looked.of(found, now=now),
        "lines": [(one, _late(one.late_by)) for one in lines],
        "coming": looked.coming(plan, lines) if plan else [],
        "ended": looked.ended_words(found, plan) if plan else "",
        "form": form,
        "may_look": may(me(request).role, Deed.RECORD_OUTCOME) and not found.case.closed_at,
    }


def _late(late_by: Any) -> str:
    return f"late by {hours_and_minutes(late_by)}" if late_by else ""
