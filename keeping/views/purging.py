"""Proposing a purge with its preview, confirming it as a second person, calling it off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, may, require
from cases.forms.answering import done, refusal
from cases.models import Case
from cases.services.moments import database_time
from cases.views.asked import answers, ask, ask_and_answer, me, the_case
from keeping.counting import Counted, preview, previews
from keeping.forms.purging import ProposeForm
from keeping.models import LegalHold, Purge
from keeping.rules.parts import GOES, Part
from keeping.rules.purging import against, why_stopped
from keeping.services import purging as services
from keeping.standing import standing


@ask_and_answer
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Show what would go, in kinds and counts, and take the proposal."""
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.PROPOSE_PURGE)
    found = previews(case.pk)
    form = ProposeForm(answers(request), counts=_counts(found))
    act = services.propose_purge
    purge = done(form, act, case_id=case.pk, by=by, now=database_time())
    if purge:
        messages.success(request, "Proposed. A second person confirms it after the wait.")
        return redirect("keeping:purge", purge.pk)
    page = {
        "case": case,
        "against": [sentence for _, sentence in against(standing(case))],
        "rows": found[Part.WHOLE],
        "open": Purge.objects.filter(case=case).open().first(),
        "earlier": Purge.objects.filter(case=case).for_display(),
        "may_hold": may(by.role, Deed.HOLD_RECORDS),
    }
    return ask(request, "keeping/propose.html", form, **page)


@require_GET
def purge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one purge: what goes, who proposed it, and what a second person may do."""
    found = _the_purge(request, pk)
    return render(request, "keeping/purge.html", _page(request, found))


@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _the_purge(request, pk)
    no = refusal(services.confirm_purge, purge_id=found.pk, by=me(request), now=database_time())
    _say(request, no, "Confirmed. It is done within minutes, and a certificate is made.")
    return redirect("keeping:purge", pk)


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _the_purge(request, pk)
    no = refusal(services.withdraw_purge, purge_id=found.pk, by=me(request), now=database_time())
    _say(request, no, "Called off. Nothing was purged.")
    return redirect("keeping:purge", pk)


@require_GET
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lead from the task that asks what becomes of a case to the page where it is decided."""
    mine = Case.objects.visible_to(me(request))
    case = get_object_or_404(mine, pk=pk)
    require(me(request).role, Deed.PROPOSE_PURGE)
    return redirect("keeping:propose", case.code)


def _the_purge(request: HttpRequest, pk: UUID) -> Purge:
    require(me(request).role, Deed.PROPOSE_PURGE)
    mine = Purge.objects.visible_to(me(request)).for_display()
    found: Purge = get_object_or_404(mine, pk=pk)
    return found


def _page(request: HttpRequest, purge: Purge) -> dict[str, Any]:
    by, now = me(request), database_time()
    return {
        "purge": purge,
        "case": purge.case,
        "rows": preview(purge.case_id, purge.parts),
        "goes": [GOES[Part(part)] for part in purge.parts],
        "against": [sentence for _, sentence in against(standing(purge.case))],
        "why_stopped": why_stopped(purge.stopped_because) if purge.stopped_because else "",
        "holds": LegalHold.objects.filter(case=purge.case).standing().exists(),
        "may_confirm": may(by.role, Deed.CONFIRM_PURGE) and by.pk != purge.proposed_by_id,
        "is_mine": by.pk == purge.proposed_by_id,
        "is_early": now < purge.not_before,
    }


def _counts(found: dict[Part, list[Counted]]) -> dict[Part, int]:
    return {part: sum(one.many for one in rows) for part, rows in found.items()}


def _say(request: HttpRequest, no: str, yes: str) -> None:
    if no:
        messages.error(request, no)
    else:
        messages.success(request, yes)
