"""Custody of one item, in whose hands things are, and the evidence log of a case to take away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, may, require
from audit import chain
from cases import recipients
from cases.forms.answering import done
from cases.models import Case, Release
from cases.rules.release_words import PURPOSES, Purpose
from cases.views.asked import answers, ask_and_answer, me, the_case
from evidence import custody, services
from evidence.forms.log import ExportForm, HoldingForm, told_until
from evidence.models import Item
from evidence.services.exporting import TOLD
from evidence.shown import shown
from evidence.views.reading import the_item

MOST_SHOWN = 60


@ask_and_answer
def item_custody(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show everything that was done with an item, and take in whose hands it is now."""
    item, by = the_item(request, pk), me(request)
    if request.method == "POST":
        require(by.role, Deed.WORK_CASE)
    form = HoldingForm(answers(request), minor=shown(item).hidden)
    if done(form, services.record_custody, item_id=item.pk, by=by, now=timezone.now()):
        messages.success(request, "Recorded in whose hands it is.")
        return redirect("evidence:custody", item.pk)
    if request.method != "POST":
        services.open_item(item=item, by=by)
    page = {
        "case": item.case,
        "item": item,
        "form": form,
        "events": custody.of_item(item, reader=by),
        "holdings": item.holdings.select_related("case__key", "recorded_by"),
        "may_work": may(by.role, Deed.WORK_CASE),
    }
    return render(request, "evidence/custody.html", page, status=422 if form.is_bound else 200)


@require_GET
def log(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the log holds, that its chain holds, and who may be given it."""
    case = the_case(request, code)
    services.open_log(case=case, by=me(request))
    return render(request, "evidence/log.html", _page(request, case, _form(request, case)))


@require_POST
def export_log(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.EXPORT_PACKET)
    form = _form(request, case)
    taken = done(form, services.export_log, case_id=case.pk, by=by, now=timezone.now())
    if taken is None:
        return render(request, "evidence/log.html", _page(request, case, form), status=422)
    response = HttpResponse(taken.content, content_type=taken.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{taken.name}"'
    return response


def _form(request: HttpRequest, case: Case) -> ExportForm:
    seen = Release.objects.visible_to(me(request)).filter(case=case)
    mine = seen.holding().for_display()
    offered = [(str(one.pk), _said(one)) for one in mine if set(one.information) >= TOLD]
    hidden = any(shown(item).hidden for item in _items(request, case))
    return ExportForm(answers(request), by=me(request), releases=offered, any_hidden=hidden)


def _said(release: Release) -> str:
    """Say who may be told under a release, what for, and until when."""
    ref = release.recipient_ref
    who = recipients.name_of(release.recipient_kind, ref) if ref else release.recipient_name
    what_for = PURPOSES[Purpose(release.purpose)].lower()
    return f"{who}: {what_for}, until {told_until(release.expires_at)}"


def _items(request: HttpRequest, case: Case) -> list[Item]:
    mine = Item.objects.visible_to(me(request)).filter(case=case)
    return list(mine.for_display().order_by("number"))


def _page(request: HttpRequest, case: Case, form: ExportForm) -> dict[str, Any]:
    items = _items(request, case)
    release_field: Any = form.fields["release_id"]
    return {
        "case": case,
        "items": items,
        "hidden": [item.label for item in items if shown(item).hidden],
        "events": custody.of_case(case, reader=me(request), most=MOST_SHOWN),
        "verdict": chain.verify(str(case.pk)),
        "form": form,
        "may_leave": bool(items and release_field.choices),
        "may_export": may(me(request).role, Deed.EXPORT_PACKET),
    }
