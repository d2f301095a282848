"""Where a fingerprint is made, on the reader's own device; only its digits are ever sent here."""

from uuid import UUID

from csp.decorators import csp
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, require
from cases.forms.answering import done
from cases.rules import AgeWhenMade, handled_as_minor, require_open
from cases.views.asked import answers, ask_and_answer, me
from evidence import services
from evidence.forms.fingerprint import FingerprintForm
from evidence.rules.fingerprints import names
from evidence.views.alone import WORKER, page_alone
from evidence.views.reading import the_item


@ask_and_answer
def fingerprint(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer to make a fingerprint of one item's file, and keep its digits when told to."""
    item, by = the_item(request, pk), me(request)
    require(by.role, Deed.WORK_CASE)
    page = {"case": item.case, "item": item}
    if handled_as_minor(item.case.age_when_made, item.age_when_made):
        status = 409 if request.method == "POST" else 200
        return render(request, "evidence/fingerprint_refused.html", page, status=status)
    require_open(item.case.status)
    form = FingerprintForm(answers(request))
    kept = done(form, services.keep_fingerprints, item_id=pk, by=by, now=timezone.now())
    if kept is None:
        status = 422 if form.is_bound else 200
        asked = {**page, "form": form}
        return page_alone(request, "evidence/fingerprint.html", asked, status=status)
    told = ", ".join(names([one.algorithm for one in kept]))
    messages.success(request, f"Kept for {item.label}: {told}.")
    return redirect("evidence:item", pk)


@login_not_required
@require_GET
def fingerprint_tool(request: HttpRequest) -> HttpResponse:
    """Show anyone the digits of a file of theirs, once they say that it shows adults."""
    age = request.GET.get("age", "")
    if not age:
        return render(request, "evidence/fingerprint_age.html")
    if age != AgeWhenMade.ADULT:
        return render(request, "evidence/fingerprint_refused.html")
    return page_alone(request, "evidence/fingerprint_tool.html", {})


@csp(WORKER)
@login_not_required
@require_GET
def fingerprint_worker(request: HttpRequest) -> HttpResponse:
    """Give the worker's first line, under a policy that a file server might leave out."""
    script = f'import "{static("reclaim/fingerprint/worker.js")}";\n'
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
