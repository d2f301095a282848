"""The people of a case: who helps, who may act, who causes the harm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.rules import Deed, may, require
from cases import acting, services
from cases.forms import RevealForm
from cases.forms.acting import AuthorityForm, CorrectPersonForm, PersonForm
from cases.forms.answering import done
from cases.models import Case, Person
from cases.views.asked import answers, ask, ask_and_answer, me, the_case

STOPPED = (
    "Recorded. Whoever may cause the harm acts for nobody: what they could sign has ended, and so"
    " have the releases signed under it. A task asks who may sign now."
)


@ask_and_answer
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Show who is in the matter; names open by one recorded click, for this page alone."""
    case, reader = the_case(request, code), me(request)
    require(reader.role, Deed.REVEAL)
    form = RevealForm(answers(request), by=reader)
    shown = done(form, services.reveal_people, case_id=case.pk, by=reader)
    page: dict[str, Any] = {
        "case": case,
        "reveal": form,
        "shown": shown is not None,
        "people": _people(case),
        "held": acting.held_on(case, today=timezone.localdate()),
        "may_work_case": may(reader.role, Deed.WORK_CASE),
    }
    status = 422 if form.is_bound and shown is None else 200
    return render(request, "cases/people.html", page, status=status)


@ask_and_answer
def person(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    form = PersonForm(answers(request))
    before = _standing(case)
    if done(form, services.record_person, case_id=case.pk, by=by, now=timezone.now()):
        _say(request, lost=_standing(case) < before)
        return redirect("cases:people", case.code)
    words = {"heading": "Record a person", "act": "Record the person"}
    return ask(request, "cases/form.html", form, case=case, **words)


@ask_and_answer
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = _person(request, pk), me(request)
    require(by.role, Deed.WORK_CASE)
    known = {name: getattr(found, name) for name in ("part", "causes_harm", "harms_other_parent")}
    form = CorrectPersonForm(answers(request), initial=known)
    before = _standing(found.case)
    if done(form, services.correct_person, person_id=pk, by=by, now=timezone.now()):
        _say(request, lost=_standing(found.case) < before)
        return redirect("cases:people", found.case.code)
    words = {
        "heading": "Correct what is known of a person",
        "act": "Save",
        "lede": "If they may cause the harm, what they could sign ends at once.",
    }
    return ask(request, "cases/form.html", form, case=found.case, **words)


@ask_and_answer
def authority(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    asked = request.GET.get("person", "")
    form = AuthorityForm(answers(request), initial={"person_id": asked} if asked else {})
    if done(form, services.record_authority, case_id=case.pk, by=by, now=timezone.now()):
        messages.success(request, "The authority is recorded.")
        return redirect("cases:people", case.code)
    words = {
        "heading": "Record an authority",
        "act": "Record the authority",
        "lede": "Something must let another person act; the statute says only “authorized”.",
    }
    return ask(request, "cases/form.html", form, case=case, **words)


def _people(case: Case) -> list[Person]:
    found = list(case.people.order_by("recorded_at", "pk"))
    for one in found:
        one.case = case
    return found


def _standing(case: Case) -> int:
    """Give how many authorities and releases hold, to tell when an answer ended some."""
    held = case.authorities.filter(revoked_at=None).count()
    return int(held + case.releases.filter(revoked_at=None).count())


def _person(request: HttpRequest, pk: UUID) -> Person:
    mine = Person.objects.visible_to(me(request)).select_related("case__key")
    found: Person = get_object_or_404(mine, pk=pk)
    return found


def _say(request: HttpRequest, *, lost: bool) -> None:
    if lost:
        messages.warning(request, STOPPED)
    else:
        messages.success(request, "The person is recorded.")
