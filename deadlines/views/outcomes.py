"""What a person found when they looked at a listing, and taking back what was a mistake."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.rules import Deed, require
from cases.forms.answering import done, refusal
from cases.rules import handled_as_minor
from deadlines.services import exchange
from deadlines.views.asked import ask, ask_and_answer, me
from evidence.forms import OutcomeForm
from evidence.models import Item, ListingFact
from evidence.rules.items import FactKind
from evidence.rules.spoken import FACTS


@ask_and_answer
def outcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record one dated fact of a listing, from whichever page it was asked on."""
    require(me(request).role, Deed.RECORD_OUTCOME)
    mine = Item.objects.visible_to(me(request)).select_related("case__key")
    item: Item = get_object_or_404(mine, pk=pk)
    minor = handled_as_minor(item.case.age_when_made, item.age_when_made)
    form = OutcomeForm(_told(request), minor=minor)
    facts = {"item_id": item.pk, "by": me(request), "now": timezone.now()}
    found = done(form, exchange.record_outcome, **facts) if form.is_bound else None
    if found is not None:
        kind = FACTS[FactKind(form.cleaned_data["kind"])].lower()
        messages.success(request, f"{item.label}: {kind}. Recorded.")
        return redirect(_back(request) or reverse("evidence:item", args=[item.pk]))
    page = {"item": item, "back": _back(request), "minor": minor}
    return ask(request, "deadlines/outcome.html", form, **page)


@require_POST
def retract(request: HttpRequest, pk: UUID) -> HttpResponse:
    mine = ListingFact.objects.visible_to(me(request))
    fact: ListingFact = get_object_or_404(mine, pk=pk)
    no = refusal(exchange.retract_outcome, fact_id=pk, by=me(request), now=timezone.now())
    if no:
        messages.error(request, no)
    else:
        messages.success(request, "Taken back. It stays in the record, struck out.")
    return redirect("evidence:item", fact.item_id)


def _told(request: HttpRequest) -> QueryDict | None:
    """Give what was sent; `just_now` stands for the moment at which it arrived, to the second."""
    if request.method != "POST":
        return None
    told = request.POST.copy()
    if told.get("just_now"):
        told["at"] = timezone.localtime().isoformat(timespec="seconds")  # one hour a year is twice
    return told


def _back(request: HttpRequest) -> str:
    """Give the page of ours that asked, or nothing."""
    to = request.POST.get("back", "") or request.GET.get("back", "")
    ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return to if ours else ""
