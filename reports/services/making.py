"""Lists made into files: the table says what waits, how far each is, and what went wrong."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.rules import require
from audit import trail
from cases.models import Release
from cases.paper.cells import csv_pieces
from reports.lists import LISTINGS, Listing
from reports.lists.listing import Cell
from reports.models import Export, ExportPiece, ExportQuerySet
from reports.rules.exports import KEPT, TELLS, Listed, Paper, State, Use
from reports.workbook import Book

log = logging.getLogger(__name__)
AT_ONCE = 500  # rows brought and told of together
PIECE = 512 * 1024  # bytes
SILENT = timedelta(minutes=5)  # then whoever made it is taken for gone
TRIES = 3


class Overtaken(Exception):
    """Somebody else makes this file by now: whoever began it was taken for gone."""


def make_waiting(*, limit: int = 20) -> int:
    """Make what waits, the oldest first; safe to repeat, and beside others. Gives how many."""
    _give_up(now=timezone.now())
    made = 0
    while made < limit and (export := _claimed(now=timezone.now())) is not None:
        make(export=export)
        made += 1
    return made


def make(*, export: Export) -> None:
    """Make one file under the eyes of who asked for it; a failure is kept as a code."""
    try:
        _make(export)
    except Exception as trouble:
        log.warning("export not made: code=%s", type(trouble).__name__)
        over = export.attempts >= TRIES
        export.trouble = type(trouble).__name__[:60]
        export.state = State.FAILED.value if over else State.WAITING.value
        _ours(export).update(trouble=export.trouble, state=export.state)


def _ours(export: Export) -> ExportQuerySet:
    """Give the row as long as this try of it is the last one."""
    making = {"state": State.MAKING.value, "attempts": export.attempts}
    return Export.objects.filter(pk=export.pk, **making)


def _give_up(*, now: datetime) -> None:
    """Fail what fell silent at its last try: a maker that is ended cannot say so itself."""
    silent = {"state": State.MAKING.value, "beat_at__lt": now - SILENT}
    last = Export.objects.filter(attempts__gte=TRIES, **silent)
    last.update(state=State.FAILED.value, trouble="Silent")


@transaction.atomic
def _claimed(*, now: datetime) -> Export | None:
    silent = Q(state=State.WAITING.value) | Q(beat_at__lt=now - SILENT)
    waiting = Export.objects.to_make().filter(silent)
    mine = waiting.select_for_update(of=("self",), no_key=True, skip_locked=True)
    export: Export | None = mine.first()
    if export is not None:
        claim(export=export, now=now)
    return export


def claim(*, export: Export, now: datetime) -> None:
    """Inner: note that its making begins, from the first row."""
    export.state, export.begun_at, export.beat_at = State.MAKING.value, now, now
    export.attempts += 1
    export.rows_done = 0
    export.save(update_fields=["state", "begun_at", "beat_at", "attempts", "rows_done"])


def _make(export: Export) -> None:
    listing = LISTINGS[export.listed]
    require(export.asked_by.role, listing.deed)  # a role may have changed since it was asked for
    _beat(export)
    only, left_out = released(export=export, listing=listing)
    rows = listing.rows(export.asked_by, export.asked, only)
    export.rows_total, export.left_out = rows.count(), left_out
    export.save(update_fields=["rows_total", "left_out"])
    export.pieces.all().delete()
    met: set[UUID] = set()
    lines = _lines(export, listing, rows, met)
    digest, size = sha256(), 0
    for number, content in enumerate(_in_pieces(_written(export, listing, lines)), start=1):
        _beat(export)
        ExportPiece.objects.create(export=export, number=number, content=content)
        digest.update(content)
        size += len(content)
    _finish(export, met, size=size, digest=digest.hexdigest())


def released(*, export: Export, listing: Listing) -> tuple[set[UUID] | None, int]:
    """Inner: give the cases that an outside recipient may be told of, and how many are left out."""
    if export.use != Use.OUTSIDE:
        return None, 0
    seen = listing.rows(export.asked_by, export.asked, None).order_by()
    cases = set(seen.values_list(listing.case_of, flat=True).distinct())
    standing = (
        Release.objects.holding()
        .to_recipient(export.recipient_kind, export.recipient_ref)
        .filter(purpose=export.purpose, information__contains=sorted(TELLS[Listed(export.listed)]))
    )
    let = set(standing.filter(case__in=cases).values_list("case", flat=True))
    return let, len(cases - let)


def _lines(export: Export, listing: Listing, rows: Any, met: set[UUID]) -> Iterator[Sequence[Cell]]:
    """Give the cells row by row, as the list stood at its first, and say how far it is."""
    now, stretch = timezone.now(), []
    for row in rows.iterator(chunk_size=AT_ONCE):
        stretch.append(row)
        if len(stretch) == AT_ONCE:
            yield from _told(export, listing, stretch, met, now)
            stretch = []
    yield from _told(export, listing, stretch, met, now)


def _told(
    export: Export, listing: Listing, stretch: Sequence[Any], met: set[UUID], now: datetime
) -> Iterator[Sequence[Cell]]:
    for case, cells in listing.lines(stretch, export.asked_by, now):
        if case is not None:
            met.add(case)
        yield cells
    export.rows_done += len(stretch)
    _beat(export)


def _beat(export: Export) -> None:
    """Say how far it is, or stop: two who write one file would mix their pieces."""
    export.beat_at = timezone.now()
    if not _ours(export).update(rows_done=export.rows_done, beat_at=export.beat_at):
        raise Overtaken


def _written(export: Export, listing: Listing, lines: Iterator[Sequence[Cell]]) -> Iterator[bytes]:
    if export.paper == Paper.CSV:
        yield from csv_pieces(([_plain(c) for c in line] for line in lines), heads=listing.heads)
        return
    book = Book()
    book.sheet(export.listed.capitalize(), listing.heads, lines, widths=[22] * len(listing.heads))
    yield book.closed()


def _plain(cell: Cell) -> Cell:
    return f"{cell:%Y-%m-%d %H:%M:%S}" if isinstance(cell, datetime) else cell


def _in_pieces(written: Iterator[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for some in written:
        held += some
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


@transaction.atomic
def _finish(export: Export, met: set[UUID], *, size: int, digest: str) -> None:
    if _ours(export).select_for_update(of=("self",), no_key=True).first() is None:
        raise Overtaken
    now = timezone.now()
    export.state, export.cases = State.READY.value, sorted(met)
    export.size, export.sha256, export.trouble = size, digest, ""
    export.made_at, export.ends_at = now, now + KEPT
    export.save(update_fields=["state", "cases", "size", "sha256", "trouble", "made_at", "ends_at"])
    trail.record(
        by=export.asked_by,
        action="reports.made_list",
        subject=export,
        listed=export.spoken["listed"],
        rows=export.rows_done,
        left_out=export.left_out,
    )
