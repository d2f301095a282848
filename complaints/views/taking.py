"""The packet to take away; that someone took it is in the trail."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, may, require
from audit.rules import NotAllowed
from cases.wanted import wanted
from complaints import packet as papers
from complaints import released, services, taken
from complaints.packet import portal as form_order
from complaints.rules.spoken import STATUSES, TONES
from complaints.rules.words import Status
from complaints.services.exporting import Form
from complaints.views.asked import me, the_draft

FORMS: dict[str, str] = {
    Form.PDF: "PDF",
    Form.DOCX: "Word file",
    Form.TEXT: "plain text",
    Form.PORTAL: "in the form's order",
    Form.ADDENDA: "addenda",
    Form.ZIP: "whole packet",
}


@require_GET
def papers_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what can be taken, what was, and how to check it."""
    draft = the_draft(request, pk)
    require(me(request).role, Deed.EXPORT_PACKET)
    status = Status(draft.status)
    page = {
        "draft": draft,
        "status": STATUSES[status],
        "tone": TONES[status],
        "wanted": wanted(case=draft.case, now=timezone.now(), **released.needed(draft)),
        "order": form_order.read_order(),
        "taken": [(one, FORMS.get(one.form, one.form)) for one in taken.known(draft)],
        "addenda": draft.addenda.count(),
        "may_record": may(me(request).role, Deed.WORK_CASE),
    }
    return render(request, "complaints/papers.html", page)


@require_GET
def portal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lay the text out for pasting: that is taking it away too, and asks for the release."""
    draft = the_draft(request, pk)
    try:
        services.export(draft_id=pk, form=Form.PORTAL, by=me(request), now=timezone.now())
    except NotAllowed as no:
        if no.code != "release_needed":
            raise
        return render(request, "complaints/portal.html", {"draft": draft, "why": str(no)})
    laid_out = form_order.in_order(papers.paper_of(draft))
    page = {"draft": draft, "order": laid_out.order, "blocks": laid_out.blocks}
    return render(request, "complaints/portal.html", page)


@require_GET
def packet(request: HttpRequest, pk: UUID, form: str = Form.PDF.value) -> HttpResponse:
    return _taken(request, pk, Form(form))


def _taken(request: HttpRequest, pk: UUID, form: Form) -> HttpResponse:
    given = services.export(draft_id=pk, form=form, by=me(request), now=timezone.now())
    response = HttpResponse(given.content, content_type=given.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{given.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
