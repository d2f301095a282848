"""Check your answers, make the plan, record a place as an item."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.rules import Deed, may, require
from cases.forms.answering import done, refusal
from cases.models import Case
from cases.services import open_for_reading
from cases.views.asked import answers, ask, ask_and_answer, me, the_case
from evidence.forms import ItemForm
from evidence.rules.items import Category
from intake import asked, services
from intake.duplicates import duplicates_of
from intake.kept import answers_of, hides_places
from intake.models import Intake, IntakePlace, Plan
from intake.rules.words import PlaceKind
from intake.safety import safety_of

LIKELY = {
    PlaceKind.ACCOUNT.value: Category.PROFILE.value,
    PlaceKind.SEARCH.value: Category.SEARCH_RESULT.value,
}


@ask_and_answer
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Show every answer; words and addresses only to whoever asks for them, by POST."""
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    intake = Intake.objects.filter(case=case).first()
    if intake is None:
        return render(request, "intake/none.html", {"case": case})
    intake.case = case
    shown = request.method == "POST"
    if shown:
        services.show_told(case_id=case.pk, by=by)
    else:
        open_for_reading(case=case, by=by, part="intake")
    return render(request, "intake/review.html", _page(request, intake, shown=shown))


@require_POST
def finish(request: HttpRequest, code: str) -> HttpResponse:
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    no = refusal(services.finish, case_id=case.pk, by=by, now=timezone.now())
    if no:
        messages.error(request, no)
        return redirect("intake:review", case.code)
    messages.success(request, "The plan is made. It follows when an answer changes.")
    return redirect("intake:plan", case.code)


@ask_and_answer
def record_place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a place as an item, begun from what was told; a hidden address stays unseen."""
    by = me(request)
    mine = IntakePlace.objects.visible_to(by).select_related("case__key", "item")
    place: IntakePlace = get_object_or_404(mine, pk=pk)
    require(by.role, Deed.WORK_CASE)
    hides = hides_places(place.case)
    form = ItemForm(_with_told(request, place), case=place.case, known=_known(place, hides=hides))
    for name in _told(place) if hides else ():
        form.fields[name].help_text = "Hidden. Leave empty to record what was told."
    item = done(form, services.record_place_as_item, place_id=pk, by=by, now=timezone.now())
    if item is not None:
        messages.success(request, f"Place {place.number} is recorded as {item.label}.")
        return redirect("intake:review", place.case.code)
    form.data = answers(request) or form.data  # what was filled in unseen is not shown back
    return ask(request, "evidence/record.html", form, case=place.case)


def _page(request: HttpRequest, intake: Intake, *, shown: bool) -> dict[str, Any]:
    case: Case = intake.case
    given = answers_of(intake)
    answered, of = asked.progress(given)
    return {
        "case": case,
        "intake": intake,
        "rows": asked.rows(case, given, shown=shown),
        "places": asked.places(case, shown=shown, hidden=hides_places(case)),
        "hidden": hides_places(case),
        "shown": shown,
        "answered": answered,
        "of": of,
        "has_plan": Plan.objects.filter(case=case).exists(),
        "safety": safety_of(given),
        "duplicates": duplicates_of(me(request), case),
        "may_work": may(me(request).role, Deed.WORK_CASE) and case.status != "closed",
    }


def _known(place: IntakePlace, *, hides: bool) -> dict[str, Any]:
    said = Intake.objects.get(case=place.case).answers.get("is_synthetic")
    return {
        "is_synthetic": said if said in {"yes", "no"} else "unsure",
        "category": LIKELY.get(place.kind, Category.IMAGE.value),
        "description": str(place.note),
        "seen_by": "survivor",
        "how_known": "told",
        **({} if hides else _told(place)),
    }


def _told(place: IntakePlace) -> dict[str, str]:
    """Give what leads to a place, by the item's own fields."""
    told = {"url": place.url, "handle": place.handle, "account_name": place.name or place.site}
    return {name: str(words) for name, words in told.items() if words}


def _with_told(request: HttpRequest, place: IntakePlace) -> Any:
    """Give what was sent, with what was told where something hidden was left alone."""
    sent = answers(request)
    if sent is None or not hides_places(place.case):
        return sent
    filled = sent.copy()
    for name, words in _told(place).items():
        if not filled.get(name, "").strip():
            filled[name] = words
    return filled
