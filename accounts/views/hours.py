"""When people work and when they want no mail: one's own, and others' for a supervisor."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import services
from accounts.calendars import of, of_agency, quiet_of
from accounts.forms_hours import DayOffForm, QuietForm, WeekForm, begun
from accounts.models import DayOff, User, WorkingHours
from accounts.rules import ROLE_MAY_NOT, Deed, Role, require
from audit.rules import NotAllowed


@require_GET
def hours(request: HttpRequest) -> HttpResponse:
    return _page(request, _me(request))


@require_GET
def hours_of(request: HttpRequest, whose: str) -> HttpResponse:
    """Show the agency's hours, or somebody's: a supervisor's to see and to write."""
    return _page(request, _whose(request, whose))


@require_POST
def set_hours(request: HttpRequest, whose: str) -> HttpResponse:
    form, person = WeekForm(request.POST), _whose(request, whose)
    said = "The hours are kept."
    return _record(request, person, form, services.set_hours, said, week_form=form)


@require_POST
def set_quiet(request: HttpRequest, whose: str) -> HttpResponse:
    form, person = QuietForm(request.POST), _whose(request, whose)
    if person is None:
        messages.error(request, "Quiet hours are each person's own.")
        return redirect(_url(request, None))
    said = "Kept. Letters wait; what is due is entered all the same."
    return _record(request, person, form, services.set_quiet, said, quiet_form=form)


@require_POST
def add_day_off(request: HttpRequest, whose: str) -> HttpResponse:
    form, person = DayOffForm(request.POST), _whose(request, whose)
    return _record(request, person, form, services.add_day_off, "Noted.", day_form=form)


@require_POST
def drop_day_off(request: HttpRequest, whose: str) -> HttpResponse:
    person = _whose(request, whose)
    named = request.POST.get("day_off", "")
    found = DayOff.objects.filter(user=person, pk=int(named) if named.isdecimal() else 0).first()
    if found is not None:
        services.drop_day_off(day_off_id=found.pk, by=_me(request))
        messages.success(request, "Taken out.")
    return redirect(_url(request, person))


def _record(
    request: HttpRequest,
    person: User | None,
    form: forms.Form,
    act: Callable[..., object],
    said: str,
    **answered: forms.Form,
) -> HttpResponse:
    """Do what a form says and go back to the page, or ask again there."""
    if form.is_valid():
        try:
            act(user_id=person.pk if person else None, by=_me(request), **form.cleaned_data)
        except NotAllowed as no:
            if no.code == ROLE_MAY_NOT:
                raise
            form.add_error(no.field if no.field in form.fields else None, no.sentence)
        else:
            messages.success(request, said)
            return redirect(_url(request, person))
    return _page(request, person, status=422, form=form, **answered)


def _page(
    request: HttpRequest, person: User | None, *, status: int = 200, **answered: forms.Form
) -> HttpResponse:
    calendar, quiet = of(person) if person else of_agency(), quiet_of(person) if person else None
    rows = WorkingHours.objects.filter(user=person)
    own = {row.weekday: (row.opens, row.closes) for row in rows}
    leads = _me(request).may(Deed.EDIT_ROTA)
    page: dict[str, Any] = {
        "person": person,
        "is_me": person == _me(request),
        "whose": str(person.pk) if person else "agency",
        "zone": str(calendar.zone).rsplit("/", maxsplit=1)[-1].replace("_", " "),
        "has_own": bool(own),
        "week_form": WeekForm(initial=begun(own or calendar.week)),
        "quiet_form": QuietForm(initial=quiet._asdict() if quiet else None),
        "day_form": DayOffForm(),
        "days_off": DayOff.objects.filter(user=person, day__gte=timezone.localdate()),
        "people": User.objects.filter(is_active=True).exclude(role=Role.ADMINISTRATOR.value)
        if leads
        else [],
        "leads": leads,
        **answered,
    }
    return render(request, "accounts/hours.html", page, status=status)


def _whose(request: HttpRequest, whose: str) -> User | None:
    """Give the person an address names, or None for the agency; a stranger's is a 404."""
    if whose == "agency":
        require(_me(request).role, Deed.EDIT_ROTA)
        return None
    try:
        return _person(request, UUID(whose))
    except ValueError as odd:
        raise Http404 from odd


def _person(request: HttpRequest, pk: UUID) -> User:
    """Give oneself, or to a supervisor somebody else."""
    me = _me(request)
    if pk != me.pk:
        require(me.role, Deed.EDIT_ROTA)
    return get_object_or_404(User.objects.filter(is_active=True), pk=pk)


def _url(request: HttpRequest, person: User | None) -> str:
    if person == _me(request):
        return reverse("accounts:hours")
    return reverse("accounts:hours-of", args=[person.pk if person else "agency"])


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)
