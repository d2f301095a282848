"""Keeping the directory right: reports of drift, checks, changes that a second person confirms."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from accounts.models import User
from accounts.rules import MAY, Deed, require
from audit import trail
from audit.rules import NotAllowed
from cases.rules.moves import require_known
from removal.models import EntryReport, Platform, PlatformChange, PlatformCheck
from removal.rules.desk_spoken import DECISIONS, MOVED
from removal.rules.desk_words import Decision, Moved, ReportClosed
from removal.rules.directory import require_second
from removal.services.changing import apply, held_values
from removal.services.locked import locked_platform

KEEPERS = [role.value for role in MAY[Deed.EDIT_PLATFORM]]
MOST_WORDS = 2000


@transaction.atomic
def verify_platform(*, slug: str, by: User, now: datetime) -> Platform:
    """Record that a person checked the row today against the platform itself."""
    require(by.role, Deed.CHECK_PLATFORM)
    platform = locked_platform(slug=slug, by=by)
    _check(platform, None, by=by, now=now)
    trail.record(by=by, action="removal.verified_platform", subject=platform, platform=slug)
    return platform


@transaction.atomic
def report_entry(*, slug: str, kind: str, found: str = "", by: User, now: datetime) -> EntryReport:
    """Say that a row is wrong; somebody owns the report from this moment until it is settled."""
    require_known(kind, MOVED, field="kind")
    platform = locked_platform(slug=slug, by=by)
    report: EntryReport = EntryReport.objects.create(
        platform=platform,
        kind=kind,
        found=found.strip()[:MOST_WORDS],
        reported_at=now,
        reported_by=by,
        assigned_to=_owner(platform),
    )
    _enter("removal.reported_entry", report, by=by, kind=MOVED[Moved(kind)].lower())
    return report


@transaction.atomic
def take_report(*, report_id: UUID, by: User, now: datetime) -> EntryReport:
    """Make a report one's own to look into."""
    require(by.role, Deed.CHECK_PLATFORM)
    report = _open_report(report_id, by)
    if report.assigned_to_id == by.pk:
        raise NotAllowed("This report is yours already.", code="report_is_yours")
    report.assigned_to = by
    report.save(update_fields=["assigned_to"])
    _enter("removal.took_report", report, by=by)
    return report


@transaction.atomic
def settle_report(*, report_id: UUID, closed_as: str, by: User, now: datetime) -> EntryReport:
    """Close a report that needs no change: the row is right as it is, or another says the same.

    One that does is closed by the change, once a second person confirmed it.
    """
    require(by.role, Deed.CHECK_PLATFORM)
    require_known(closed_as, [ReportClosed.AS_RECORDED, ReportClosed.REPEATED], field="closed_as")
    report = _open_report(report_id, by)
    if report.assigned_to_id != by.pk:
        raise NotAllowed("Take the report first, so that it has one owner.", code="not_yours")
    if report.changes.filter(decided_at=None).exists():
        raise NotAllowed(
            "A change that follows from this report waits for its second person.",
            code="change_waits",
        )
    _close(report, closed_as, by=by, now=now)
    if closed_as == ReportClosed.AS_RECORDED:
        _check(report.platform, report, by=by, now=now)
    _enter("removal.settled_report", report, by=by, closed_as=closed_as)
    return report


@transaction.atomic
def decide_change(*, change_id: UUID, decision: str, by: User, now: datetime) -> PlatformChange:
    """Confirm or decline another's change, or take back one's own.

    Whoever confirms has looked at the platform itself: the row counts as checked then.
    """
    require_known(decision, DECISIONS, field="decision")
    change = _waiting_change(change_id, by)
    if decision == Decision.WITHDRAWN:
        _require_own(change, by)
    else:
        require(by.role, Deed.EDIT_PLATFORM)
        require_second(proposed_by=change.proposed_by_id, by=by.pk)
    change.decided_at, change.decided_by, change.decision = now, by, decision
    change.save(update_fields=["decided_at", "decided_by", "decision"])
    if decision == Decision.CONFIRMED:
        _carry_out(change, by=by, now=now)
    trail.record(
        by=by,
        action="removal.decided_change",
        subject=change,
        platform=change.platform_id,
        decision=DECISIONS[Decision(decision)].lower(),
        changed=[name.replace("_", " ") for name in change.after],
    )
    return change


def _carry_out(change: PlatformChange, *, by: User, now: datetime) -> None:
    platform = change.platform
    if held_values(platform=platform, names=list(change.before)) != change.before:
        raise NotAllowed(
            "The row has changed since this was proposed. Decline it and propose it anew.",
            code="row_changed_since",
        )
    apply(platform=platform, fields=change.after)
    if change.report is not None and change.report.closed_at is None:
        _close(change.report, ReportClosed.CORRECTED.value, by=by, now=now)
    _check(platform, change.report, by=by, now=now)


def _check(platform: Platform, report: EntryReport | None, *, by: User, now: datetime) -> None:
    PlatformCheck.objects.create(platform=platform, at=now, by=by, report=report)
    platform.last_verified_on, platform.verified_by = now.astimezone(UTC).date(), by
    platform.save(update_fields=["last_verified_on", "verified_by"])


def _close(report: EntryReport, closed_as: str, *, by: User, now: datetime) -> None:
    report.closed_at, report.closed_by, report.closed_as = now, by, closed_as
    report.save(update_fields=["closed_at", "closed_by", "closed_as"])


def _owner(platform: Platform) -> User | None:
    """Give whoever last checked the row, if they keep the directory; else who has least to do."""
    keepers = User.objects.filter(role__in=KEEPERS, is_active=True)
    last = next((one for one in keepers if one.pk == platform.verified_by_id), None)
    if last is not None:
        return last
    load = dict(
        EntryReport.objects.open()
        .filter(assigned_to__in=keepers)
        .values_list("assigned_to")
        .annotate(n=Count("pk"))
    )
    return min(keepers, key=lambda one: (load.get(one.pk, 0), one.name), default=None)


def _open_report(report_id: UUID, by: User) -> EntryReport:
    mine = EntryReport.objects.visible_to(by)
    platform = locked_platform(slug=mine.get(pk=report_id).platform_id, by=by)  # the row first
    report: EntryReport = mine.select_for_update(of=("self",), no_key=True).get(pk=report_id)
    report.platform = platform
    if report.closed_at is not None:
        raise NotAllowed("This report was settled already.", code="report_settled")
    return report


def _waiting_change(change_id: UUID, by: User) -> PlatformChange:
    mine = PlatformChange.objects.visible_to(by)
    platform = locked_platform(slug=mine.get(pk=change_id).platform_id, by=by)
    change: PlatformChange = mine.select_for_update(of=("self",), no_key=True).get(pk=change_id)
    change.platform = platform
    if change.decided_at is not None:
        raise NotAllowed("This change was decided on already.", code="change_decided")
    return change


def _require_own(change: PlatformChange, by: User) -> None:
    if change.proposed_by_id != by.pk:
        raise NotAllowed(
            "Only whoever proposed a change takes it back; you may decline it.", code="not_yours"
        )


def _enter(action: str, report: EntryReport, *, by: User, **told: str) -> None:
    trail.record(by=by, action=action, subject=report, platform=report.platform_id, **told)
