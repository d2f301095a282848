"""A line and a page a platform: figures as the reports tell them, and what the directory says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from removal.models import Platform
from reports import tables
from reports.figures import Scope
from reports.scorecards.demands import demands
from reports.tables import Column, Row, Sheet

COLUMNS = (
    Column("decided", "Decided"),
    Column("share", "On time", "share", lacking="None decided"),
    Column("median", "Half gone by", "hours", lacking="Not reached"),
    Column("back", "Came back", "share", lacking="None seen gone"),
)
COUNTED = (
    "On time: of the requests decided, those of which everything listed was seen gone within 48"
    " hours of the platform's receipt. Half gone by: hours from receipt, open requests counted as"
    " up for as long as we know they were. Came back: of those seen gone, the ones that a person"
    " saw up again. Intervals are 95 %."
)


@dataclass(frozen=True)
class Directory:
    """What the agency's directory says of a platform, and how well it is known."""

    platform: Platform
    is_stale: bool


@dataclass(frozen=True)
class Card:
    """One platform's figures as a page tells them; a sheet's first row is the platform's own."""

    directory: Directory
    row: Row
    sheets: Mapping[str, Sheet]


def all_cards(scope: Scope, *, today: date) -> tuple[Sheet, dict[str, Directory]]:
    """Give every platform that was asked in these months, with its line of the directory."""
    told = tables.requests(scope)
    back = {row.key: row for row in tables.recurrence(scope).rows}
    hours = {row.key: row for row in told.hours["platform"].rows}
    rows = tuple(
        _joined(row, hours.get(row.key), back.get(row.key)) for row in told.kept["platform"].rows
    )
    named = Platform.objects.in_bulk([row.key for row in rows if row.key])
    directory = {slug: Directory(one, one.is_stale(today)) for slug, one in named.items()}
    words = told.kept["platform"].hidden_words
    return Sheet("cards", "Scorecards", "Platform", COUNTED, COLUMNS, rows, words), directory


def card_of(scope: Scope, platform: Platform, *, today: date) -> Card:
    """Give one platform's card: the figures that the reports tell of it alone."""
    own = replace(scope, platform=platform.pk)
    told = tables.requests(own)
    back = tables.recurrence(own).all
    hours = told.hours["platform"].all
    whole = told.kept["platform"].all
    row = _joined(whole, hours, back) if whole else Row(platform.pk, platform.name, {})
    return Card(
        Directory(platform, platform.is_stale(today)),
        replace(row, label=platform.name),
        {
            "months": told.kept["month"],
            "refusals": tables.refusals(own),
            "demands": demands(own),
            "complaints": tables.complaints(own),
        },
    )


def sheet_of(card: Card) -> Sheet:
    """Give a card's own figures as a table of one row."""
    words = card.sheets["months"].hidden_words
    columns = (*COLUMNS[:1], Column("late", "Late"), *COLUMNS[1:])
    return Sheet("card", card.row.label, "Platform", COUNTED, columns, (card.row,), words)


def _joined(kept: Row, hours: Row | None, back: Row | None) -> Row:
    """Put a platform's figures of three tables side by side, hidden where each is."""
    values = {name: kept.values.get(name) for name in ("decided", "on_time", "late", "share")}
    shut = set(kept.hidden)
    if hours is not None:
        values |= {name: hours.values.get(name) for name in ("median", "p90")}
        shut |= hours.hidden & {"median", "p90"}
    if back is not None:
        values["back"] = back.values.get("share")
        shut |= {"back"} if "share" in back.hidden else set()
    return Row(kept.key, kept.label, values, frozenset(shut), is_all=kept.is_all)
