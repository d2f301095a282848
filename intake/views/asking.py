"""One question a page: the answer is kept at once, and the way leads on, back, or out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.rules import Deed, require
from cases.models import Case
from cases.views.asked import ask_and_answer, me, the_case
from intake import asked, services
from intake.duplicates import duplicates_of
from intake.forms.asking import QuestionForm
from intake.kept import answers_of, hides_places
from intake.models import Intake
from intake.rules import BY_SLUG, Answers, Question
from intake.rules import asked as asked_of
from intake.rules.topics import TOPICS
from intake.safety import URGENT, safety_of

THEN = {"", "review"}  # where a changed answer leads back to


@require_GET
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """Go on at the first question that was not answered."""
    case = the_case(request, code)
    require(me(request).role, Deed.WORK_CASE)
    return redirect(asked.resume_url(the_intake(case)))


@ask_and_answer
def question(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Ask one question; sealed answers show only to whoever asks for them, which is recorded."""
    case, by = the_case(request, code), me(request)
    require(by.role, Deed.WORK_CASE)
    if slug not in BY_SLUG:
        raise Http404
    intake = the_intake(case)
    before = answers_of(intake)
    if slug not in asked_of(before):
        messages.info(request, f"Not asked here: {TOPICS[slug].lower()}.")
        return redirect("intake:review", case.code)
    if request.method == "POST" and "show" not in request.POST:
        return _take(request, intake, before, slug)
    shown = request.method == "POST"
    if shown:
        services.show_told(case_id=case.pk, by=by)
    form = _form(case, before, BY_SLUG[slug], shown=shown)
    return render(request, "intake/question.html", _page(request, case, before, slug, form))


def _take(request: HttpRequest, intake: Intake, before: Answers, slug: str) -> HttpResponse:
    """Keep the answer of a page and lead on, or show the page again with what is wrong."""
    case = intake.case
    form = _form(case, before, BY_SLUG[slug], sent=request)
    after = _answered(request, intake, form, before)
    if after is None:
        page = _page(request, case, before, slug, form)
        return render(request, "intake/question.html", page, status=422)
    _say_dropped(request, before, after)
    if "leave" in request.POST:
        messages.success(request, "Kept. The questions go on from here at any time.")
        return redirect("cases:case", case.code)
    return redirect(asked.onward_url(case, before, after, slug, then=_then(request)))


def the_intake(case: Case) -> Intake:
    intake: Intake = get_object_or_404(Intake, case=case)
    intake.case = case
    return intake


def _answered(
    request: HttpRequest, intake: Intake, form: QuestionForm, before: Answers
) -> Answers | None:
    """Give the answers as they are now; a page left blank changes nothing, unless it must not."""
    is_left = "leave" in request.POST and form.is_blank()
    if is_left or (form.is_valid() and not form.given()):
        return before
    act = {"case_id": intake.case_id, "by": me(request), "now": timezone.now()}
    kept = form.taken(services.answer, only={form.question.slug}, **act)
    return answers_of(kept) if kept else None


def _form(
    case: Case,
    answers: Answers,
    question: Question,
    *,
    sent: HttpRequest | None = None,
    shown: bool = False,
) -> QuestionForm:
    removable = []
    if question.kind == "places":
        known = asked.places(case, shown=shown, hidden=hides_places(case))
        removable = [
            (str(number), place.label)
            for number, place in enumerate(known, 1)
            if place.row.item is None
        ]
    post = sent.POST if sent else None
    return QuestionForm(post, question=question, kept=answers, removable=removable, shown=shown)


def _page(
    request: HttpRequest, case: Case, answers: Answers, slug: str, form: QuestionForm
) -> dict[str, Any]:
    order = asked_of(answers)
    place = order.index(slug)
    shown = bool(form["shown"].value())
    hidden = hides_places(case)
    then = _then(request)
    return {
        "case": case,
        "question": BY_SLUG[slug],
        "form": form,
        "number": place + 1,
        "of": len(order),
        "back": asked.back_url(case, answers, slug, then=then),
        "then": then,
        "sealed": asked.is_sealed(BY_SLUG[slug], answers) and not shown,
        "places": asked.places(case, shown=shown, hidden=hidden) if slug == "where" else [],
        "hidden": hidden,
        "safety": safety_of(answers),
        "safety_first": place > 0 and order[place - 1] in URGENT,
        "duplicates": duplicates_of(me(request), case),
    }


def _then(request: HttpRequest) -> str:
    then = request.POST.get("then", request.GET.get("then", ""))
    return then if then in THEN else ""


def _say_dropped(request: HttpRequest, before: Answers, after: Answers) -> None:
    dropped = [TOPICS[slug].lower() for slug in before.codes if not after.has(slug)]
    if dropped:
        messages.info(request, f"No longer asked, and no longer counted: {', '.join(dropped)}.")
