"""Handing a case to an attorney at a planned moment."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import Deed, require
from cases import services
from cases.forms.answering import done, refusal
from cases.forms.handovers import PlanHandoverForm
from cases.models import PlannedHandover
from cases.rules.handovers import STOPPED
from cases.views.asked import answers, ask, ask_and_answer, me, the_case


@ask_and_answer
def handovers(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.ASSIGN_CASE)
    form = PlanHandoverForm(answers(request))
    planned = done(form, services.plan_handover, case_id=case.pk, by=by, now=timezone.now())
    if planned:
        messages.success(request, "Planned. The release is asked for again when the moment comes.")
        return redirect("cases:handovers", case.code)
    rows = PlannedHandover.objects.filter(case=case).for_display()
    page = {
        "case": case,
        "rows": [(one, STOPPED.get(one.because, "")) for one in rows],
    }
    return ask(request, "cases/handovers.html", form, **page)


@require_POST
def withdraw_handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    mine = PlannedHandover.objects.visible_to(me(request)).select_related("case")
    planned = get_object_or_404(mine, pk=pk)
    no = refusal(services.withdraw_handover, handover_id=pk, by=me(request), now=timezone.now())
    if no:
        messages.error(request, no)
    else:
        messages.success(request, "The hand-over is called off.")
    return redirect("cases:handovers", planned.case.code)
