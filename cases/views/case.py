"""The page of one case, and the one recorded click that opens the name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import step_up
from accounts.rules import Deed, may
from cases import acting, countries, services, timeline
from cases.forms import ChangeCaseForm, NoteForm, RevealForm
from cases.forms.answering import done
from cases.models import Case
from cases.owed import owed_on
from cases.rules import AssignmentKind
from cases.rules.steps import ASSIGN, Facts, Step, next_step
from cases.views.asked import me, the_case

ON_A_PAGE = 30
DEEDS = (
    Deed.WORK_CASE, Deed.ASSIGN_CASE, Deed.MOVE_CASE, Deed.NOTE_CASE, Deed.REVEAL,
    Deed.PROPOSE_PURGE, Deed.HOLD_RECORDS,
)  # fmt: skip


@require_GET
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Show a case; that someone opened it is itself in the trail."""
    found, by = the_case(request, code), me(request)
    if services.brake(case=found, by=by, now=timezone.now()) and (asked := step_up.ask(request)):
        return asked
    services.open_for_reading(case=found, by=by)
    return render(request, "cases/case.html", _page(request, found))


@require_POST
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the name this once; no page keeps it and no address carries it."""
    found = the_case(request, code)
    form = RevealForm(request.POST, by=me(request))
    shown = done(form, services.reveal, case_id=found.pk, by=me(request))
    page: dict[str, Any] = {
        "case": found,
        "country": countries.names().get(found.country),
        "shown": shown,
        "reveal": form,
        **_may(request),
    }
    if shown:
        known = {**shown._asdict(), "survivor_name": shown.name}
        page["holders"] = found.authorities.select_related("case__key").filter(revoked_at=None)
        page["change"] = ChangeCaseForm(case=found, shown=known)
    template = "cases/case.html#person" if request.headers.get("HX-Request") else "cases/name.html"
    return render(request, template, page, status=200 if shown else 422)


def _page(request: HttpRequest, case: Case) -> dict[str, Any]:
    reader = me(request)
    reads = request.GET.get("show") == "readers"
    before = timeline.place(request.GET.get("before", ""))
    entries = timeline.of_case(case, reader=reader, reads=reads, before=before)
    found = timeline.told(entries[: ON_A_PAGE + 1], reader=reader)
    assignments = list(case.assignments.filter(ended_at=None).select_related("user"))
    advocates = case.assignments.at_work().filter(kind=AssignmentKind.ADVOCATE.value)
    step = _next_step(case, has_advocate=advocates.exists())
    return {
        "case": case,
        "country": countries.names().get(case.country),
        "assignments": assignments,
        "covers": case.covers.held().filter(ends_at__gt=timezone.now()).for_display(),
        **acting.of_case(case, reader=reader, now=timezone.now(), today=timezone.localdate()),
        "tasks": owed_on(case, reader=reader, now=timezone.now()),
        "step": step,
        "may_step": _may_take(step, reader.role),
        "entries": found[:ON_A_PAGE],
        "earlier": found[ON_A_PAGE - 1].seq if len(found) > ON_A_PAGE else None,
        "reads": reads,
        "note": NoteForm(by=reader),
        "reveal": RevealForm(by=reader),
        **_may(request),
    }


def _may(request: HttpRequest) -> dict[str, bool]:
    return {f"may_{deed.value}": may(me(request).role, deed) for deed in DEEDS}


def _may_take(step: Step | None, role: str) -> bool:
    deed = Deed.ASSIGN_CASE if step is ASSIGN else Deed.WORK_CASE
    return step is not None and may(role, deed)


def _next_step(case: Case, *, has_advocate: bool) -> Step | None:
    return next_step(Facts(case.status, case.age_when_made, has_advocate, timeline.acts_of(case)))
