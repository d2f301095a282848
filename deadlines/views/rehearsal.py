"""What a version would have done over days that were, beside the one in force; read-only."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from deadlines import ladders, rehearsing
from deadlines.forms_ladders import SpanForm
from deadlines.ladders_shown import when_words
from deadlines.rules.rehearsal import ASSUMED, Fired, Pair, Span, Totals
from deadlines.rules.spoken import rung_words, step_words
from deadlines.views.asked import me
from deadlines.views.ladders import the_ladder

MOST_ROWS = 100  # of each kind; the figures count them all


@require_GET
def rehearse(request: HttpRequest, name: str) -> HttpResponse:
    ladder = the_ladder(request, name)
    form = SpanForm(request.GET or None, most_days=rehearsing.MOST_DAYS)
    page: dict[str, Any] = {
        "ladder": ladder,
        "law": ladders.law_name(ladder.applies_to),
        "form": form,
        "assumed": ASSUMED,
    }
    if form.is_valid():
        span = _span(form.cleaned_data["since"], form.cleaned_data["until"])
        now = timezone.now()
        found = rehearsing.rehearse(ladder, span=span, by=me(request), now=now)
        page |= _shown(found)
    return render(request, "deadlines/rehearsal.html", page, status=200 if "span" in page else 422)


def _span(since: date, until: date) -> Span:
    """Give whole days where the reader is; a day may have 23 or 25 hours."""
    first = timezone.make_aware(datetime.combine(since, time()))
    last = timezone.make_aware(datetime.combine(until + timedelta(days=1), time()))
    return Span(first, last)


def _shown(found: rehearsing.Rehearsal) -> dict[str, Any]:
    differing, same = found.differing, found.same
    return {
        "span": found.span,
        "held": found.held,
        "found": found,
        "figures": list(_figures(found.held_totals, found.totals)),
        "people": _people(found),
        "differing": [_row(pair, found.people) for pair in differing[:MOST_ROWS]],
        "differing_in_all": len(differing),
        "same": [_row(pair, found.people) for pair in same[:MOST_ROWS]],
        "same_in_all": len(same),
    }


def _figures(held: Totals, new: Totals) -> list[tuple[str, int, int]]:
    # fmt: off
    words = (
        ("Steps told",                        "steps"),
        ("Steps skipped",                     "skipped"),
        ("Reminders in the app",              "told"),
        ("Mail between 07:00 and 22:00",      "mail_by_day"),
        ("Mail at night",                     "mail_at_night"),
        ("Mail put off by quiet hours",       "mail_put_off"),
        ("Complaints drafted",                "drafts"),
    )
    # fmt: on
    return [(said, getattr(held, name), getattr(new, name)) for said, name in words]


def _people(found: rehearsing.Rehearsal) -> list[tuple[str, int, int]]:
    held, new = found.held_totals.by_person, found.totals.by_person
    rows = [(name, held.get(pk, 0), new.get(pk, 0)) for pk, name in found.people.items()]
    return sorted(rows, key=lambda row: (-abs(row[2] - row[1]), row[0]))


def _row(pair: Pair, people: dict[UUID, str]) -> dict[str, Any]:
    first = pair.first
    return {
        "code": first.code,
        "request": first.request,
        "words": rung_words(first.rung).capitalize(),
        "held": _said(pair.held, people),
        "rehearsed": _said(pair.rehearsed, people),
    }


def _said(fired: Fired | None, people: dict[UUID, str]) -> dict[str, Any] | None:
    if fired is None:
        return None
    told = ", ".join(sorted(people[one] for one in fired.told))
    return {
        "at": fired.at,
        "when": when_words(timedelta(hours=fired.from_due)),
        "told": told or step_words(fired.state, fired.reason).capitalize(),
        "drafts": fired.drafts,
    }
