"""No sentence without a fact: drop any fact, and what rests on it goes, and nothing else.

The facts are not listed here. They are every column of every row that a complaint is told from
(`Told.rows`), so a fact that comes to be is tried from the day it is there.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import models

from complaints.composing import compose
from complaints.document import Document, Source
from complaints.facts import for_grounds
from complaints.models import ComplaintDraft
from complaints.rules.exposing import as_json
from complaints.rules.grounds import grounds
from complaints.told import Told, gather
from removal import facts
from removal.rules.parts import parts
from tests.factories.complaints import DRAFTED
from tests.factories.stories import STORIES, WHOLE

pytestmark = pytest.mark.django_db
NOW = DRAFTED + timedelta(hours=3)
# How a moment is written, not what it says; the zone has a sentence of its own.
LOCAL = re.compile(r" \((?:[^()]*, )?\d\d:\d\d:\d\d [^()]*\)")
# A row that is there or not says so in its parent's sentences by these names.
COUNTED_AS = {
    "removal.answer": ("removal.removalrequest", "answers"),
    "evidence.item": ("removal.removalrequest", "listings"),
    "complaints.exposurechoice": ("complaints.complaintdraft", "exposures"),
    "complaints.cybertip": ("cases.case", "cyber_tips"),
    "cases.authority": ("removal.removalrequest", "authority"),
}
# What cannot be empty says something else instead; a bool is an int and a moment a day.
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
OTHERWISE = (
    (bool, lambda before: [not before]),
    (int, lambda before: [before + 7]),
    (datetime, lambda before: [before + 7 * MINUTE, before - 90 * DAY, before + 90 * DAY]),
    (date, lambda before: [before + 2 * DAY]),
    (str, lambda _before: ["Another"]),
    (list, lambda _before: [[]]),
    (dict, lambda _before: [{}]),
)
ALSO_KNOWN = {"source_zone": ["Asia/Kathmandu"], "choice": [{}, as_json(WHOLE)]}
Fact = tuple[str, str, str]  # a table, a row, a column
REMAINS = ("complaintdraft", "removalrequest", "platform", "case")


@pytest.fixture(params=sorted(STORIES))
def told(request, advocate) -> Told:
    return gather(ComplaintDraft.objects.get(pk=STORIES[request.param](advocate).pk))


def text_of(told: Told) -> Document:
    directory = {"chirp.example": "chirp"}
    fresh = replace(told, parts=parts(facts.of(told.request, directory=directory)))
    return compose(fresh, grounds(for_grounds(fresh, now=NOW)))


def said(document: Document) -> dict[str, str]:
    """Give what each sentence says, by its key: without local times and places in a list."""
    return {
        one.key: LOCAL.sub("", " | ".join(one.cells[1:]) or one.shown)
        for one in document.sentences()
        if one.is_told
    }


def resting(document: Document) -> dict[str, set[Fact]]:
    return {
        one.key: {_fact(*_of(source)) for source in one.sources} for one in document.sentences()
    }


def _of(source: Source) -> Fact:
    return source.model, source.id, source.field


def _fact(model: str, pk: str, field: str) -> Fact:
    """A look is one fact: what was seen, and when that stands among the others."""
    return (
        (model, pk, "at")
        if (model, field) == ("evidence.listingfact", "kind")
        else (model, pk, field)
    )


def without_rows(told: Told) -> Iterator[tuple[models.Model, set[str], Told]]:
    """Give the story without each row that may be absent, and every name that it is told by."""
    for row in list(told.rows()):
        if row._meta.model_name in REMAINS or row is told.cured:
            continue
        undo, less = _less(told, row)
        yield row, {field.name for field in row._meta.concrete_fields}, less
        undo()


def _less(told: Told, row: models.Model) -> tuple[Any, Told]:
    kept = dict(told.request.__dict__), dict(told.request._prefetched_objects_cache)
    undo = lambda: _restore(told, *kept)  # noqa: E731
    match row._meta.model_name:
        case "listingfact":
            return _fact_less(told, row)
        case "item":
            return undo, _item_less(told, row)
        case "answer":
            return undo, replace(told, answers=tuple(one for one in told.answers if one != row))
        case "priornotice":
            return undo, replace(told, notices=tuple(one for one in told.notices if one != row))
        case "authority":
            return _unauthorised(told)
    names = {"submission": "submission", "receipt": "receipt", "release": "release",
             "exposurechoice": "exposing", "cybertip": "tip"}  # fmt: skip
    return undo, replace(told, **{names[row._meta.model_name]: None})


def _restore(told: Told, columns: dict[str, Any], prefetched: dict[str, Any]) -> None:
    told.request.__dict__.update(columns)
    told.request._prefetched_objects_cache = prefetched


def _fact_less(told: Told, row: Any) -> tuple[Any, Told]:
    row.retracted_at = NOW

    def undo() -> None:
        row.retracted_at = None

    return undo, told


def _unauthorised(told: Told) -> tuple[Any, Told]:
    authority, told.request.authority = told.request.authority, None

    def undo() -> None:
        told.request.authority = authority

    return undo, told


def _item_less(told: Told, row: models.Model) -> Told:
    cache = told.request._prefetched_objects_cache
    listings = [one for one in told.request.listings.all() if one.item_id != row.pk]
    told.request._prefetched_objects_cache = {**cache, "listings": _Listed(listings)}
    return replace(
        told,
        items=tuple(one for one in told.items if one.pk != row.pk),
        identical=tuple(
            one
            for one in told.identical
            if one.item.pk != row.pk and all(other.pk != row.pk for other in one.same_as)
        ),
    )


class _Listed(list):
    def all(self):
        return self


def without_columns(told: Told) -> Iterator[tuple[models.Model, str, Told]]:
    """Give the story with each column of each row empty, as far as it may be."""
    for row in list(told.rows()):
        for field in row._meta.concrete_fields:
            before = getattr(row, field.name)
            for value in _instead(row, field, before):
                _put(row, field, value)
                less = replace(told, identical=()) if field.name == "copy_of" else told
                yield row, field.name, less
                _put(row, field, before)


def _put(row: models.Model, field: models.Field, value: Any) -> None:
    setattr(row, field.name, value)  # the row itself where it is a link: both keep it


def _instead(row: models.Model, field: models.Field, before: Any) -> list[Any]:
    is_empty = not before and before != 0
    if field.primary_key or is_empty or (field.is_relation and not field.null):
        return []
    if field.name in ALSO_KNOWN:
        return ALSO_KNOWN[field.name]
    if field.null:
        return [None]
    empty = field.get_default() if field.blank else None
    if empty in ("", [], {}, False):
        return [empty]
    if field.choices:
        return [value for value, _ in field.choices if value != before]
    return next(others(before) for kind, others in OTHERWISE if isinstance(before, kind))


def wrongs(before: Document, after: Document, dropped: set[Fact]) -> list[str]:
    """Name sentences that changed and do not rest on what was dropped."""
    then, now = said(before), said(after)
    first, later = resting(before), resting(after)
    named = {key: first.get(key, set()) | later.get(key, set()) for key in {*first, *later}}
    return [key for key in sorted(then) if then[key] != now.get(key) and not named[key] & dropped]


def carried(before: Document, after: Document, dropped: set[Fact]) -> set[str]:
    """Name sentences that a drop took: they are gone, say otherwise, or stand on others alone."""
    then, now, left = said(before), said(after), resting(after)
    return {key for key, words in then.items() if now.get(key) != words or not left[key] & dropped}


def listed(failed: list[tuple[str, ...]]) -> str:
    return "\n".join(sorted({": ".join(one) for one in failed}))


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
        fact = _fact(row._meta.label_lower, str(row.pk), field)
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
