"""Break-glass: begun, read a part at a time, ended, and listed for every supervisor."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, require
from cases import glass, services
from cases.forms.answering import done
from cases.forms.glass import BreakGlassForm
from cases.models import BreakGlass
from cases.rules import handled_as_minor
from cases.views.asked import answers, ask, ask_and_answer, me, the_case

SHOWN = 100


@require_GET
def broken_glass(request: HttpRequest) -> HttpResponse:
    """Show what was opened whole, by whom, when and why."""
    require(me(request).role, Deed.BREAK_GLASS)
    rows = glass.standing(me(request), now=timezone.now(), most=SHOWN)
    return render(request, "cases/glass_list.html", {"rows": rows})


@ask_and_answer
def break_glass(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.BREAK_GLASS)
    now = timezone.now()
    mine = BreakGlass.objects.filter(case=case, opened_by=by).running(now).first()
    if mine is not None:
        return redirect("cases:glass", mine.pk)
    form = BreakGlassForm(answers(request))
    opened = done(form, services.break_glass, case_id=case.pk, by=by, now=now)
    if opened is None:
        return ask(request, "cases/glass_ask.html", form, case=case)
    many = "person was" if opened.people_told == 1 else "people were"
    messages.warning(request, f"Open for an hour. {opened.people_told} {many} told at once.")
    return redirect("cases:glass", opened.pk)


@require_GET
def read_glass(request: HttpRequest, pk: UUID, part: str = "cases") -> HttpResponse:
    """Show one part of the case whole; that it was read stands in the case's trail."""
    by, now = me(request), timezone.now()
    case = services.read_under_glass(glass_id=pk, part=part, by=by, now=now)
    opened = BreakGlass.objects.get(pk=pk)
    page: dict[str, Any] = {
        "case": case,
        "glass": opened,
        "tabs": _tabs(opened, part),
        "tables": glass.read(case, part, reader=by),
        "is_minor": handled_as_minor(case.age_when_made),
    }
    return render(request, "cases/glass.html", page)


@require_POST
def end_glass(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.end_glass(glass_id=pk, by=me(request), now=timezone.now())
    messages.success(request, "Ended. What was read stays in the trail.")
    return redirect("cases:broken-glass")


def _tabs(opened: BreakGlass, current: str) -> list[dict[str, Any]]:
    return [
        {
            "label": title,
            "url": reverse("cases:glass-part", args=[opened.pk, name]),
            "current": name == current,
        }
        for name, title in glass.parts().items()
    ]
