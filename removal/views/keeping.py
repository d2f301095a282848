"""Keeping the directory right: what is reported, what waits for a second person, what is stale."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.rules import Deed, may
from cases.forms.answering import done, refusal
from removal import kept, stale
from removal.forms import ReportForm
from removal.models import EntryReport, Platform, PlatformChange
from removal.rules.desk_words import Decision
from removal.rules.directory import OTHER_SITE
from removal.services import keeping as services
from removal.views.asked import me, the_platform

ON_A_PAGE = 30
HISTORY_ON_A_PAGE = 20


@require_GET
def keeping(request: HttpRequest) -> HttpResponse:
    """Show what somebody has to look into, then every row, the longest unchecked first."""
    reader, now = me(request), timezone.now()
    rows = Platform.objects.visible_to(reader).exclude(pk=OTHER_SITE).select_related("verified_by")
    oldest = rows.order_by(F("last_verified_on").asc(nulls_first=True), "name")
    shown = Paginator(oldest, ON_A_PAGE).get_page(request.GET.get("page"))
    known = stale.of_all(list(shown), now=now)
    waiting = PlatformChange.objects.visible_to(reader).waiting()
    reports = Paginator(kept.open_reports(reader), ON_A_PAGE)
    page = {
        "reports": reports.get_page(1),
        "waiting": kept.waiting(
            reader, waiting.select_related("platform", "proposed_by")[:ON_A_PAGE]
        ),
        "change_waits": set(waiting.values_list("platform_id", flat=True)),
        "page": shown,
        "rows": [(one, known[one.slug]) for one in shown],
        "may_check": may(reader.role, Deed.CHECK_PLATFORM),
        "may_edit": may(reader.role, Deed.EDIT_PLATFORM),
        "me": reader,
    }
    return render(request, "removal/keeping.html", page)


@require_GET
def history(request: HttpRequest, slug: str) -> HttpResponse:
    platform = the_platform(request, slug)
    shown = Paginator(kept.history(platform), HISTORY_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "removal/history.html", {"platform": platform, "page": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what is wrong with a row; somebody owns the answer from then on."""
    platform = the_platform(request, slug)
    form = ReportForm(request.POST or None)
    made = done(form, services.report_entry, slug=slug, by=me(request), now=timezone.now())
    if made:
        owner = made.assigned_to
        who = (
            f"{owner.name} looks into it" if owner else "nobody keeps the directory yet: tell them"
        )
        messages.success(request, f"Reported; {who}. Every page that uses the entry says so.")
        return redirect("removal:platform", slug)
    page = {"platform": platform, "form": form}
    return render(request, "removal/report.html", page, status=422 if form.is_bound else 200)


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(EntryReport.objects.visible_to(me(request)), pk=pk)
    no = refusal(services.take_report, report_id=pk, by=me(request), now=timezone.now())
    _say(request, no, "The report is yours. Look at the platform's own page on your device.")
    return redirect("removal:platform", found.platform_id)


@require_POST
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(EntryReport.objects.visible_to(me(request)), pk=pk)
    no = refusal(
        services.settle_report,
        report_id=pk,
        closed_as=request.POST.get("closed_as", ""),
        by=me(request),
        now=timezone.now(),
    )
    _say(request, no, "The report is settled.")
    return redirect("removal:platform", found.platform_id)


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(PlatformChange.objects.visible_to(me(request)), pk=pk)
    decision = request.POST.get("decision", "")
    no = refusal(
        services.decide_change,
        change_id=pk,
        decision=decision,
        by=me(request),
        now=timezone.now(),
    )
    stands = decision == Decision.CONFIRMED
    said = "Confirmed: the row says so now." if stands else "The row stays as it was."
    _say(request, no, said)
    return redirect("removal:platform", found.platform_id)


def _say(request: HttpRequest, no: str, yes: str) -> None:
    if no:
        messages.error(request, no)
    else:
        messages.success(request, yes)
