"""The attorney's memorandum: what it would hold, and then the file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed
from cases.views.asked import me
from restitution import memo as papers
from restitution.models import PrivilegedNote
from restitution.services import memo as services
from restitution.services import notes
from restitution.views.asked import told_case
from restitution.views.tabs import tabs


@require_GET
def memo(request: HttpRequest, code: str) -> HttpResponse:
    """Show the memo as it would be printed now; opening it is opening what it is made of."""
    case, by = told_case(request, code, Deed.REVIEW_RESTITUTION), me(request)
    notes.open_notes(case=case, by=by)
    kept = PrivilegedNote.objects.visible_to(by).filter(case=case)
    page = {
        "case": case,
        "tabs": tabs(case, "memo"),
        "paper": papers.paper_of(case, now=timezone.now()),
        "notes": kept.count(),
    }
    return render(request, "restitution/memo.html", page)


@require_GET
def memo_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Give the memo as a PDF or a Word file; taking it is recorded."""
    case = told_case(request, code, Deed.REVIEW_RESTITUTION)
    made = services.take_memo(
        case_id=case.pk,
        form=services.Form(form),
        with_notes=request.GET.get("notes") == "yes",
        by=me(request),
        now=timezone.now(),
    )
    response = HttpResponse(made.content, content_type=made.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
