"""A platform's pattern: what could be told of it now, what was made, and papers to take."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.rules import Deed, require
from audit.rules import NotAllowed
from cases.forms.answering import done, refusal
from complaints import services
from complaints.forms import FilingForm
from complaints.models import Pattern
from complaints.pattern import composing, counted, telling
from complaints.views.asked import me
from removal.models import Platform
from removal.rules.directory import OTHER_SITE


@require_http_methods(["GET", "HEAD", "POST"])
def pattern(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what could be told now, and take the wish to keep it."""
    require(me(request).role, Deed.REPORT_PATTERN)
    platform = _platform(request, slug)
    if request.method == "POST":
        no = refusal(services.make_pattern, slug=slug, by=me(request), now=timezone.now())
        if no:
            messages.error(request, no)
        else:
            messages.success(request, "Kept as it is now. A person reads, signs and files it.")
        return redirect("complaints:pattern", slug)
    return _page(request, platform)


@require_GET
def packet(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    require(me(request).role, Deed.REPORT_PATTERN)
    number = request.GET.get("number", "")
    given = services.export_pattern(
        slug=_platform(request, slug).pk,
        number=int(number) if number.isdecimal() else None,
        form=form,
        by=me(request),
    )
    response = HttpResponse(given.content, content_type=given.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{given.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def filed(request: HttpRequest, slug: str) -> HttpResponse:
    require(me(request).role, Deed.REPORT_PATTERN)
    platform, form = _platform(request, slug), FilingForm(request.POST)
    number = request.POST.get("pattern_number", "")
    kept = done(
        form,
        services.record_pattern_filed,
        slug=slug,
        pattern_number=int(number) if number.isdecimal() else None,
        by=me(request),
        now=timezone.now(),
    )
    if kept is None:
        return _page(request, platform, filing=form)
    messages.success(request, "Recorded as filed.")
    return redirect("complaints:pattern", slug)


def _platform(request: HttpRequest, slug: str) -> Platform:
    found: Platform = get_object_or_404(Platform.objects.visible_to(me(request)), pk=slug)
    return found


def _page(
    request: HttpRequest, platform: Platform, *, filing: forms.Form | None = None
) -> HttpResponse:
    now, fewest = timezone.now(), settings.PATTERN_FEWEST_CASES
    known = Pattern.objects.visible_to(me(request)).filter(platform=platform)
    page = {
        "platform": platform,
        "fewest": fewest,
        "patterns": known.newest_first(),
        "filing": filing or FilingForm(),
        "form": filing,
    }
    try:
        if platform.pk == OTHER_SITE:
            raise NotAllowed("These are many sites in one row.", code="not_one_service")
        found = counted.told_of(platform.pk, now=now)
        held = telling.told(platform, found.figures, fewest=fewest, now=now)
        page["sections"] = composing.with_queries(composing.sections(held))
    except NotAllowed as no:
        page["why"] = str(no)
    status = 422 if filing is not None else 200
    return render(request, "complaints/pattern.html", page, status=status)
