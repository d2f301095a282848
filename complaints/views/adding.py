"""Addenda to a filed complaint: each taken by itself, and recorded as sent by a person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from cases.forms.answering import done
from complaints import services
from complaints.forms import AddendumFiledForm
from complaints.views.asked import me, the_draft
from complaints.views.page import page


@require_GET
def addendum(request: HttpRequest, pk: UUID, row_id: UUID) -> HttpResponse:
    """Give one addendum as a PDF; taking it asks for the release and is recorded."""
    found = the_draft(request, pk)
    one = get_object_or_404(found.addenda, pk=row_id)
    content = services.export_addendum(addendum_id=one.pk, by=me(request), now=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{found.request.code}-addendum.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def addendum_filed(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_draft(request, pk)
    form = AddendumFiledForm(request.POST)
    if form.is_valid():
        get_object_or_404(found.addenda, pk=form.cleaned_data["addendum_id"])
    act = services.record_addendum_filing
    if done(form, act, by=me(request), now=timezone.now()) is None:
        return page(request, found, adding=form)
    messages.success(request, "Recorded. The filed text and this addendum stay as they are.")
    return redirect("complaints:draft", pk)
