"""Notes, tasks, and who may sign for the person shown."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import Deed, require
from cases import services
from cases.forms import NoteForm, TaskForm
from cases.forms.answering import done, refusal
from cases.models import Authority, Task
from cases.views.asked import answers, ask, ask_and_answer, me, the_case


@ask_and_answer
def note(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.NOTE_CASE)
    form = NoteForm(answers(request), by=by)
    if done(form, services.write_note, case_id=case.pk, by=by, now=timezone.now()):
        messages.success(request, "The note is kept.")
        return redirect("cases:case", case.code)
    words = {"heading": "Write a note", "act": "Keep the note"}
    return ask(request, "cases/form.html", form, case=case, **words)


@ask_and_answer
def task(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    form = TaskForm(answers(request), case=case)
    if done(form, services.add_task, case_id=case.pk, by=by, now=timezone.now()):
        messages.success(request, "The task is added.")
        return redirect("cases:case", case.code)
    words = {"heading": "Add a task", "act": "Add the task"}
    return ask(request, "cases/form.html", form, case=case, **words)


@require_POST
def finish_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    task = get_object_or_404(Task.objects.visible_to(me(request)).select_related("case"), pk=pk)
    no = refusal(services.finish_task, task_id=pk, by=me(request), now=timezone.now())
    _say(request, no, "The task is done.")
    return redirect("cases:case", task.case.code)


@require_POST
def revoke_authority(request: HttpRequest, pk: UUID) -> HttpResponse:
    mine = Authority.objects.visible_to(me(request)).select_related("case")
    held = get_object_or_404(mine, pk=pk)
    no = refusal(services.revoke_authority, authority_id=pk, by=me(request), now=timezone.now())
    _say(request, no, "The authority is revoked from now on.")
    return redirect("cases:case", held.case.code)


def _say(request: HttpRequest, no: str, yes: str) -> None:
    if no:
        messages.error(request, no)
    else:
        messages.success(request, yes)
