"""What a remedy says: plain, marked, promising nothing; and the page of the reference says it."""

import pytest

from complaints.rules.plain import banned_in
from restitution.rules.questions import QUESTIONS
from restitution.rules.remedies import OUTCOMES, REMEDIES
from restitution.rules.table import CHECKED
from restitution.rules.words import MARKS, NOT_TOLD, STATUSES, WHO, Outcome
from restitution.rules.written import as_markdown
from tests.house.source import ROOT

PROMISES = ("you will", "will be paid", "will receive", "entitled", "eligib", "guarant", "award")
LAWS_OWN = {"15 U.S.C. 6851", "porn"}  # a claim's number, and the words of its exception


def phrases():
    for remedy in REMEDIES.values():
        yield from (remedy.title, remedy.gives, *remedy.documents)
        yield from (row.why for row in remedy.rows)
    for question in QUESTIONS.values():
        yield from (question.label, question.words, question.why, *question.choices.values())
    yield from (*OUTCOMES.values(), *MARKS.values(), *STATUSES.values(), *WHO.values())


def test_no_word_promises_money_or_says_more_than_that_an_attorney_should_look():
    for words in phrases():
        assert not [one.word for one in banned_in(words) if one.word not in LAWS_OWN], words
        assert not [promise for promise in PROMISES if promise in words.lower()], words


def test_the_outcomes_are_the_five_and_read_as_the_law_notes_have_them():
    assert [OUTCOMES[outcome] for outcome in Outcome] == [
        "Facts support attorney review",
        "Needs facts",
        "Unlikely on these facts",
        "Not this route",
        "Unsure",
    ]


@pytest.mark.parametrize("remedy", REMEDIES.values(), ids=lambda one: one.code)
def test_each_remedy_says_its_law_its_mark_and_when_it_was_checked(remedy):
    assert remedy.citation
    assert remedy.gives
    assert remedy.mark in MARKS
    assert remedy.checked_on == CHECKED
    assert set(remedy.questions) <= set(QUESTIONS)
    assert any(row.of_the_law for row in remedy.rows)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda one: one.slug)
def test_each_question_says_why_and_who_could_settle_it_and_takes_not_sure(question):
    assert question.words.endswith(("?", "enough."))
    assert question.why.endswith(".")
    assert question.who_settles
    assert question.choices.items() >= NOT_TOLD.items()
    assert ("known" in question.choices) == (question.kind != "one")
    assert all(len(code) <= 20 for code in question.choices)


def test_every_question_is_asked_by_some_remedy():
    asked = {slug for remedy in REMEDIES.values() for slug in remedy.questions}

    assert asked == set(QUESTIONS)


def test_no_question_asks_for_an_image():
    for question in QUESTIONS.values():
        shown = " ".join(question.documents).lower()
        assert "image" not in shown or "never the image" in shown


def test_the_page_of_the_reference_is_what_the_rules_say():
    assert (ROOT / "docs/reference/remedies.md").read_text() == as_markdown()
