"""Lists and figures to take along: asked for, taken and ended, each with its entry in the trail."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.models import Case
from cases.services import require_release
from reports import workbook
from reports.lists import LISTINGS
from reports.models import Export, ExportPiece
from reports.rules.exports import AT_ONCE, MOST_XLSX, TELLS, Listed, Paper, State, Use, require_use
from reports.services import making, nudge

CSV = "text/csv; charset=utf-8"
KINDS = {Paper.CSV.value: CSV, Paper.XLSX.value: workbook.CONTENT_TYPE}


class Taken(NamedTuple):
    """A file on its way to the person who made it."""

    name: str
    content_type: str
    size: int
    sha256: str
    pieces: Iterator[bytes]


def ask_export(
    *,
    listed: str,
    asked: Mapping[str, Any],
    paper: str,
    use: str,
    recipient: tuple[str, str, str] | None = None,
    by: User,
    now: datetime,
) -> Export:
    """Ask for a list; a short one is made at once, a long one by the worker.

    `recipient` is the kind, code and purpose of the releases that an outside use goes under.
    """
    export = _asked(
        listed=listed, asked=asked, paper=paper, use=use, recipient=recipient, by=by, now=now
    )
    if export.rows_total <= AT_ONCE:
        making.make(export=export)
    return export


@transaction.atomic
def _asked(
    *,
    listed: str,
    asked: Mapping[str, Any],
    paper: str,
    use: str,
    recipient: tuple[str, str, str] | None,
    by: User,
    now: datetime,
) -> Export:
    listing = LISTINGS[listed]
    require(by.role, listing.deed)
    require_use(role=by.role, listed=listed, use=use)
    kind, ref, purpose = _recipient(use, recipient)
    total = listing.rows(by, asked, None).count()
    if paper == Paper.XLSX and total > MOST_XLSX:
        raise NotAllowed(
            f"A spreadsheet is made up to {MOST_XLSX:,} rows, and this list has {total:,}."
            " Take it as CSV.",
            code="too_long", field="paper",
        )  # fmt: skip
    export: Export = Export.objects.create(
        listed=listed, asked=dict(asked), paper=paper, use=use, recipient_kind=kind,
        recipient_ref=ref, purpose=purpose, asked_by=by, asked_at=now, rows_total=total,
    )  # fmt: skip
    trail.record(
        by=by, action="reports.asked_list", subject=export, form=paper, rows=total, recipient=ref,
        **export.spoken,
    )  # fmt: skip
    if total > AT_ONCE:
        nudge.after_commit()
    else:
        making.claim(export=export, now=now)  # before any worker sees it: one makes it, not two
    return export


def _recipient(use: str, recipient: tuple[str, str, str] | None) -> tuple[str, str, str]:
    if use != Use.OUTSIDE:
        return ("", "", "")
    if recipient is None or not all(recipient):
        raise NotAllowed(
            "Choose who gets it: releases are for one recipient and one purpose.",
            code="recipient_needed", field="recipient",
        )  # fmt: skip
    return recipient


@transaction.atomic
def take_export(*, export_id: UUID, by: User, now: datetime) -> Taken:
    """Give a file to its maker, if every case in it is still theirs to see and to tell of."""
    mine = Export.objects.visible_to(by).select_for_update(of=("self",), no_key=True)
    export = mine.get(pk=export_id)
    require(by.role, LISTINGS[export.listed].deed)
    if export.state != State.READY or export.ends_at is None or export.ends_at <= now:
        raise NotAllowed(
            "This file is not here: it is still being made, or its time is over.", code="no_file"
        )
    seen = Case.objects.visible_to(by).filter(pk__in=export.cases)
    cases = {case.pk: case for case in seen.order_by("pk")}
    gone = len(export.cases) - len(cases)
    if gone:
        raise NotAllowed(
            f"Since it was made, {gone} of its cases went out of your sight. Ask for it anew.",
            code="out_of_sight",
        )
    under = {pk: _release(export, case, now) for pk, case in cases.items()}
    export.taken_at, export.times_taken = now, export.times_taken + 1
    export.save(update_fields=["taken_at", "times_taken"])
    _record_taken(export, cases, under, by)
    return Taken(export.name, KINDS[export.paper], export.size, export.sha256, _pieces(export.pk))


def _release(export: Export, case: Case, now: datetime) -> str:
    """Give the release under which this case goes out; inside, none is asked."""
    if export.use != Use.OUTSIDE:
        return ""
    release = require_release(
        case=case,
        recipient_kind=export.recipient_kind,
        recipient_ref=export.recipient_ref,
        purpose=export.purpose,
        information=TELLS[Listed(export.listed)],
        now=now,
    )
    return str(release.pk)


def _record_taken(
    export: Export, cases: Mapping[UUID, Case], under: Mapping[UUID, str], by: User
) -> None:
    """Enter it with each case that stands in the file, and once for the house."""
    facts = {**export.spoken, "form": export.paper}
    rows: list[Any] = [
        (export, case, facts | ({"release": under[pk]} if under[pk] else {}))
        for pk, case in cases.items()
    ]
    outside = export.use == Use.OUTSIDE
    act = "reports.gave_case_in_list" if outside else "reports.took_case_in_list"
    trail.record_many(by=by, action=act, rows=rows)
    trail.record(
        by=by, action="reports.took_list", subject=export, **facts, rows=export.rows_done,
        cases=len(cases), recipient=export.recipient_ref, sha256=export.sha256,
        times=export.times_taken,
    )  # fmt: skip


def _pieces(pk: UUID) -> Iterator[bytes]:
    """Bring one piece at a time: a long file is never held whole."""
    numbers = ExportPiece.objects.filter(export=pk).order_by("number").values_list("pk", flat=True)
    for piece in list(numbers):
        yield bytes(ExportPiece.objects.values_list("content", flat=True).get(pk=piece))


@transaction.atomic
def end_exports(*, now: datetime) -> int:
    """Remove the files whose time is over; the rows stay and tell that they were."""
    over = Export.objects.filter(state=State.READY.value, ends_at__lte=now).order_by("pk")
    ended = list(over.select_for_update(of=("self",), no_key=True, skip_locked=True)[:500])
    ExportPiece.objects.filter(export__in=ended).delete()
    for export in ended:
        export.state, export.cases = State.ENDED.value, []
    Export.objects.bulk_update(ended, ["state", "cases"])
    trail.record_many(
        by=None,
        action="reports.ended_list",
        rows=[(export, None, {"listed": export.spoken["listed"]}) for export in ended],
    )
    return len(ended)


@transaction.atomic
def record_figures(*, chapter: str, table: str, form: str, period: str, by: User) -> None:
    """Enter that figures were taken along; they name nobody, and small ones are hidden."""
    require(by.role, Deed.EXPORT_REPORTS)
    trail.record(
        by=by, action="reports.took_figures", subject=by, chapter=chapter, table=table, form=form,
        period=period,
    )  # fmt: skip
