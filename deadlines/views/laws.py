"""One law elsewhere on one request: what it asks, what came, and what a person records."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.rules import Deed, may, require
from cases.forms.answering import done
from cases.services import open_for_reading
from deadlines import face, laws
from deadlines.courses import law_facts
from deadlines.forms_laws import LawEventForm, LayAsideForm, TakeUpForm
from deadlines.models import Clock, Course, CourseEvent, Statute
from deadlines.rules.elsewhere import events_of
from deadlines.services import courses
from deadlines.shown import began_with
from deadlines.views.asked import me, the_request
from removal.models import RemovalRequest
from removal.models.request import UNDER_WAY


@require_GET
def law(request: HttpRequest, pk: UUID, law: str) -> HttpResponse:
    """Show one law on one request; that someone opened it is itself in the trail."""
    found, statute = the_request(request, pk), _statute(law)
    open_for_reading(case=found.case, by=me(request), part=f"{statute.code} on {found.label}")
    return _page(request, found, statute)


@require_POST
def take_up(request: HttpRequest, pk: UUID, law: str) -> HttpResponse:
    found, statute = the_request(request, pk), _statute(law)
    require(me(request).role, Deed.WRITE_REQUEST)
    form = TakeUpForm(request.POST, law=statute, course=_course(found, law))
    return _record(request, found, statute, courses.take_up, take_up_form=form)


@require_POST
def event(request: HttpRequest, pk: UUID, law: str) -> HttpResponse:
    found, statute, course = the_request(request, pk), _statute(law), None
    require(me(request).role, Deed.RECORD_RECEIPT)
    course = _course(found, law)
    is_notice = course is not None and course.follows_receipt
    form = LawEventForm(request.POST, law=statute, is_notice=is_notice)
    return _record(request, found, statute, courses.record_event, event_form=form)


@require_POST
def lay_aside(request: HttpRequest, pk: UUID, law: str) -> HttpResponse:
    found, statute = the_request(request, pk), _statute(law)
    require(me(request).role, Deed.WRITE_REQUEST)
    form = LayAsideForm(request.POST)
    return _record(request, found, statute, courses.lay_law_aside, lay_aside_form=form)


def _record(
    request: HttpRequest,
    found: RemovalRequest,
    statute: Statute,
    act: Callable[..., Course],
    **answered: forms.Form,
) -> HttpResponse:
    (form,) = answered.values()
    about = {"request_id": found.pk, "law": statute.code, "by": me(request)}
    if done(form, act, now=timezone.now(), **about) is not None:
        messages.success(request, f"Recorded for the {statute.name}.")
        return redirect("deadlines:law", found.pk, statute.code)
    return _page(request, found, statute, status=422, **answered)


def _page(
    request: HttpRequest,
    found: RemovalRequest,
    statute: Statute,
    *,
    status: int = 200,
    **answered: forms.Form,
) -> HttpResponse:
    now, role = timezone.now(), me(request).role
    receipt = found.receipts.filter(replaced_at=None).first()
    shown = laws.cards(found, receipt=receipt, now=now)
    course = _course(found, statute.code)
    standing = course is not None and course.ended_at is None
    is_notice = course is not None and course.follows_receipt
    clocks = Clock.objects.filter(request=found, statute__code=statute.code).for_display()
    taken = (one for one in laws.known(found, receipt=receipt, now=now) if one.course == course)
    began = next((began_with(one) for one in taken), None)
    context: dict[str, Any] = {
        "removal": found,
        "law": statute,
        "card": next(card for card in shown if card.code == statute.code),
        "faces": [
            face.of(one, now=now, receipt=receipt, event=began)
            for one in clocks
            if one.closed_as != "unclocked"
        ],
        "take_up_form": TakeUpForm(law=statute, course=course),
        "event_form": LawEventForm(law=statute, is_notice=is_notice, recorded=_recorded(course)),
        "lay_aside_form": LayAsideForm(),
        **answered,
        **{f"opened_{name.removesuffix('_form')}": True for name in answered},
        "form": next(iter(answered.values()), None),
        "is_standing": standing,
        "records": standing and bool(events_of(law_facts(statute), is_notice=is_notice)),
        "may_write": may(role, Deed.WRITE_REQUEST) and found.status in UNDER_WAY,
        "may_record": may(role, Deed.RECORD_RECEIPT),
    }
    return render(request, "deadlines/law.html", context, status=status)


def _statute(code: str) -> Statute:
    law = Statute.objects.filter(code=code, can_take_up=True).order_by("-version").first()
    if law is None:
        raise Http404
    return law


def _recorded(course: Course | None) -> list[str]:
    standing = CourseEvent.objects.filter(course=course, replaced_at=None)
    return list(standing.values_list("kind", flat=True)) if course else []


def _course(found: RemovalRequest, law: str) -> Course | None:
    return Course.objects.filter(request=found, law=law).first()
