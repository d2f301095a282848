"""The weekend board: who has each clock that ends while the agency is closed."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_GET

from accounts import calendars
from accounts.rules import Deed, Role, require
from accounts.rules.hours import Calendar, Span, beside, closed_at_or_after
from cases.forms.people import people
from cases.rules.cover import TAKERS
from deadlines import weekend as board
from deadlines.rules.spoken import hours_and_minutes
from deadlines.rules.weekend import changes_in
from deadlines.views.asked import me

YEARS = range(2020, 2101)


@require_GET
def weekend(request: HttpRequest) -> HttpResponse:
    """Show the stretch that an address names, or the one that is on or comes next."""
    reader, now = me(request), timezone.now()
    require(reader.role, Deed.COVER_CASE)
    agency = calendars.of_agency()
    span = closed_at_or_after(agency, _named(request.GET.get("at", "")) or now)
    before, after = beside(agency, span)
    zone = timezone.get_current_timezone()
    found = board.board_of(reader, span=span, now=now)
    context = {
        "board": found,
        "drawing": board.drawn(found, zone=zone, now=now),
        "length": hours_and_minutes(span.length).removesuffix(" 00 min"),
        "changes": changes_in(span, zone),
        "before": before,
        "after": after,
        "is_over": now >= span.ends_at,
        **_elsewhere(agency, span),
        "back": request.get_full_path(),
        "leads": reader.role == Role.SUPERVISOR,
        "takers": [
            (label, [one for one in group if one[0] != str(reader.pk)])
            for label, group in people(*TAKERS)
        ],
    }
    return render(request, "deadlines/weekend.html", context)


def _elsewhere(agency: Calendar, span: Span) -> dict[str, str]:
    """Say the hours by the agency's clocks too, to a reader whose own show another time."""
    theirs = [at.astimezone(agency.zone) for at in span]
    if all(at.utcoffset() == timezone.localtime(at).utcoffset() for at in theirs):
        return {}
    starts, ends = (f"{at:%a} {at.day} {at:%b}, {at:%H:%M} {at:%Z}" for at in theirs)
    place = str(agency.zone).rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return {"agency_zone": f"{place} time", "agency_words": f"{starts} to {ends}"}


def _named(text: str) -> datetime | None:
    """Read a moment with its offset, or a day: its noon where the agency is."""
    try:
        at, day = parse_datetime(text), parse_date(text)
    except ValueError:
        return None
    if day is not None:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=calendars.of_agency().zone)
    return at if at is not None and at.tzinfo is not None and at.year in YEARS else None
