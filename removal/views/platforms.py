"""The directory: what each platform asks, whether the Act reaches it, and who last looked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.rules import Deed, may, require
from cases.forms.answering import done
from removal import listed
from removal.forms import NewPlatformForm, PlatformForm
from removal.services import platforms
from removal.views.asked import me, the_platform


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
    found = the_platform(request, slug)
    page = {
        "platform": found,
        "is_stale": found.is_stale(timezone.now().date()),
        "may_edit": may(me(request).role, Deed.EDIT_PLATFORM),
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
    found, by = the_platform(request, slug), me(request)
    require(by.role, Deed.EDIT_PLATFORM)
    form = PlatformForm(request.POST or None, platform=found)
    if done(form, platforms.edit_platform, slug=slug, by=by, now=timezone.now()):
        messages.success(request, f"{found.name} is changed. Loading the directory keeps it so.")
        return redirect("removal:platform", slug)
    page = {"platform": found, "form": form}
    return render(request, "removal/edit_platform.html", page, status=422 if form.is_bound else 200)


@require_POST
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    """Record that this person checked the row today, at the platform itself."""
    found = the_platform(request, slug)
    platforms.verify_platform(slug=slug, by=me(request), now=timezone.now())
    messages.success(request, f"{found.name} is recorded as checked today.")
    return redirect("removal:platform", slug)
