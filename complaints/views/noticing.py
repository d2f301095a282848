"""The notice before a complaint: written here, copied out and sent by a person, recorded here."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.rules import Deed, may, require
from cases.forms.answering import done
from cases.services import open_for_reading
from complaints import noticed, services
from complaints.forms import NoticeForm, NoticeSentForm
from complaints.models import ComplaintDraft
from complaints.rules.notices import USUAL_REPLY
from complaints.told import gather
from complaints.views.asked import me, the_draft


@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the notice and what was sent before; write it from today's facts."""
    found = the_draft(request, pk)
    require(me(request).role, Deed.WRITE_REQUEST)
    if request.method == "GET":
        part = f"notice before the complaint on {found.request.label}"
        open_for_reading(case=found.case, by=me(request), part=part)
        return _page(request, found)
    form = NoticeForm(request.POST, again=bool(gather(found).notices))
    made = done(form, services.write_notice, draft_id=pk, by=me(request), now=timezone.now())
    if made is None:
        return _page(request, found, write=form)
    messages.success(request, "Written. Copy it out, send it yourself, then record that here.")
    return redirect("complaints:notice", pk)


@require_POST
def notice_sent(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = the_draft(request, pk)
    require(me(request).role, Deed.WRITE_REQUEST)
    form = NoticeSentForm(request.POST)
    act = services.record_notice_sent
    if done(form, act, draft_id=pk, by=me(request), now=timezone.now()) is None:
        return _page(request, found, sent=form)
    messages.success(request, "Recorded as sent. Record the platform's reply as its answer.")
    return redirect("complaints:notice", pk)


def _page(request: HttpRequest, found: ComplaintDraft, **answered: forms.Form) -> HttpResponse:
    now = timezone.now()
    shown = noticed.of(gather(found), now=now)
    soon = {"reply_by": (now + USUAL_REPLY).replace(minute=0, second=0, microsecond=0)}
    page = {
        "draft": found,
        "shown": shown,
        "write": answered.get("write") or NoticeForm(initial=soon, again=bool(shown.sent)),
        "sent": answered.get("sent") or NoticeSentForm(initial={"channel": "web_form"}),
        "form": next(iter(answered.values()), None),
        "may_record": may(me(request).role, Deed.WORK_CASE),
    }
    status = 422 if answered else 200
    return render(request, "complaints/notice.html", page, status=status)
