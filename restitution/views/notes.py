"""Privileged notes: written, read and found by the attorneys of a case, and by nobody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.rules import Deed, require
from cases.forms.answering import done
from cases.views.asked import answers, ask_and_answer, me
from restitution.forms.partition import FindNotesForm, PrivilegedNoteForm
from restitution.models import PrivilegedNote
from restitution.rules.remedies import REMEDIES
from restitution.services import notes as services
from restitution.views.asked import told_case
from restitution.views.tabs import tabs

TITLES = {code: one.title for code, one in REMEDIES.items()}


@ask_and_answer
def notes(request: HttpRequest, code: str) -> HttpResponse:
    """Show the privileged notes of a case, newest first, and take in another one."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), me(request)
    form = PrivilegedNoteForm(answers(request))
    if done(form, services.write_privileged_note, case_id=case.pk, by=by, now=timezone.now()):
        messages.success(request, "The note is kept, for the attorneys of this case alone.")
        return redirect("restitution:notes", case.code)
    if request.method != "POST":
        services.open_notes(case=case, by=by)
    kept = PrivilegedNote.objects.visible_to(by).filter(case=case).for_display()
    page = {
        "case": case,
        "tabs": tabs(case, "notes"),
        "form": form,
        "rows": [(one, TITLES.get(one.remedy, "")) for one in kept],
    }
    return render(request, "restitution/notes.html", page, status=422 if form.is_bound else 200)


@ask_and_answer
def find_notes(request: HttpRequest) -> HttpResponse:
    """Look through the notes of one's own cases; what was looked for never stands in an address."""
    require(me(request).role, Deed.REVIEW_RESTITUTION)
    form = FindNotesForm(answers(request))
    found = done(form, services.find_notes, by=me(request))
    rows = [(one, TITLES.get(one.remedy, "")) for one in found.notes] if found else []
    page = {"form": form, "found": found, "rows": rows}
    refused = form.is_bound and found is None
    return render(request, "restitution/find_notes.html", page, status=422 if refused else 200)
