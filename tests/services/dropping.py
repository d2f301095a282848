"""A complaint's text without one of its facts: each row absent, each column empty or otherwise."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models

from complaints.composing import compose
from complaints.document import Document, Source
from complaints.facts import for_grounds
from complaints.rules.exposing import as_json
from complaints.rules.grounds import grounds
from complaints.told import Told
from removal import facts
from removal.rules.parts import parts
from tests.factories.complaints import DRAFTED
from tests.factories.stories import WHOLE

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
        one.key: {fact_of(*_of(source)) for source in one.sources} for one in document.sentences()
    }


def _of(source: Source) -> Fact:
    return source.model, source.id, source.field


def fact_of(model: str, pk: str, field: str) -> Fact:
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


ALONE = {
    "receipt": "receipt",
    "release": "release",
    "exposurechoice": "exposing",
    "cybertip": "tip",
}
AMONG = {"answer": "answers", "priornotice": "notices"}


def _less(told: Told, row: models.Model) -> tuple[Any, Told]:
    kept = dict(told.request.__dict__), dict(told.request._prefetched_objects_cache)
    undo = lambda: _restore(told, *kept)  # noqa: E731
    kind = row._meta.model_name
    if kind in AMONG:
        rows = tuple(one for one in getattr(told, AMONG[kind]) if one != row)
        return undo, replace(told, **{AMONG[kind]: rows})
    match kind:
        case "listingfact":
            return _fact_less(told, row)
        case "authority":
            return _unauthorised(told)
        case "item":
            return undo, _item_less(told, row)
        case "submission":
            return undo, _unsent(told, row)
    return undo, replace(told, **{ALONE[kind]: None})


def _unsent(told: Told, row: models.Model) -> Told:
    """Give the story without a sending: of this request, of another version, or of a copy's."""
    if row is told.submission:
        return replace(told, submission=None)
    unsent = {
        name: version._replace(sent=None)
        for name in ("earlier", "later")
        if (version := getattr(told, name)) is not None and version.sent is row
    }
    untold = (replace(one, told_by=None) if one.told_by is row else one for one in told.identical)
    return replace(told, identical=tuple(untold), **unsent)


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
