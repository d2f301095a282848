"""The activity page's entries, in the words of that page."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.rules import Deed
from audit.models import Entry
from cases import activity, timeline
from cases.models import Case
from reports.lists.listing import Asked, Line, Listing, at

HEADS = ("When (UTC)", "Who", "What", "More", "Case")
FILTERS = ("action", "person", "case", "since", "until")


def rows(user: User, asked: Asked, only: Collection[UUID] | None = None) -> Any:
    """Give the trail as far as it answers; it is for inside alone, so nothing cuts it to cases."""
    known = activity.ActivityFilter().fields
    kept = {name: str(asked[name]) for name in FILTERS if asked.get(name) and name in known}
    form = activity.ActivityFilter(kept)
    return activity.entries(**form.cleaned_data) if form.is_valid() else Entry.objects.none()


def lines(entries: Sequence[Entry], reader: User, now: datetime) -> Iterable[Line]:
    codes = dict(_cases({entry.chain for entry in entries}))
    for entry, told in zip(
        entries, timeline.told(entries, reader=reader, whole=False), strict=True
    ):
        cells = (at(told.at), told.by, told.words, told.detail, told.code)
        yield codes.get(entry.chain), cells


def _cases(chains: Collection[str]) -> Iterable[tuple[str, UUID]]:
    ids = [chain for chain in chains if chain != "house"]
    return ((str(pk), pk) for pk in Case.objects.filter(pk__in=ids).values_list("pk", flat=True))


LISTING = Listing(Deed.SEE_ACTIVITY, HEADS, rows, lines, case_of="chain")
