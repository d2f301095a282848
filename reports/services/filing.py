"""Lock a funder's report, and correct one that is locked by the next."""

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases import recipients
from cases.rules.release_words import RecipientKind
from reports.funder import stored, telling
from reports.models import CountedCase, Snapshot
from reports.rules import filing as rules
from reports.rules.counting import VERSION
from reports.rules.quarters import Quarter

LOCKING = 0x7265706F  # of the advisory lock: two reports of a year are never counted at once


@transaction.atomic
def lock_report(
    *, funder: str, quarter: str, seen: str, reason: str = "", by: User, now: datetime
) -> Snapshot:
    """Lock what was looked at, as it stands now; a second lock of a quarter corrects the first.

    `seen` is the digest of what the person saw: if it is another by now, nothing is locked.
    """
    require(by.role, Deed.LOCK_REPORT)
    of = _known_quarter(quarter)
    _require_funder(funder)
    rules.require_over(of, today=now.astimezone(ZoneInfo(settings.RECLAIM_AGENCY_ZONE)).date())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKING, of.year])
    mine = Snapshot.objects.filter(funder=funder).of_year(of.year)
    rules.require_earlier(of, mine.values_list("quarter", flat=True))
    before = mine.filter(quarter=of.code).current().first()
    rules.require_reason(reason, corrects=before is not None)
    report = telling.report(of, funder=funder, now=now, hold=True)
    _require_seen(report, seen, before)
    snapshot = _kept(report, before=before, reason=reason if before else "", by=by, now=now)
    _record(snapshot, by, "reports.locked", corrects=before.code if before else "")
    return snapshot


@transaction.atomic
def export_report(*, snapshot_id: int, form: str, by: User) -> Snapshot:
    """Record that a locked report is taken along; it names nobody, so no release is asked."""
    require(by.role, Deed.EXPORT_REPORTS)
    snapshot: Snapshot = Snapshot.objects.visible_to(by).get(pk=snapshot_id)
    _record(snapshot, by, "reports.took_report", form=form)
    return snapshot


def _kept(
    report: telling.Report, *, before: Snapshot | None, reason: str, by: User, now: datetime
) -> Snapshot:
    snapshot = Snapshot(
        funder=report.outside["funder"],
        quarter=report.outside["quarter"],
        version=before.version + 1 if before else 1,
        corrects=before,
        reason=reason,
        definitions=VERSION,
        threshold=report.outside["threshold"],
        inside=report.inside,
        outside=report.outside,
        salt=secrets.token_hex(32),
        shown_sha256=report.seen,
        locked_at=now,
        locked_by=by,
    )
    counted = [(case_id, True) for case_id in report.counted.new]
    counted += [(case_id, False) for case_id in report.counted.continuing]
    snapshot.sha256 = stored.digest(stored.sealed(snapshot, counted))
    snapshot.pk = _next_number()
    CountedCase.objects.bulk_create(  # before their report: once it stands, none comes in
        CountedCase(snapshot_id=snapshot.pk, case_id=case_id, is_new=new)
        for case_id, new in sorted(counted)
    )
    snapshot.save(force_insert=True)
    return snapshot


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('reports_snapshot', 'id'))")
        (number,) = cursor.fetchone()
    return int(number)


def _require_seen(report: telling.Report, seen: str, before: Snapshot | None) -> None:
    if report.seen != seen:
        raise NotAllowed(
            "The figures changed since you looked: a service was entered, or a release ended."
            " Look again, then lock.",
            code="figures_changed",
        )
    if before is not None and stored.counts(before.inside) == stored.counts(report.inside):
        raise NotAllowed(
            f"Nothing differs from {before.code}: there is nothing to correct.",
            code="nothing_to_correct",
        )


def _known_quarter(code: str) -> Quarter:
    found = Quarter.from_code(code)
    if found is None:
        raise NotAllowed("Name a quarter as 2026-Q1.", code="no_quarter", field="quarter")
    return found


def _require_funder(funder: str) -> None:
    if funder not in recipients.named(RecipientKind.FUNDER):
        raise NotAllowed("There is no such funder here.", code="no_funder", field="funder")


def _record(snapshot: Snapshot, by: User, action: str, **facts: str) -> None:
    trail.record(
        by=by,
        action=action,
        subject=snapshot,
        report=snapshot.code,
        funder=snapshot.funder,
        shown_sha256=snapshot.shown_sha256,
        **facts,
    )
