"""Lists to take along: asked for, watched while they are made, and taken by who asked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.rules import Deed, require
from audit.rules import NotAllowed
from cases import recipients
from reports.forms.lists import AskForm, lists_of
from reports.lists import LISTINGS
from reports.models import Export
from reports.rules.exports import LISTS, STATES, TONES, USES, Listed, State, Use
from reports.sent import file_of
from reports.services import exporting
from reports.views.asked import me

SHOWN = 50


@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """Show what this person asked for, and what there is to ask for."""
    require(me(request).role, Deed.EXPORT_PACKET)
    mine = Export.objects.visible_to(me(request)).newest_first()[:SHOWN]
    page = {"rows": [told(one) for one in mine], "lists": lists_of(me(request))}
    return render(request, "reports/exports.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, listed: str) -> HttpResponseBase:
    """Ask what a list is for; a short one is given at once, a long one when it is made."""
    reader = me(request)
    require(reader.role, LISTINGS[listed].deed)
    if request.method != "POST":
        form = AskForm(None, listed=listed, reader=reader, initial=request.GET.dict())
        return _asking(request, form)
    form = AskForm(request.POST, listed=listed, reader=reader)
    if form.is_valid():
        try:
            export = exporting.ask_export(
                listed=listed, asked=form.asked(), paper=form.cleaned_data["paper"],
                use=form.cleaned_data["use"], recipient=form.chosen_recipient(), by=reader,
                now=timezone.now(),
            )  # fmt: skip
        except NotAllowed as no:
            form.add_error(no.field if no.field in form.fields else None, no.sentence)
        else:
            return redirect("reports:export", export.pk)
    return _asking(request, form, status=422)


def _asking(request: HttpRequest, form: AskForm, status: int = 200) -> HttpResponse:
    given = form.data if form.is_bound else form.initial
    asked = {name: given.get(name, "") for name in form.narrowing}
    rows = LISTINGS[form.listed].rows(form.reader, asked, None)
    page = {
        "form": form,
        "title": LISTS[Listed(form.listed)],
        "heads": LISTINGS[form.listed].heads,
        "total": rows.count(),
    }
    return render(request, "reports/ask.html", page, status=status)


@require_GET
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how far a list is; the part alone where the page asks again by itself."""
    found = get_object_or_404(Export.objects.visible_to(me(request)), pk=pk)
    part = "#progress" if request.headers.get("HX-Request") else ""
    return render(request, f"reports/export.html{part}", {"row": told(found)})


@require_GET
def take(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Give the file, if everything in it may still be seen and told; each time is recorded."""
    get_object_or_404(Export.objects.visible_to(me(request)), pk=pk)
    try:
        taken = exporting.take_export(export_id=pk, by=me(request), now=timezone.now())
    except NotAllowed as no:
        messages.error(request, no.sentence)
        return redirect("reports:export", pk)
    response = file_of(taken.pieces, taken.name, taken.content_type)
    response.headers["Content-Length"] = str(taken.size)
    return response


def told(one: Export) -> dict[str, Any]:
    """Give an export as its page and its row say it."""
    state = State(one.state)
    outside = one.use == Use.OUTSIDE
    total = max(one.rows_total, one.rows_done, 1)
    return {
        "export": one,
        "title": LISTS[Listed(one.listed)],
        "state": STATES[state],
        "tone": TONES[state],
        "is_moving": state in {State.WAITING, State.MAKING},
        "is_ready": state == State.READY,
        "use": USES[Use(one.use)],
        "recipient": recipients.name_of(one.recipient_kind, one.recipient_ref) if outside else "",
        "percent": min(100, 100 * one.rows_done // total),
        "asked": ", ".join(str(value).replace("_", " ") for value in one.asked.values()),
    }
