"""Part G: what is up, what is gone and what came back, as a person last saw it."""

from collections.abc import Iterable, Iterator, Set
from datetime import datetime

from complaints.composing import phrases, resting
from complaints.composing.sentences import blank, fact, of
from complaints.document import Sentence
from complaints.identical import Identical
from complaints.rules.grounds import Found
from complaints.rules.listings import LOOKS, is_up
from complaints.spoken import exact, listed, span
from complaints.told import Told, standing_facts
from evidence.models import Item, ListingFact
from evidence.rules.items import Fact, FactKind, standing

# The last of these says whether a listing is up; what lies between changes nothing.
DECIDES = frozenset({FactKind.SEEN_UP, FactKind.SEEN_GONE, FactKind.BACK})


def present(told: Told, _found: tuple[Found, ...]) -> Iterator[Sentence]:
    if len(told.items) > 1:  # of a single one its own sentence says it
        yield _count(told)
    for item in told.items:
        yield from _listing(told, item)
    for one in told.identical:
        if not one.in_this_request:
            yield from _copy(told, one)


def _count(told: Told) -> Sentence:
    up = sum(is_up(of_rows(standing_facts(item))) for item in told.items)
    return fact(
        "count",
        f"Of {len(told.items)} listings, {len(told.items) - up} had been seen gone at the last look"
        f" and {up} had not.",
        of(told.request, "listings"),
        *(of(row, "at", "kind") for item in told.items for row in _deciding(item)),
    )


def _deciding(item: Item) -> list[ListingFact]:
    """Give the look that says whether it is up, and those that would say otherwise as the last."""
    rows = [row for row in standing_facts(item) if row.kind in DECIDES]
    if not rows:
        return []
    last = rows[-1]
    return [
        row
        for row in rows
        if row is last or (row.kind == FactKind.SEEN_GONE) != (last.kind == FactKind.SEEN_GONE)
    ]


def _listing(told: Told, item: Item) -> Iterator[Sentence]:
    rows = standing_facts(item)
    gone = _first_gone(told, rows)
    if gone is not None:
        yield _removed(told, item, gone, rows)
    last = _last(rows, LOOKS)
    if last is None:
        yield fact(
            f"state.{item.pk}",
            f"Nobody has recorded a look at {item.label} since it was first seen, at"
            f" {exact(item.first_seen_at, told.zone)}.",
            of(item, "number", "first_seen_at"),
        )
    elif last.kind != FactKind.SEEN_GONE:
        yield _seen(told, item, last)
    yield from _said(told, item, rows)


def _first_gone(told: Told, rows: list[ListingFact]) -> ListingFact | None:
    since = told.submission.submitted_at if told.submission else None
    gone = (row for row in rows if row.kind == FactKind.SEEN_GONE)
    return next((row for row in gone if since is None or row.at >= since), None)


def _removed(told: Told, item: Item, gone: ListingFact, rows: list[ListingFact]) -> Sentence:
    """Say when it came down, and whether that was after the deadline."""
    upto = rows[: rows.index(gone) + 1]
    removed_at = standing(of_rows(upto)).removed_at or gone.at
    said = next(
        (row for row in upto if row.kind == FactKind.SAID_REMOVED and row.at == removed_at), None
    )
    text = f"{item.label} was seen gone at {exact(gone.at, told.zone)}"
    if said is not None and said.at < gone.at:
        text += f"; the service had stated its removal at {exact(said.at, told.zone)}"
    sources = [of(gone, "at"), of(item, "number"), *(of(row, "kind") for row in upto)]
    if said is not None and said.at < gone.at:
        sources.append(of(said, "at"))
    if told.submission is not None:
        sources.append(of(told.submission, "submitted_at"))
    if told.draft.due_at is not None:
        text += f", {_against(removed_at, told.draft.due_at)}"
        sources.append(of(told.draft, "due_at"))
    return fact(f"removed.{item.pk}", f"{text}.", *sources)


def _against(at: datetime, due: datetime) -> str:
    if at > due:
        return f"{span(at - due)} after the time allowed had ended"
    return f"{span(due - at)} before the time allowed ended"


def _seen(told: Told, item: Item, last: ListingFact) -> Sentence:
    rows = standing_facts(item)
    return fact(
        f"state.{item.pk}",
        f"{item.label} was {phrases.SEEN[last.kind]} when last looked at, at"
        f" {exact(last.at, told.zone)}.",
        of(item, "number"),
        *(of(row, "at", "kind") for row in rows if row.kind in LOOKS or row.at > last.at),
    )


def _said(told: Told, item: Item, rows: list[ListingFact]) -> Iterator[Sentence]:
    """Set the service's word apart from what a person saw, while nobody saw it gone."""
    said = _last(rows, {FactKind.SAID_REMOVED})
    if said is not None and standing(of_rows(rows)).said_removed_at and is_up(of_rows(rows)):
        yield fact(
            f"said.{item.pk}",
            f"The service stated at {exact(said.at, told.zone)} that {item.label} was removed;"
            " nobody has seen it gone.",
            of(item, "number"),
            of(said, "at", "kind"),
            *(of(row, "at", "kind") for row in rows if row.kind in LOOKS),
        )


def _last(rows: list[ListingFact], kinds: Set[str]) -> ListingFact | None:
    return next((row for row in reversed(rows) if row.kind in kinds), None)


def of_rows(rows: Iterable[ListingFact]) -> tuple[Fact, ...]:
    return tuple(Fact(row.kind, row.at) for row in rows)


def _copy(told: Told, one: Identical) -> Iterator[Sentence]:
    item, last = one.item, _last(standing_facts(one.item), LOOKS)
    same = listed([other.label for other in one.same_as])
    if last is None:
        seen, at, sources = "first seen", item.first_seen_at, of(item, "first_seen_at")
    else:
        seen, at, sources = phrases.SEEN[last.kind], last.at, of(last, "at", "kind")
    yield fact(
        f"copy.{item.pk}",
        f"{item.label} is recorded as identical to {same}, on the same service; it was {seen}, at"
        f" {exact(at, told.zone)}.",
        of(item, "number"),
        resting.copy_link(one),
        *(of(other, "number") for other in one.same_as),
        sources,
    )
    if one.told_by is not None:
        yield fact(
            f"told.{item.pk}",
            f"The service was told of {item.label}, identical to {same}, in a request sent at"
            f" {exact(one.told_by.submitted_at, told.zone)}.",
            of(one.told_by, "submitted_at"),
            of(item, "number"),
            resting.copy_link(one),
            *(of(other, "number") for other in one.same_as),
        )
    else:
        yield blank(
            f"copy_{item.label}",
            f"what shows that the service knew of {item.label}, or that nothing on record does",
        )
