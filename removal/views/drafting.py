"""Starting a request, completing it, and making its next version."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.rules import ROLE_MAY_NOT, Deed, require
from audit.rules import NotAllowed
from cases.forms.answering import done
from cases.models import Case
from removal import beginning, cured
from removal.forms import DraftForm, PartsForm
from removal.models import Platform, RemovalRequest
from removal.rules.cured import ALL_PARTS
from removal.rules.moves import require_draft
from removal.services import requests
from removal.views.asked import me, the_case, the_request

ASK_AND_ANSWER = require_http_methods(["GET", "HEAD", "POST"])


@ASK_AND_ANSWER
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Ask first which items go to which platform, then for the four parts."""
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WRITE_REQUEST)
    is_filled = "platform_slug" in request.POST  # by POST: no address ties a case to a platform
    slug = request.POST.get("platform_slug" if is_filled else "platform", "")
    platform = Platform.objects.filter(pk=slug).first()
    if platform is None:
        page = {"case": case, **beginning.groups(case)}
        return render(request, "removal/choose.html", page)
    form = _draft_form(request, case, platform, is_filled=is_filled)
    made = done(form, requests.draft_request, case_id=case.pk, by=by, now=timezone.now())
    if made:
        messages.success(request, f"{made.code} is drafted.")
        return redirect("removal:request", made.pk)
    page = {"case": case, "platform": platform, "form": form, "order": ALL_PARTS}
    return render(request, "removal/new.html", page, status=422 if form.is_bound else 200)


@ASK_AND_ANSWER
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = the_request(request, pk), me(request)
    require(by.role, Deed.WRITE_REQUEST)
    require_draft(found.status)
    form = PartsForm(request.POST or None, case=found.case, like=found)
    if done(form, requests.change_request, request_id=pk, by=by, now=timezone.now()):
        messages.success(request, "The request is changed.")
        return redirect("removal:request", pk)
    page = {"removal": found, "form": form, **cured.asked(found)}
    return render(request, "removal/change.html", page, status=422 if form.is_bound else 200)


@require_POST
def cure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the next version and open it at the part that the platform disputed."""
    found = the_request(request, pk)
    try:
        new = requests.cure_request(request_id=pk, by=me(request), now=timezone.now())
    except NotAllowed as no:
        if no.code == ROLE_MAY_NOT:
            raise
        messages.error(request, no.sentence)
        return redirect("removal:request", pk)
    messages.success(request, f"{new.code} is drafted. {found.code} stays, and so does its clock.")
    return redirect("removal:change" if new.cures_answer_id else "removal:request", new.pk)


def _draft_form(
    request: HttpRequest, case: Case, platform: Platform, *, is_filled: bool
) -> DraftForm:
    chosen = request.POST.getlist("item")
    initial = {
        "platform_slug": platform.slug,
        "follows_id": request.POST.get("follows", ""),
        "item_ids": chosen,
        "identifiable_by": beginning.recognised_by(case, chosen),
        "signed_at": None,
    }
    like: RemovalRequest | None = beginning.latest(case)
    posted = request.POST if is_filled else None
    return DraftForm(posted, case=case, like=like, initial=initial)
