"""No sentence without a fact: drop any fact, and what rests on it goes, and nothing else.

The facts are not listed here. They are every column of every row that a complaint is told from
(`Told.rows`), so a fact that comes to be is tried from the day it is there. Nor are the sentences:
they are read out of the source, so a sentence that no story tells is named.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from complaints import composing
from complaints.document import Document, Sentence
from complaints.models import ComplaintDraft
from complaints.rules.words import Ground
from complaints.told import Told, gather
from tests.factories.stories import STORIES
from tests.services.dropping import (
    COUNTED_AS,
    Fact,
    carried,
    fact_of,
    listed,
    resting,
    text_of,
    without_columns,
    without_rows,
    wrongs,
)

pytestmark = pytest.mark.django_db
# What makes a sentence, and which of its arguments is the sentence's key; an index row's has a
# beginning of its own.
SAYING = {"fact": 0, "inference": 0, "quote": 0, "Sentence": 0, "say": 0, "Exchanged": 1, "_row": 1}
INDEXED = {"Exchanged", "_row"}


@pytest.fixture(params=sorted(STORIES))
def told(request, advocate) -> Told:
    return gather(ComplaintDraft.objects.get(pk=STORIES[request.param](advocate).pk))


def test_a_row_that_is_dropped_takes_its_sentences_along_and_no_others(told):
    before, failed = text_of(told), []
    for row, fields, less in without_rows(told):
        after = text_of(less)
        dropped = {(row._meta.label_lower, str(row.pk), field) for field in fields}
        rests = {key for key, held in resting(before).items() if held & dropped}
        parent = COUNTED_AS.get(row._meta.label_lower)
        also = {one for one in _named(told) if (one[0], one[2]) == parent}
        failed += [
            (row._meta.model_name, "stayed", key) for key in rests - carried(before, after, dropped)
        ]
        failed += [
            (row._meta.model_name, "went too", key) for key in wrongs(before, after, dropped | also)
        ]

    assert not failed, listed(failed)


def test_a_column_that_is_dropped_takes_its_sentences_along_and_no_others(told):
    before, failed, moved = text_of(told), [], {}
    for row, field, less in without_columns(told):
        fact = fact_of(row._meta.label_lower, str(row.pk), field)
        after = text_of(less)
        moved.setdefault(fact, set()).update(carried(before, after, {fact}))
        failed += [(fact[0], field, "went too", key) for key in wrongs(before, after, {fact})]
    for fact, gone in moved.items():
        rests = {key for key, held in resting(before).items() if fact in held}
        failed += [(fact[0], fact[2], "stayed", key) for key in rests - gone]

    assert not failed, listed(failed)
    assert len(moved) > 60


def _named(told: Told) -> set[Fact]:
    """Give what stands for how many rows there are of a kind."""
    request, draft = told.request, told.draft
    return {
        (request._meta.label_lower, str(request.pk), "answers"),
        (request._meta.label_lower, str(request.pk), "listings"),
        (request._meta.label_lower, str(request.pk), "authority"),
        (draft._meta.label_lower, str(draft.pk), "exposures"),
        (request.case._meta.label_lower, str(request.case.pk), "cyber_tips"),
    }


def test_a_sentence_that_rests_on_nothing_is_none_of_ours(told):
    bare = [one.key for one in text_of(told).sentences() if one.is_told and not one.sources]

    assert bare == []


def test_every_source_is_a_fact_of_the_model_of_facts(told):
    known = {(row._meta.label_lower, str(row.pk)) for row in told.rows()}
    strange = [
        (one.key, source)
        for one in text_of(told).sentences()
        for source in one.sources
        if (source.model, source.id) not in known
    ]

    assert strange == []


def _without_sources(document: Document, key: str) -> Document:
    def bare(one: Sentence) -> Sentence:
        return replace(one, sources=()) if one.key == key else one

    parts = (replace(part, sentences=tuple(map(bare, part.sentences))) for part in document.parts)
    return replace(document, parts=tuple(parts))


def test_a_sentence_that_hides_its_fact_is_caught(advocate):
    told = gather(ComplaintDraft.objects.get(pk=STORIES["posted"](advocate).pk))
    before = text_of(told)
    [(row, fields, less)] = [
        one for one in without_rows(told) if one[0]._meta.model_name == "receipt"
    ]
    dropped = {(row._meta.label_lower, str(row.pk), field) for field in fields}

    assert wrongs(before, text_of(less), dropped) == []
    assert wrongs(_without_sources(before, "received"), text_of(less), dropped) == ["received"]
    assert "received" not in carried(before, before, dropped)


def test_every_sentence_that_can_be_said_is_said_in_some_story(advocate):
    stories = (story(advocate) for story in STORIES.values())
    texts = [text_of(gather(ComplaintDraft.objects.get(pk=one.pk))) for one in stories]
    keys = {one.key for text in texts for one in text.sentences() if one.is_told}

    forms = set(_keys_in_the_source())
    assert len(forms) > 40
    assert [one for one in forms if not any(re.fullmatch(one, key) for key in keys)] == []
    assert {f"ground.{one}.means" for one in Ground} <= keys


def _keys_in_the_source() -> Iterator[str]:
    """Give the form of each key that composing gives to a sentence."""
    for path in Path(composing.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and (name := _name(node)) in SAYING:
                place = "evidence." if name in INDEXED else ""
                yield from (place + form for form in _form(node.args[SAYING[name]]))


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _form(node: ast.expr) -> Iterator[str]:
    pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
    if not isinstance(node, ast.Name | ast.Attribute):  # a key that is handed on is built elsewhere
        yield "".join(
            re.escape(one.value) if isinstance(one, ast.Constant) else ".+" for one in pieces
        )
