"""One's own calendar address and morning's letter; and the calendar itself, behind its secret."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from audit.rules import NotAllowed
from deadlines import ical
from deadlines.forms import DigestForm, RingForm
from deadlines.models import DigestChoice
from deadlines.services import feeds, mornings
from deadlines.views.asked import me
from rows.reading import reading_as

WORDS = "text/plain; charset=utf-8"


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer whoever knows the secret with what its owner may see now."""
    admitted = feeds.admit(token=token)
    if admitted is None:
        raise Http404
    if admitted.wait:
        answer = HttpResponse("Too many requests.\n", status=429, content_type=WORDS)
        answer["Retry-After"] = str(admitted.wait)
        return answer
    now, alarm = timezone.now(), admitted.alarm_minutes
    with reading_as(admitted.user.pk):
        calendar = ical.calendar_of(admitted.user, now=now, alarm_minutes=alarm)
    answer = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="desk.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_GET
def ahead(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the page itself: the address is shown here and never again."""
    token = feeds.make_feed(by=me(request))
    address = request.build_absolute_uri(reverse("deadlines:feed", args=[token]))
    return _page(request, address=address, status=201)


@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    feeds.revoke_feed(by=me(request))
    messages.success(request, "The address opens nothing any more.")
    return redirect("deadlines:ahead")


@require_POST
def ring(request: HttpRequest) -> HttpResponse:
    form = RingForm(request.POST)
    if form.is_valid():
        try:
            feeds.set_alarm(minutes=form.cleaned_data["minutes"], by=me(request))
        except NotAllowed as no:
            form.add_error(None, no.sentence)
        else:
            messages.success(request, "Kept. Your calendar takes it over when it asks next.")
            return redirect("deadlines:ahead")
    return _page(request, ring=form, status=422)


@require_POST
def choose_digest(request: HttpRequest) -> HttpResponse:
    form = DigestForm(request.POST)
    if not form.is_valid():
        return _page(request, letter=form, status=422)
    mornings.choose(by=me(request), **form.cleaned_data)
    messages.success(request, "Kept.")
    return redirect("deadlines:ahead")


def _page(request: HttpRequest, *, status: int = 200, **shown: Any) -> HttpResponse:
    reader = me(request)
    kept = feeds.current(user=reader)
    choice = DigestChoice.objects.filter(user=reader).first() or DigestChoice()
    page = {
        "feed": kept,
        "ring": RingForm(initial={"minutes": kept.alarm_minutes if kept else None}),
        "letter": DigestForm(initial={"wanted": choice.wanted, "hour": choice.hour}),
        **shown,
    }
    return render(request, "deadlines/ahead.html", page, status=status)
