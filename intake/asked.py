"""What the pages of the questions show: the order, the way back, the answers in words."""

from typing import NamedTuple

from django.urls import reverse

from cases.models import Case
from intake.kept import places_of
from intake.models import Intake, IntakePlace
from intake.rules import BY_SLUG, Answers, Question, asked, next_question
from intake.rules.matter import case_age
from intake.rules.questions import NOT_TOLD, PLACES
from intake.rules.told import TOLD
from intake.rules.topics import TOPICS
from intake.rules.words import PlaceKind

WRITTEN = "Written down, and sealed"


class Row(NamedTuple):
    """One question of the review: its answer in words, and where it is changed."""

    slug: str
    topic: str
    words: list[str]
    is_answered: bool
    is_sealed: bool
    url: str


class ShownPlace(NamedTuple):
    """One place as a list tells it: by its kind, or whole when someone asked for it."""

    row: IntakePlace
    label: str
    at: str


def progress(answers: Answers) -> tuple[int, int]:
    """Give how many questions are answered, of how many that apply."""
    order = asked(answers)
    return sum(answers.has(slug) for slug in order), len(order)


def rows(case: Case, answers: Answers, *, shown: bool) -> list[Row]:
    """Give every question that applies, in order; sealed words only when they were asked for."""
    return [
        Row(
            slug=slug,
            topic=TOPICS[slug],
            words=_said(BY_SLUG[slug], answers, shown=shown),
            is_answered=answers.has(slug),
            is_sealed=is_sealed(BY_SLUG[slug], answers),
            url=question_url(case, slug, then="review"),
        )
        for slug in asked(answers)
    ]


def places(case: Case, *, shown: bool, hidden: bool) -> list[ShownPlace]:
    """Give the places of a case; where someone may be under 18 not even the site is told."""
    return [
        ShownPlace(row, _label(row, hidden=hidden and not shown), row.at if shown else "")
        for row in places_of(case)
    ]


def question_url(case: Case, slug: str, *, then: str = "") -> str:
    url = reverse("intake:question", args=[case.code, slug])
    return f"{url}?then={then}" if then else url


def resume_url(intake: Intake) -> str:
    """Give where the questions go on: the first that was not answered, or the review."""
    slug = next_question(Answers(codes=intake.answers))
    case = intake.case
    return question_url(case, slug) if slug else reverse("intake:review", args=[case.code])


def back_url(case: Case, answers: Answers, slug: str, *, then: str) -> str:
    """Give the question before this one, the review it came from, or the case."""
    order = asked(answers)
    place = order.index(slug)
    if then:
        return reverse("intake:review", args=[case.code])
    return question_url(case, order[place - 1]) if place else case_url(case)


def onward_url(case: Case, before: Answers, after: Answers, slug: str, *, then: str) -> str:
    """Give the page after an answer; a change goes back to the review unless it asks for more."""
    if then:
        new = [one for one in asked(after) if one not in asked(before) and not after.has(one)]
        following = new[0] if new else None
    else:
        following = next_question(after, after=slug)
    if following:
        return question_url(case, following, then=then)
    return reverse("intake:review", args=[case.code])


def case_url(case: Case) -> str:
    return reverse("cases:case", args=[case.code])


def is_sealed(question: Question, answers: Answers) -> bool:
    return any(part.slug in answers.told for part in question.parts) or (
        question.kind == "places" and answers.said(question.slug) == TOLD
    )


def age_of(intake: Intake) -> str:
    """Give the age that the answers give the case."""
    return case_age(Answers(codes=intake.answers))


def _said(question: Question, answers: Answers, *, shown: bool) -> list[str]:
    said = answers.codes.get(question.slug, "")
    codes = [said] if isinstance(said, str) else said
    known = {**NOT_TOLD, **question.choices}
    words = [known[code] for code in codes if code in known]
    if question.kind == "places" and said == TOLD:
        return []
    if shown:
        return words + [
            f"{part.asks} {part.choices.get(answers.told[part.slug], answers.told[part.slug])}"
            for part in question.parts
            if part.slug in answers.told
        ]
    return [*words, WRITTEN] if is_sealed(question, answers) else words


def _label(row: IntakePlace, *, hidden: bool) -> str:
    kind = PLACES[PlaceKind(row.kind)]
    on = f", on {row.platform.name}" if row.platform and not hidden else ""
    recorded = f", recorded as {row.item.label}" if row.item else ""
    return f"Place {row.number}: {kind[0].lower()}{kind[1:]}{on}{recorded}"
