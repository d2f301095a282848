"""One remedy on one case: its questions, its dates, and what attorneys found in each version."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.rules import Deed
from cases.forms.answering import done
from cases.models import Case
from cases.services import open_for_reading
from cases.views.asked import ask_and_answer, me
from restitution import standing, told, versions
from restitution.forms.answers import AnswerForm, DeterminationForm, first_values
from restitution.models import Determination
from restitution.rules.question import Question
from restitution.rules.questions import QUESTIONS
from restitution.rules.remedies import REMEDIES
from restitution.rules.words import MARKS, STATUSES, WHO
from restitution.services import determining
from restitution.standing import Card, Standing
from restitution.told import Held
from restitution.views.asked import told_case
from restitution.views.tabs import tabs
from restitution.views.worksheet import shown


class Row(NamedTuple):
    """One question of a worksheet, with its answer and the form for another."""

    held: Held
    whom: str
    form: AnswerForm
    wants: str  # met, missing, against, unsure: what it does for this remedy


class Tried(NamedTuple):
    row: str
    why: str
    ruled_out_by: str


@require_GET
def remedy(request: HttpRequest, code: str, remedy: str) -> HttpResponse:
    """Show a remedy's worksheet to an attorney of the case."""
    case = told_case(request, code, Deed.REVIEW_RESTITUTION)
    known(remedy)
    open_for_reading(case=case, by=me(request), part=f"worksheet: {REMEDIES[remedy].title}")
    return page(request, case, remedy)


@ask_and_answer
def determine(request: HttpRequest, code: str, remedy: str) -> HttpResponse:
    """Keep what an attorney found; the form stands on the worksheet."""
    case = told_case(request, code, Deed.REVIEW_RESTITUTION)
    known(remedy)
    if request.method != "POST":
        return redirect("restitution:remedy", case.code, remedy)
    form = DeterminationForm(request.POST)
    made = done(
        form,
        determining.determine,
        case_id=case.pk,
        remedy=remedy,
        by=me(request),
        now=timezone.now(),
    )
    if made is None:
        return page(request, case, remedy, form=form)
    messages.success(request, f"Kept as version {made.version}. Your reasons are sealed.")
    return redirect("restitution:remedy", case.code, remedy)


def known(remedy: str) -> None:
    if remedy not in REMEDIES:
        raise Http404


def page(
    request: HttpRequest, case: Case, remedy: str, *, form: DeterminationForm | None = None
) -> HttpResponse:
    stands = standing.of_case(case, now=timezone.now())
    card, facts = stands.card(remedy), told.plain(stands.held)
    if form is not None:
        form = _again(form, card, determining.digest(facts=facts))
    rows = _versions(me(request), case, remedy)
    first = first_values(card.found, facts=determining.digest(facts=facts))
    context: dict[str, Any] = {
        "case": case,
        "stands": stands,
        "tabs": tabs(case, "worksheet"),
        **shown(card),
        "remedy": card.remedy,
        "mark": MARKS[card.remedy.mark],
        "status": STATUSES[card.remedy.status],
        "rows": [_row(stands, card, slug) for slug in card.remedy.questions],
        "tried": _tried(card),
        "versions": versions.of_remedy(rows),
        "since": versions.since(card.found, facts) if card.found else (),
        "form": form or DeterminationForm(initial=first),
        "today": stands.today,
        "who": {who.value: words for who, words in WHO.items()},
    }
    status = 422 if form is not None else 200
    return render(request, "restitution/remedy.html", context, status=status)


def whom(question: Question) -> str:
    return " or ".join(WHO[who] for who in question.who_settles)


def _again(form: DeterminationForm, card: Card, facts: str) -> DeterminationForm:
    """Give the words back on what stands now, so that they can be kept once it was looked at."""
    typed = {name: form.data.get(name, "") for name in form.fields}
    stands = {"on_version": str(card.found.version if card.found else 0), "on_facts": facts}
    again = DeterminationForm(typed | stands)
    for name, errors in form.errors.items():
        if name not in again.errors:
            again.add_error(None if name == NON_FIELD_ERRORS else name, list(errors))
    return again


def _versions(reader: User, case: Case, remedy: str) -> list[Determination]:
    rows = Determination.objects.visible_to(reader).filter(case=case, remedy=remedy)
    return list(rows.for_display())


def _row(stands: Standing, card: Card, slug: str) -> Row:
    held, asked = stands.held[slug], QUESTIONS[slug]
    form = AnswerForm(asked=asked, held=held, privileged=True, auto_id=f"id_{slug}_%s")
    return Row(held, whom(asked), form, _wants(card, slug, held))


def _wants(card: Card, slug: str, held: Held) -> str:
    said = card.weighed
    for word, slugs in (
        ("met", {one.slug for one in said.met}),
        ("against", {one.slug for one in said.against}),
        ("missing", {one.slug for one in said.missing}),
        ("unsure", {one.slug for one in said.unsure}),
    ):
        if slug in slugs:
            return word
    return "" if held.fact.value else "unasked"


def _tried(card: Card) -> list[Tried]:
    """Give the rows of the table that were tried, in words; the last one fits."""
    rows = {row.id: row for row in card.remedy.rows}
    return [
        Tried(one.row, rows[one.row].why, _column(one.ruled_out_by)) for one in card.weighed.tried
    ]


def _column(slug: str) -> str:
    return QUESTIONS[slug].label if slug in QUESTIONS else slug.replace("_", " ").capitalize()
