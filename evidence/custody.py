"""Custody, read from the trail: who saw, recorded, asked, checked, linked, exported (ADR 0039).

There is no second table of it. What the trail says of an item *is* its custody, in the chain's
order, each event with its place in the chain and its hash.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from accounts.models import User
from audit import words
from audit.models import Entry
from cases import timeline
from cases.models import Case
from evidence.models import Item
from evidence.rules.custody import ACTS, Act, act_of, labels_in

SUBJECT = "evidence.item"


class Event(NamedTuple):
    """One act upon an item, as a person reads it, with what proves its place."""

    seq: int
    at: datetime
    act: Act
    labels: list[str]
    words: str
    by: str
    detail: str
    hash: str

    @property
    def act_words(self) -> str:
        return ACTS[self.act]

    @property
    def short_hash(self) -> str:
        return self.hash[:12]


def of_item(item: Item, *, reader: User) -> list[Event]:
    """Give everything that was done with an item, newest first."""
    named = Q(facts__contains=f'"{item.label}"')
    meant = Q(subject_type=SUBJECT, subject_id=str(item.pk)) | named
    entries = Entry.objects.filter(meant, chain=str(item.case_id)).order_by("-seq")
    return _events([one for one in entries if _is_about(one, item)], reader=reader)


def of_case(case: Case, *, reader: User, most: int) -> list[Event]:
    """Give the latest custody events of all items of a case, newest first."""
    entries = Entry.objects.filter(chain=str(case.pk)).order_by("-seq").iterator(chunk_size=500)
    found = []
    for entry in entries:
        if is_custody(entry):
            found.append(entry)
        if len(found) == most:
            break
    return _events(found, reader=reader)


def latest(items: Collection[Item], *, reader: User) -> dict[str, Event]:
    """Give the last act upon each item, by the item's id, in one question for a whole list."""
    ids = [str(item.pk) for item in items]
    rows = Entry.objects.filter(subject_type=SUBJECT, subject_id__in=ids)
    last = list(rows.order_by("subject_id", "-pk").distinct("subject_id"))
    return {
        entry.subject_id: event
        for entry, event in zip(last, _events(last, reader=reader), strict=True)
    }


def is_custody(entry: Entry) -> bool:
    """Tell whether an entry is about an item of its case."""
    return entry.subject_type == SUBJECT or bool(labels(entry)) or _opened_them_all(entry)


def labels(entry: Entry) -> list[str]:
    """Give the items that an entry names, in order."""
    named = {one for one in labels_in(words.facts(entry)) if _is_label(one)}
    return sorted(named, key=lambda label: int(label[1:]))


def _opened_them_all(entry: Entry) -> bool:
    return entry.action == "cases.opened" and words.facts(entry).get("part") == "evidence"


def _is_label(text: str) -> bool:
    return text[:1] == "E" and text[1:].isdecimal()


def _is_about(entry: Entry, item: Item) -> bool:
    is_its_own = entry.subject_type == SUBJECT and entry.subject_id == str(item.pk)
    return is_its_own or item.label in labels_in(words.facts(entry))


def _events(entries: Iterable[Entry], *, reader: User) -> list[Event]:
    rows = list(entries)
    said = timeline.told(rows, reader=reader, whole=False)
    return list(_joined(rows, said))


def _joined(rows: list[Entry], said: list[timeline.Told]) -> Iterator[Event]:
    for row, told in zip(rows, said, strict=True):
        act = act_of(row.action, words.facts(row))
        if _opened_them_all(row):
            act = Act.SEEN
        yield Event(row.seq, row.at, act, labels(row), told.words, told.by, told.detail, row.hash)
