"""What is held about the survivor: kinds on the screen, words in the sheet that they ask for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, require
from cases.forms.answering import done
from cases.models import Case
from cases.views.asked import answers, ask, ask_and_answer, me, the_case
from keeping.forms.held import CorrectForm, SheetForm
from keeping.held import sections
from keeping.models import Correction, DataSheet
from keeping.rules.held import WITHHELD
from keeping.services import correcting, giving


@require_GET
def held(request: HttpRequest, code: str) -> HttpResponse:
    case = _case(request, code)
    giving.open_held(case=case, by=me(request))
    return _page(request, case, SheetForm(case=case))


@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Give the sheet as a file; its name is neither a code nor a word of what it is."""
    case = _case(request, code)
    form = SheetForm(request.POST, case=case)
    given = done(form, giving.give_sheet, case_id=case.pk, by=me(request), now=timezone.now())
    if given is None:
        return _page(request, case, form)
    response = HttpResponse(given.content, content_type=given.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{given.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@ask_and_answer
def correct(request: HttpRequest, code: str) -> HttpResponse:
    case, by = _case(request, code), me(request)
    form = CorrectForm(answers(request), case=case)
    made = done(form, correcting.correct, case_id=case.pk, by=by, now=timezone.now())
    if made:
        messages.success(request, f"Recorded. {made.get_standing_display()}.")
        return redirect("keeping:held", case.code)
    return ask(request, "keeping/correct.html", form, case=case)


def _case(request: HttpRequest, code: str) -> Case:
    case = the_case(request, code)
    require(me(request).role, Deed.WORK_CASE)
    return case


def _page(request: HttpRequest, case: Case, form: SheetForm) -> HttpResponse:
    corrections = Correction.objects.visible_to(me(request)).filter(case=case).for_display()
    page: dict[str, Any] = {
        "case": case,
        "sections": [(one.title, len(one.facts)) for one in sections(case)],
        "withheld": WITHHELD,
        "given": DataSheet.objects.visible_to(me(request)).filter(case=case).for_display(),
        "corrections": corrections.asked_for(),
        "kept": corrections.kept_at_work(),
    }
    return ask(request, "keeping/held.html", form, **page)
