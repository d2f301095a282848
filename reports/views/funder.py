"""The report for a funder: look, lock, take along, and see what changed since."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.rules import Deed, may, require
from cases import recipients
from cases.forms.answering import done
from cases.rules.release_words import RecipientKind
from reports.forms.filing import LockForm
from reports.funder import changes, desk, papers, stored, telling
from reports.models import Snapshot
from reports.rules.filing import REASONS, Reason
from reports.rules.quarters import Quarter
from reports.services import filing
from reports.views.asked import me
from reports.views.charts import tabs


@require_GET
def funder(request: HttpRequest) -> HttpResponse:
    """Show each funder's quarters, and where each stands."""
    require(me(request).role, Deed.LOCK_REPORT)
    now = timezone.now()
    locked = Snapshot.objects.visible_to(me(request)).for_display()
    page = {
        "tabs": tabs(request, "funder"),
        "funders": [
            desk.Funder(code, name, desk.quarters(code, locked, now=now))
            for code, name in recipients.named(RecipientKind.FUNDER).items()
        ],
    }
    return render(request, "reports/funder.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def quarter(request: HttpRequest, funder: str, quarter: str) -> HttpResponse:
    """Show a quarter as it could be locked now, and lock it."""
    require(me(request).role, Deed.LOCK_REPORT)
    of, name = _quarter(quarter), _name(funder)
    now = timezone.now()
    mine = Snapshot.objects.visible_to(me(request)).filter(funder=funder, quarter=of.code)
    before = mine.current().for_display().first()
    form = LockForm(request.POST or None, corrects=before is not None)
    if request.method == "POST":
        locked = done(
            form, filing.lock_report, funder=funder, quarter=of.code, by=me(request), now=now
        )
        if locked is not None:
            return redirect("reports:funder-locked", funder, of.code, locked.version)
    page = _page(of, funder, before, now=now) | {
        "tabs": tabs(request, "funder"), "name": name, "form": form,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "reports/funder_quarter.html", page, status=status)


@require_GET
def locked(request: HttpRequest, funder: str, quarter: str, version: int) -> HttpResponse:
    """Show a report as it was locked."""
    snapshot = _snapshot(request, funder, quarter, version)
    page = {
        "tabs": tabs(request, "funder"),
        "snapshot": snapshot,
        "quarter": snapshot.of,
        "name": _name(funder),
        "told": snapshot.outside["tables"],
        "notes": telling.NOTES,
        "reason": REASONS[Reason(snapshot.reason)] if snapshot.reason else "",
        "is_sealed": stored.is_sealed(snapshot),
        "may_export": may(me(request).role, Deed.EXPORT_REPORTS),
        "later": getattr(snapshot, "corrected_by", None),
    }
    return render(request, "reports/funder_locked.html", page)


@require_GET
def paper(request: HttpRequest, funder: str, quarter: str, version: int, form: str) -> HttpResponse:
    """Give a locked report as a file, as it is shown and no more."""
    snapshot = _snapshot(request, funder, quarter, version)
    filing.export_report(snapshot_id=snapshot.pk, form=form, by=me(request))
    content, kind = papers.in_form(snapshot, form, name=_name(funder))
    response = HttpResponse(content, content_type=kind)
    name = f"funder-report-{snapshot.code}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _page(of: Quarter, funder: str, before: Snapshot | None, *, now: datetime) -> dict[str, Any]:
    report = telling.report(of, funder=funder, now=now)
    page = {
        "quarter": of,
        "funder": funder,
        "told": report.outside["tables"],
        "seen": report.seen,
        "left_out": report.left_out,
        "notes": telling.NOTES,
        "before": before,
        "is_empty": not report.counted.new and not report.counted.continuing,
        "why_not": desk.why_not(of, funder, now=now),
    }
    if before is not None:
        found, page["alike"] = changes.since(before, report.outside)
        page["changed"] = [one for one in found if not one.is_hidden]
        page["now_hidden"] = len(found) - len(page["changed"])
    return page


def _snapshot(request: HttpRequest, funder: str, quarter: str, version: int) -> Snapshot:
    require(me(request).role, Deed.LOCK_REPORT)
    known = Snapshot.objects.visible_to(me(request)).for_display()
    found: Snapshot = get_object_or_404(known, funder=funder, quarter=quarter, version=version)
    return found


def _quarter(code: str) -> Quarter:
    of = Quarter.from_code(code)
    if of is None or of.first > timezone.localdate():
        raise Http404
    return of


def _name(funder: str) -> str:
    """Give what a funder is called; one that is no longer in the settings goes by its code."""
    known = recipients.named(RecipientKind.FUNDER)
    if funder not in known and not Snapshot.objects.filter(funder=funder).exists():
        raise Http404
    return known.get(funder, funder)
