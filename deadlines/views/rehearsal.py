"""What a version would have done over days that were, beside the one in force; read-only."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_GET

from deadlines import ladders, rehearsing
from deadlines.forms_ladders import SpanForm
from deadlines.ladder_drawn import when_words
from deadlines.rules.rehearsal import ASSUMED, Fired, Pair, Span, Totals
from deadlines.rules.spoken import rung_words, step_words
from deadlines.views.asked import me
from deadlines.views.ladders import the_ladder

MOST_ROWS = 100  # of each kind; the figures count them all
MINUS = "\N{MINUS SIGN}"


@require_GET
def rehearse(request: HttpRequest, name: str) -> HttpResponse:
    ladder = the_ladder(request, name)
    form = SpanForm(request.GET or None, most_days=rehearsing.MOST_DAYS)
    page: dict[str, Any] = {
        "ladder": ladder,
        "law": ladders.law_name(ladder.applies_to),
        "most_days": rehearsing.MOST_DAYS,
        "form": form,
        "assumed": ASSUMED,
    }
    if form.is_valid():
        span = _span(form.cleaned_data["since"], form.cleaned_data["until"])
        now = timezone.now()
        found = rehearsing.rehearse(ladder, span=span, by=me(request), now=now)
        page |= _shown(found)
        page["is_held"] = found.held is not None and found.held.pk == ladder.pk
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
        "differing_clocks": len({pair.first.clock for pair in differing}),
        "same": [_row(pair, found.people) for pair in same[:MOST_ROWS]],
        "same_in_all": len(same),
    }


class Figure(NamedTuple):
    """One count under both versions."""

    said: str
    held: int
    new: int

    @property
    def change(self) -> str:
        by = self.new - self.held
        return f"{'+' if by > 0 else MINUS}{abs(by)}" if by else "same"


def _figures(held: Totals, new: Totals) -> Iterator[Figure]:
    # fmt: off
    words = (
        ("Reminders in the app",              "told"),
        ("Mail between 07:00 and 22:00",      "mail_by_day"),
        ("Mail at night",                     "mail_at_night"),
        ("Mail put off by quiet hours",       "mail_put_off"),
        ("Complaints drafted",                "drafts"),
        ("Steps told",                        "steps"),
        ("Steps skipped",                     "skipped"),
    )
    # fmt: on
    return (Figure(said, getattr(held, name), getattr(new, name)) for said, name in words)


def _people(found: rehearsing.Rehearsal) -> list[Figure]:
    held, new = found.held_totals.by_person, found.totals.by_person
    rows = [Figure(name, held.get(pk, 0), new.get(pk, 0)) for pk, name in found.people.items()]
    return sorted(rows, key=lambda row: (-abs(row.new - row.held), -row.new, row.said))


def _row(pair: Pair, people: dict[UUID, str]) -> dict[str, Any]:
    first = pair.first
    return {
        "code": first.code,
        "request": first.request,
        "words": capfirst(rung_words(first.rung)),
        "change": _change(pair),
        "held": _said(pair.held, people),
        "rehearsed": _said(pair.rehearsed, people),
    }


def _change(pair: Pair) -> str:
    """Give in a word how a step differs."""
    held, new = pair.held, pair.rehearsed
    if held is None or new is None:
        return "New" if held is None else "Gone"
    # fmt: off
    table = (
        (held.state != new.state,   "Told" if new.told else "Skipped"),
        (held.at != new.at,         "Another time"),
        (held.told != new.told,     "Other people"),
        (held.drafts != new.drafts, "Drafts" if new.drafts else "Drafts no more"),
    )
    # fmt: on
    return next((word for holds, word in table if holds), "The same")


def _said(fired: Fired | None, people: dict[UUID, str]) -> dict[str, Any] | None:
    if fired is None:
        return None
    told = ", ".join(sorted(people[one] for one in fired.told))
    return {
        "at": fired.at,
        "when": when_words(timedelta(hours=fired.from_due)),
        "told": told or capfirst(step_words(fired.state, fired.reason)),
        "drafts": fired.drafts,
    }
