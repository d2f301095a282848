"""One question on a page of its own: asked, answered, and what was answered before."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.rules import Deed, Role
from cases.forms.answering import done
from cases.models import Case
from cases.views.asked import answers, ask_and_answer, me
from restitution import told
from restitution.forms.answers import AnswerForm
from restitution.models import RemedyFact
from restitution.rules.questions import QUESTIONS
from restitution.rules.remedies import REMEDIES
from restitution.rules.telling import SOURCES, Source
from restitution.services import answering
from restitution.views.asked import told_case
from restitution.views.remedy import whom

KNOWN_AT = {"case": "cases:case", "evidence": "evidence:list", "money": "restitution:money"}


@ask_and_answer
def fact(request: HttpRequest, code: str, question: str) -> HttpResponse:
    """Ask one question; what was answered before stays below it."""
    case, by = told_case(request, code, Deed.TELL_RESTITUTION), me(request)
    if question not in QUESTIONS:
        raise Http404
    answering.require_asks(question=question, by=by)
    asked, held = QUESTIONS[question], told.of_case(case)[question]
    if by.role != Role.ATTORNEY:
        held = told.outside(held)
    then = _then(request)
    form = AnswerForm(answers(request), asked=asked, held=held, privileged=by.role == Role.ATTORNEY)
    given = {"case_id": case.pk, "question": question, "by": by, "now": timezone.now()}
    if done(form, answering.tell_fact, **given):
        messages.success(request, "The answer is kept.")
        return redirect(_onward(case, question, then))
    page = {
        "case": case,
        "question": asked,
        "held": held,
        "form": form,
        "whom": whom(asked),
        "then": then,
        "back": _onward(case, question, then),
        "known_url": _known_url(case, held, by),
        "before": _before(case, question, by),
        "is_attorney": by.role == Role.ATTORNEY,
    }
    return render(request, "restitution/fact.html", page, status=422 if form.is_bound else 200)


def _then(request: HttpRequest) -> str:
    """Give the remedy whose worksheet asked, if one did."""
    asked = request.POST.get("then") or request.GET.get("then", "")
    return asked if asked in REMEDIES else ""


def _onward(case: Case, question: str, then: str) -> str:
    if then:
        return reverse("restitution:remedy", args=[case.code, then]) + f"#q-{question}"
    return reverse("restitution:worksheet", args=[case.code])


def _known_url(case: Case, held: told.Held, by: User) -> str:
    if held.known is None or (held.known.page == "money" and by.role != Role.ATTORNEY):
        return ""
    return reverse(KNOWN_AT[held.known.page], args=[case.code])


def _before(case: Case, question: str, by: User) -> list[dict[str, Any]]:
    """Give every answer to a question, the latest first; an attorney's note to attorneys alone."""
    rows = RemedyFact.objects.visible_to(by).filter(case=case, slug=question).for_display()
    return [
        {
            "row": row,
            "words": told.spoken(QUESTIONS[question], told.fact_of(row)),
            "source": SOURCES[Source(row.source)],
            "note": note_for(row, by),
        }
        for row in rows
    ]


def note_for(row: RemedyFact, reader: User) -> str:
    """Give a note to whoever may read it: what an attorney wrote stays among attorneys."""
    apart = row.said_by.role == Role.ATTORNEY and reader.role != Role.ATTORNEY
    return "" if apart else str(row.note)
