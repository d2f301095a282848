"""The attorney's queue, and the page that a reminder opens."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, Role, require
from cases.forms.answering import refusal
from cases.models import Task
from cases.views.asked import ask_and_answer, me
from restitution import queue, standing
from restitution.models.sight import told_cases
from restitution.rules.reminders import DueDay, all_ids, ask_id
from restitution.services import reminders
from restitution.standing import Standing
from restitution.told import Held

ON_A_PAGE = 30


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Show the cases released to this attorney, most urgent first; no name, no fact."""
    reader = me(request)
    require(reader.role, Deed.REVIEW_RESTITUTION)
    text = request.GET.get("q", "").strip()[:40]
    view = queue.chosen(request.GET.get("show", ""))
    found = queue.standings(reader, text=text, now=timezone.now())
    kept = [stands for stands in found if view.keeps(stands)]
    shown = Paginator(kept, ON_A_PAGE).get_page(request.GET.get("page"))
    page = {
        "view": view,
        "text": text,
        "tabs": queue.tabs(found, view, text=text),
        "page": shown,
        "rows": [queue.row(stands) for stands in shown],
        "unseen": queue.unseen(reader),
        "today": timezone.localdate(),
    }
    return render(request, "restitution/queue.html", page)


@ask_and_answer
def reminder(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what a reminder is about, and let it be seen; another's leads to the case."""
    reader = me(request)
    require(reader.role, Deed.TELL_RESTITUTION)
    mine = Task.objects.visible_to(reader).filter(kind=reminders.KIND, subject_id=pk)
    cases = told_cases(reader).values("pk")
    rows = mine.filter(case__in=cases).select_related("case__key", "assigned_to")
    task: Task = get_object_or_404(rows.order_by("-created_at")[:1])
    if task.assigned_to_id != reader.pk:
        return redirect("restitution:worksheet", task.case.code)
    if request.method == "POST":
        return _seen(request, task)
    stands = standing.of_case(task.case, now=timezone.now())
    page = {
        "task": task,
        "case": task.case,
        "day": _day(stands, pk, reader.pk) if reader.role == Role.ATTORNEY else None,
        "asked": _asked(stands, pk, reader.pk),
    }
    return render(request, "restitution/reminder.html", page)


def _seen(request: HttpRequest, task: Task) -> HttpResponse:
    subject = task.subject_id
    no = refusal(reminders.see_reminder, subject_id=subject, by=me(request), now=timezone.now())
    if no:
        messages.error(request, no)
    else:
        messages.success(
            request, "Seen. The day itself stands, and reminds again as it comes near."
        )
    return redirect("restitution:worksheet", task.case.code)


def _day(stands: Standing, pk: UUID, person: UUID) -> DueDay | None:
    case = stands.case.pk
    return next(
        (day for day in stands.days if pk in all_ids(case, day.kind, day.key, person).values()),
        None,
    )


def _asked(stands: Standing, pk: UUID, person: UUID) -> Held | None:
    told = (one for one in stands.held.values() if one.row is not None)
    return next((one for one in told if one.row and ask_id(one.row.pk, person) == pk), None)
