"""The next chokepoint, for a site that ignores notices: found by a person, asked as a request."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.moments import minute_now
from accounts.rules import ROLE_MAY_NOT, Deed, may, require
from audit.rules import NotAllowed
from cases.forms.answering import done, refusal
from cases.services import open_for_reading
from removal import behind
from removal.forms import ChokepointForm
from removal.models import Chokepoint
from removal.rules.desk_words import Chokepoint as Kind
from removal.services import chokepoints as services
from removal.views.asked import me, the_request


@require_http_methods(["GET", "HEAD", "POST"])
def chokepoints(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show who may act behind the site, and note who a person found there."""
    found, by = the_request(request, pk), me(request)
    if request.method == "POST":
        require(by.role, Deed.WRITE_REQUEST)
    else:
        open_for_reading(case=found.case, by=by, part=f"chokepoints of {found.label}")
    posted = request.POST if request.method == "POST" else None
    ladder = behind.ladder(found, now=timezone.now())
    proposed = ladder.proposal.kind if ladder.proposal else Kind.HOST.value
    kind = request.GET.get("kind", proposed)
    form = ChokepointForm(posted, kind=kind, found_at=minute_now())
    noted = done(form, services.note_chokepoint, request_id=pk, by=by, now=timezone.now())
    if noted:
        messages.success(request, "Noted. Asking it is a request of its own, under its own terms.")
        return redirect(f"{reverse('removal:chokepoints', args=[pk])}#rung-{noted.kind}")
    page = {
        "removal": found,
        "ladder": ladder,
        "form": form,
        "may_write": may(by.role, Deed.WRITE_REQUEST) and not found.case.closed_at,
        "is_futile": "futile-aggregator" in found.platform.tags,
    }
    return render(request, "removal/chokepoints.html", page, status=422 if form.is_bound else 200)


@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draft the request to it; sending it asks for its own release, as any does."""
    noted = get_object_or_404(Chokepoint.objects.visible_to(me(request)), pk=pk)
    try:
        asked = services.ask_chokepoint(chokepoint_id=pk, by=me(request), now=timezone.now())
    except NotAllowed as no:
        if no.code == ROLE_MAY_NOT:
            raise
        messages.error(request, no.sentence)
        return redirect("removal:chokepoints", noted.request_id)
    messages.success(
        request, f"{asked.code} is drafted. It claims no hours, and needs a release of its own."
    )
    return redirect("removal:request", asked.pk)


@require_POST
def none_found(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that somebody looked for one of a kind and found none."""
    found, kind = the_request(request, pk), request.POST.get("kind", "")
    given = {"request_id": found.pk, "kind": kind, "by": me(request), "now": timezone.now()}
    if no := refusal(services.note_none, **given):
        messages.error(request, no)
    else:
        messages.success(request, "Noted. One that is found later can be noted all the same.")
    return redirect("removal:chokepoints", pk)
