"""The directory: what each platform asks, whether the Act reaches it, and who last looked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from accounts.rules import Deed, may, require
from cases.forms.answering import done
from removal import kept, listed, stale
from removal.forms import NewPlatformForm, PlatformForm
from removal.models import EntryReport, Platform, PlatformChange
from removal.services import keeping, platforms
from removal.views.asked import me, the_platform

LATEST = 5


@require_GET
def platform_list(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    view = listed.chosen(request.GET.get("show", ""), today)
    rows = listed.rows(me(request), view)
    page = {
        "may_edit": may(me(request).role, Deed.EDIT_PLATFORM),
        "view": view,
        "tabs": listed.tabs(me(request), view, today),
        "rows": [
            (one, listed.kind(one), listed.short_programmes(one), one.is_stale(today))
            for one in rows
        ],
    }
    return render(request, "removal/platforms.html", page)


@require_GET
def platform(request: HttpRequest, slug: str) -> HttpResponse:
    found, reader = the_platform(request, slug), me(request)
    waiting = PlatformChange.objects.waiting().filter(platform=found)
    page = {
        "platform": found,
        "staleness": stale.of(found, now=timezone.now()),
        "waiting": kept.waiting(reader, waiting.select_related("platform", "proposed_by")),
        "change_waits": {found.slug} if waiting else set(),
        "history": kept.history(found)[:LATEST],
        "me": reader,
        "may_check": may(reader.role, Deed.CHECK_PLATFORM),
        "may_edit": may(reader.role, Deed.EDIT_PLATFORM),
        **listed.told(found),
    }
    return render(request, "removal/platform.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    by, form = me(request), NewPlatformForm(request.POST or None)
    require(by.role, Deed.EDIT_PLATFORM)
    if added := done(form, platforms.add_platform, by=by, now=timezone.now()):
        messages.success(request, f"{added.name} is added. Tell what its form asks for.")
        return redirect("removal:edit-platform", added.pk)
    page = {"form": form}
    return render(request, "removal/add_platform.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for what should stand; how a platform is reached waits for a second person."""
    found, by = the_platform(request, slug), me(request)
    require(by.role, Deed.CHECK_PLATFORM)
    form = PlatformForm(request.POST or None, platform=found)
    known = {"slug": slug, "report_id": _own_report(found, by), "by": by, "now": timezone.now()}
    if done(form, platforms.edit_platform, **known):
        if PlatformChange.objects.waiting().filter(platform=found).exists():
            messages.success(request, f"{found.name}: a change waits for a second person.")
        else:
            messages.success(
                request, f"{found.name} is changed. Loading the directory keeps it so."
            )
        return redirect("removal:platform", slug)
    page = {"platform": found, "form": form, "may_edit": may(by.role, Deed.EDIT_PLATFORM)}
    return render(request, "removal/edit_platform.html", page, status=422 if form.is_bound else 200)


@require_POST
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    """Record that this person checked the row today, at the platform itself."""
    found = the_platform(request, slug)
    keeping.verify_platform(slug=slug, by=me(request), now=timezone.now())
    messages.success(request, f"{found.name} is recorded as checked today.")
    is_listed = request.POST.get("back") == "keeping"
    return redirect("removal:keeping") if is_listed else redirect("removal:platform", slug)


def _own_report(platform: Platform, by: User) -> UUID | None:
    """Give the open report that this person looks into: the change then settles it."""
    mine = EntryReport.objects.visible_to(by).open().filter(platform=platform, assigned_to=by)
    return mine.order_by("reported_at").values_list("pk", flat=True).first()
