"""The trail of acts in words: what a case page and the activity page show of it."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from accounts.rules import Role
from audit import words
from audit.models import Entry
from cases.activity.kinds import Kind, actions_of
from cases.models import Case, Note
from cases.rules.release_words import Information
from cases.rules.spoken import REASONS

# Who looked; who did something stands apart. Other packages add theirs.
_reads = {"cases.opened", "evidence.opened"}
ITSELF = "Reclaim itself"
GONE = "a person no longer known"
# The page of a subject; pages of upper packages are names here, as they are in templates.
PAGES = {
    "evidence.item": "evidence:item",
    "removal.removalrequest": "removal:request",
    "complaints.complaintdraft": "complaints:draft",
}

# Acts that a case's own trail tells nobody but an attorney who is told of restitution (ADR 0060).
_apart: set[str] = set()

_MORE = re.compile(r":| \(")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Told(NamedTuple):
    """One act as a person reads it."""

    seq: int
    at: datetime
    action: str
    words: str
    by: str
    detail: str
    url: str
    note: Note | None
    code: str
    by_id: str  # of a person whose name is known; else nothing


def keep_apart(actions: Iterable[str]) -> None:
    """Add a package's acts that stand in an attorney's partition."""
    _apart.update(actions)


def count_as_read(actions: Iterable[str]) -> None:
    """Add a package's acts that take a case along with many others, and do nothing in it."""
    _reads.update(actions)


def readings() -> list[str]:
    """Give every act that reads a case or shows what is sealed, but those of an attorney's part."""
    read = (*actions_of(Kind.OPENED), *actions_of(Kind.SHOWN))
    return [action for action in read if action not in _apart]


def of_case(case: Case, *, reader: User, reads: bool, before: int | None = None) -> QuerySet[Entry]:
    """Give a case's entries, newest first: those of reading, or all others."""
    entries = Entry.objects.filter(chain=str(case.pk)).order_by("-seq")
    if not _reads_apart(case, reader):
        entries = entries.exclude(action__in=_apart)
    entries = entries.filter(action__in=_reads) if reads else entries.exclude(action__in=_reads)
    return entries if before is None else entries.filter(seq__lt=before)


def _reads_apart(case: Case, reader: User) -> bool:
    if reader.role != Role.ATTORNEY:
        return False
    told_of = Case.objects.visible_to(reader).told_of(reader, Information.RESTITUTION.value)
    return told_of.filter(pk=case.pk).exists()


def place(asked: str) -> int | None:
    """Give the place in a trail that an address asks to go on from; None for its latest end."""
    return int(asked) if asked.isdecimal() else None


def acts_of(case: Case) -> set[str]:
    """Give every action that the case's trail knows."""
    return set(Entry.objects.filter(chain=str(case.pk)).values_list("action", flat=True).distinct())


def told(entries: Iterable[Entry], *, reader: User, whole: bool = True) -> list[Told]:
    """Say these entries in words; a note's text comes with `whole` and to whom it is open."""
    rows = list(entries)
    facts = {row.pk: words.facts(row) for row in rows}
    names = _names(rows, facts.values())
    notes = _notes(rows, reader) if whole else {}
    codes = _codes({row.chain for row in rows})
    return [
        Told(
            seq=row.seq if whole else row.pk,
            at=row.at,
            action=row.action,
            words=_sentence(row, reader),
            by=names.get(row.actor, GONE) if row.actor else ITSELF,
            detail="" if row.action in _apart else _detail(facts[row.pk], names),
            url="" if row.action in _apart else _page(row),
            note=notes.get(row.subject_id),
            code=codes.get(row.chain, ""),
            by_id=row.actor if row.actor in names else "",
        )
        for row in rows
    ]


def _sentence(row: Entry, reader: User) -> str:
    """Say an act; of what attorneys keep apart others read that it was, and nothing more."""
    said = words.sentence(row)
    apart = row.action in _apart and reader.role != Role.ATTORNEY
    return _MORE.split(said, maxsplit=1)[0] if apart else said


def _names(rows: list[Entry], facts: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Give the names of everyone who acted or was given something."""
    ids = {row.actor for row in rows if row.actor}
    ids |= {str(told["person"]) for told in facts if told.get("person")}
    return {
        str(pk): name
        for pk, name in User.objects.filter(pk__in=_uuids(ids)).values_list("pk", "name")
    }


def _codes(chains: set[str]) -> dict[str, str]:
    cases = Case.objects.filter(pk__in=_uuids(chains)).values_list("pk", "code")
    return {str(pk): code for pk, code in cases}


def _uuids(texts: Iterable[str]) -> set[UUID]:
    """Give the texts that are ids; the trail's columns are text, and may hold anything else."""
    return {UUID(text) for text in texts if _UUID.fullmatch(text)}


def _notes(rows: list[Entry], reader: User) -> dict[str, Note]:
    ids = [row.subject_id for row in rows if row.subject_type == "cases.note"]
    visible: Any = Note.objects.visible_to(reader).filter(pk__in=ids).select_related("case__key")
    return {str(note.pk): note for note in visible}


def _detail(facts: Mapping[str, object], names: Mapping[str, str]) -> str:
    said = []
    if facts.get("person"):
        said.append(names.get(str(facts["person"]), GONE))
    if facts.get("reason") in set(REASONS):
        said.append({code.value: why for code, why in REASONS.items()}[str(facts["reason"])])
    return "; ".join(said)


def _page(row: Entry) -> str:
    name = PAGES.get(row.subject_type)
    if name is None:
        return ""
    try:
        return reverse(name, args=[row.subject_id])
    except NoReverseMatch:
        return ""
