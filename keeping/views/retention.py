"""The retention page: how long each kind is kept, what comes due, what waits, what went."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, require
from cases.forms.answering import done
from cases.models import Case
from cases.views.asked import answers, ask, ask_and_answer, me
from keeping import certified, paper
from keeping.forms.purging import SpanForm
from keeping.models import LegalHold, Purge, PurgeCertificate
from keeping.rules.policy import AHEAD, CHECKED
from keeping.services import giving, retention
from keeping.standing import coming_due, policies, policy_of

MOST = 100


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    by, now = me(request), timezone.now()
    require(by.role, Deed.SET_RETENTION)
    mine = Case.objects.visible_to(by)
    due = coming_due(mine, by=now + AHEAD)
    page = {
        "now": now,
        "checked": CHECKED,
        "policies": policies(),
        "due": due[:MOST],
        "more": max(0, len(due) - MOST),
        "waiting": Purge.objects.visible_to(by).open().for_display(),
        "holds": LegalHold.objects.visible_to(by).standing().for_display(),
        "certificates": PurgeCertificate.objects.visible_to(by).for_display()[:MOST],
    }
    return render(request, "keeping/retention.html", page)


@ask_and_answer
def change_policy(request: HttpRequest, kind: str) -> HttpResponse:
    require(me(request).role, Deed.SET_RETENTION)
    found = policy_of(kind)
    if found is None or not found.may_change:
        raise Http404
    form = SpanForm(answers(request), kind=found.kind, initial={"days": found.days})
    if done(form, retention.set_span, kind=kind, by=me(request), now=timezone.now()):
        messages.success(request, "Set. It holds from now on, for what is there already too.")
        return redirect("keeping:retention")
    return ask(request, "keeping/policy.html", form, policy=found)


@require_GET
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _the_certificate(request, pk)
    page = {
        "certificate": found,
        "case": found.case,
        "says": paper.says(found),
        "holds": certified.holds(found),
    }
    return render(request, "keeping/certificate.html", page)


@require_GET
def certificate_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _the_certificate(request, pk)
    giving.take_certificate(certificate_id=found.pk, by=me(request))
    response = HttpResponse(paper.certificate_pdf(found), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    return response


def _the_certificate(request: HttpRequest, pk: UUID) -> PurgeCertificate:
    mine = PurgeCertificate.objects.visible_to(me(request)).for_display()
    found: PurgeCertificate = get_object_or_404(mine, pk=pk)
    return found
