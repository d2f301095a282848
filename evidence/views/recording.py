"""Recording an item and correcting it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.rules import Deed, require
from cases.forms.answering import done
from cases.views.asked import answers, ask, ask_and_answer, me, the_case
from evidence import services
from evidence.forms import CorrectForm, ItemForm
from evidence.views.reading import the_item


@ask_and_answer
def record(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    form = ItemForm(answers(request), case=case)
    item = done(form, services.record_item, case_id=case.pk, by=by, now=timezone.now())
    if item is not None:
        messages.success(request, f"{item.label} is recorded.")
        return redirect("evidence:item", item.pk)
    return ask(request, "evidence/record.html", form, case=case)


@ask_and_answer
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what is recorded, which is an act of reading, and take corrections."""
    item, by = the_item(request, pk), me(request)
    require(by.role, Deed.WORK_CASE)
    if request.method != "POST":
        services.open_item(item=item, by=by)
    form = CorrectForm(answers(request), item=item)
    if done(form, services.correct_item, item_id=item.pk, by=by, now=timezone.now()):
        messages.success(request, f"{item.label} is corrected.")
        return redirect("evidence:item", item.pk)
    return ask(request, "evidence/record.html", form, case=item.case, item=item)
