"""The entries that answer, newest first, a page at a time; a million of them cost no more.

People's acts are read along an index of their own; a case's along its chain; what the house enters
by the thousand is asked for apart. A page goes on from where the last one ended.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.rules.hours import first_showing
from audit.models import Entry
from cases.activity.asked import HOUSE
from cases.activity.kinds import Kind, actions_of
from cases.models import Case
from cases.rules.codes import codes_meant

OFTEN = {Kind.OPENED, Kind.CHANGED}  # found soon along anybody's acts; others by an index each
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DIGITS = 17  # of microseconds since 1970, and of a number in the trail
MICROSECOND = timedelta(microseconds=1)


class Page(NamedTuple):
    rows: list[Entry]
    earlier: str  # what the address of the next page goes on from; empty: there is none


def entries(
    *,
    action: str = "",
    person: str = "",
    case: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Entry]:
    """Give the trail, newest first, as far as it answers; nobody asked for is every person."""
    found = _of_whom(person, case)
    if since or until:
        found = found.filter(_days(since, until))
    if action:
        found = found.filter(action__in=actions_of(action))
    return found.order_by("-seq") if case else found.order_by("-at", "-pk")


def page_of(
    *,
    action: str = "",
    before: str = "",
    most: int,
    person: str = "",
    case: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Page:
    """Give so many entries from a place on."""
    base = entries(person=person, case=case, since=since, until=until)
    base = base.filter(_before(before, by_seq=bool(case)))
    if not action:
        found = list(base[: most + 1])
    elif case or person or action in OFTEN:
        found = list(base.filter(action__in=actions_of(action))[: most + 1])
    else:
        found = _latest_of_each(base, actions_of(action), most + 1)
    rows = found[:most]
    earlier = _place(rows[-1], by_seq=bool(case)) if len(found) > most else ""
    return Page(rows, earlier)


def _of_whom(person: str, case: str) -> QuerySet[Entry]:
    found = Entry.objects.all()
    if case:
        known = Case.objects.filter(code__in=codes_meant(case)).values_list("pk", flat=True)
        found = found.filter(chain__in=[str(pk) for pk in known])
    if person == HOUSE:
        return found.filter(actor="")
    if person:
        return found.filter(actor=person)
    return found if case else found.exclude(actor="")


def _days(since: date | None, until: date | None) -> Q:
    """Keep whole days as the reader's clock counts them."""
    zone = timezone.get_current_timezone()
    asked = Q()
    if since:
        asked &= Q(at__gte=first_showing(since, time(), zone))
    if until:
        asked &= Q(at__lt=first_showing(until + timedelta(days=1), time(), zone))
    return asked


def _before(place: str, *, by_seq: bool) -> Q:
    first, _, second = place.partition("-")
    if not first.isdecimal() or max(len(first), len(second)) > DIGITS:
        return Q()
    if by_seq:
        return Q(seq__lt=int(first))
    at = EPOCH + int(first) * MICROSECOND
    return Q(at__lt=at) | Q(at=at, pk__lt=int(second if second.isdecimal() else 0))


def _place(entry: Entry, *, by_seq: bool) -> str:
    return str(entry.seq) if by_seq else f"{(entry.at - EPOCH) // MICROSECOND}-{entry.pk}"


def _latest_of_each(base: QuerySet[Entry], actions: list[str], most: int) -> list[Entry]:
    """Take the latest of every act by its own index, and of those the latest."""
    each = [base.filter(action=action)[:most] for action in actions]
    if not each:
        return []
    found: QuerySet[Entry] = each[0].union(*each[1:], all=True) if each[1:] else each[0]
    return list(found.order_by("-at", "-id")[:most] if each[1:] else found)
