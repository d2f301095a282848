"""What was taken of a complaint before, as the trail keeps it: when, by whom, and its digest."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from audit import words
from audit.models import Entry
from complaints.models import ComplaintDraft

ACTION = "complaints.exported"
MOST = 20


class Taken(NamedTuple):
    at: datetime
    by: str  # whose name it is now
    form: str
    revision: int
    digest: str
    parts: dict[str, str]
    changed: tuple[str, ...]
    is_first: bool = False

    def differs_from(self, parts: Mapping[str, str]) -> tuple[str, ...]:
        """Name the files that are other than they were, that came, or that went."""
        names = sorted({*self.parts, *parts})
        return tuple(name for name in names if self.parts.get(name) != parts.get(name))


def last(draft: ComplaintDraft, form: str) -> Taken | None:
    """Give the last that was taken in this form, if its digest was kept."""
    for entry in _entries(draft):
        told = words.facts(entry)
        if told.get("form") == form and told.get("sha256"):
            return _taken(entry, told, {})
    return None


def known(draft: ComplaintDraft) -> list[Taken]:
    """Give what was taken, the newest first."""
    entries = list(_entries(draft)[:MOST])
    people = {entry.actor for entry in entries if entry.actor}
    names = {str(one.pk): one.name for one in User.objects.filter(pk__in=people)}
    rows = [_taken(entry, words.facts(entry), names) for entry in entries]
    oldest = {row.form: row for row in rows}  # the last written wins: the oldest
    return [row._replace(is_first=oldest[row.form] is row) for row in rows]


def _entries(draft: ComplaintDraft) -> QuerySet[Entry]:
    mine = Entry.objects.filter(chain=str(draft.case_id), subject_id=str(draft.pk))
    return mine.filter(action=ACTION).order_by("-seq")


def _taken(entry: Entry, told: Mapping[str, object], names: Mapping[str, str]) -> Taken:
    apart = (one.split(" ", 1) for one in _listed(told, "parts"))
    return Taken(
        at=entry.at,
        by=names.get(entry.actor, ""),
        form=str(told.get("form", "")),
        revision=int(str(told.get("revision", 0))),
        digest=str(told.get("sha256", "")),
        parts={name: digest for digest, name in apart},
        changed=tuple(_listed(told, "changed")),
    )


def _listed(told: Mapping[str, object], name: str) -> list[str]:
    """Give a list among an entry's facts; entries made before it was kept have none."""
    held = told.get(name)
    return [str(one) for one in held] if isinstance(held, list) else []
