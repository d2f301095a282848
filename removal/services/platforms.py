from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from accounts.rules import Deed, may, require
from audit import trail
from audit.rules import NotAllowed
from evidence.rules.hosts import NotAnAddress, host_of
from removal import facts
from removal.models import EntryReport, Platform, PlatformChange
from removal.rules.directory import CHANNELS, EDITABLE, OTHER_SITE
from removal.services.changing import (
    apply,
    differing,
    held_values,
    require_web_address,
    require_web_addresses,
    set_domains,
    set_fields,
)
from removal.services.directory import Loaded, load
from removal.services.keeping import verify_platform
from removal.services.locked import locked_platform

__all__ = ["Loaded", "add_platform", "edit_platform", "load", "platform_for", "verify_platform"]

BY_HAND = "Added by hand."


@transaction.atomic
def add_platform(
    *,
    name: str,
    kind: str,
    domains: Collection[str],
    coverage: str,
    coverage_reason: str,
    report_url: str = "",
    by: User,
    now: datetime,
) -> Platform:
    """Add a row that the shipped directory lacks, such as one server of a federated service.

    All of it is a person's word, so no load of the directory ever changes it. How it is reached
    waits for a second person (ADR 0052).
    """
    require(by.role, Deed.EDIT_PLATFORM)
    require_web_address(written=report_url)
    told = {"name": name, "kind": kind, "coverage": coverage, "coverage_reason": coverage_reason}
    platform = new_row(fields=told, domains=domains, report_url=report_url, by=by, now=now)
    trail.record(by=by, action="removal.added_platform", subject=platform, platform=platform.slug)
    return platform


@transaction.atomic
def edit_platform(
    *,
    slug: str,
    found: str = "",
    report_id: UUID | None = None,
    by: User,
    now: datetime,
    **fields: Any,
) -> Platform:
    """Correct the directory by hand; the loader leaves these fields alone from now on.

    How a platform is reached is kept as a change that waits for a second person, and so is
    all that somebody proposes who does not keep the directory.
    """
    require(by.role, Deed.CHECK_PLATFORM)
    platform = locked_platform(slug=slug, by=by)
    given = differing(platform=platform, fields=fields)
    if not given:
        raise NotAllowed("Nothing here differs from what is recorded.", code="nothing_changed")
    require_web_addresses(fields=given)
    keeps = may(by.role, Deed.EDIT_PLATFORM)
    held = {name: to for name, to in given.items() if name in CHANNELS or not keeps}
    at_once = {name: to for name, to in given.items() if name not in held}
    report = _report(platform, report_id)
    if at_once:
        _keep(platform, at_once, waits=False, found=found, report=report, by=by, now=now)
        apply(platform=platform, fields=at_once)
    if held:
        _require_none_waiting(platform)
        _keep(platform, held, waits=True, found=found, report=report, by=by, now=now)
    trail.record(
        by=by,
        action="removal.edited_platform" if at_once else "removal.proposed_change",
        subject=platform,
        platform=slug,
        changed=_spoken(at_once) or "nothing yet",
        waiting=_spoken(held) or "nothing",
    )
    return platform


def new_row(
    *,
    fields: dict[str, Any],
    domains: Collection[str],
    report_url: str,
    by: User,
    now: datetime,
) -> Platform:
    """Inner: give a new row, all of it a person's word; its address waits for a second person."""
    platform = Platform(slug=slugify(fields["name"])[:50], source=BY_HAND, confidence="low")
    platform.edited_fields = sorted(EDITABLE)
    if not platform.slug or Platform.objects.filter(pk=platform.slug).exists():
        raise NotAllowed(
            "Another platform is recorded under this name, or it has no letters.",
            code="platform_name_taken",
            field="name",
        )
    set_fields(platform=platform, fields=fields)
    platform.save(force_insert=True)
    set_domains(platform=platform, written=domains)
    if report_url.strip():
        held = differing(platform=platform, fields={"report_url": report_url.strip()})
        _keep(platform, held, waits=True, found="", report=None, by=by, now=now)
    return platform


def platform_for(url_or_host: str, /) -> Platform:
    """Give the platform that certainly holds this address; any other is `other-site`, no guess."""
    try:
        host = host_of(url_or_host)
    except NotAnAddress:
        host = ""
    slug = facts.slug_of(host, facts.domains()) if host else ""
    return Platform.objects.get(pk=slug or OTHER_SITE)


def _keep(
    platform: Platform,
    fields: dict[str, Any],
    *,
    waits: bool,
    found: str,
    report: EntryReport | None,
    by: User,
    now: datetime,
) -> None:
    """Keep a change with what stood before it: what is done at once has its history too."""
    PlatformChange.objects.create(
        platform=platform,
        before=held_values(platform=platform, names=list(fields)),
        after=fields,
        needs_second=waits,
        found=found.strip()[:2000],
        report=report,
        proposed_at=now,
        proposed_by=by,
        decided_at=None if waits else now,
        decided_by=None if waits else by,
        decision="" if waits else "confirmed",
    )


def _require_none_waiting(platform: Platform) -> None:
    if PlatformChange.objects.waiting().filter(platform=platform).exists():
        raise NotAllowed(
            "A change of this row waits for its second person already. Decide on that one first.",
            code="change_waits",
        )


def _report(platform: Platform, report_id: UUID | None) -> EntryReport | None:
    if report_id is None:
        return None
    mine = EntryReport.objects.open().filter(platform=platform, pk=report_id)
    found: EntryReport | None = mine.first()
    if found is None:
        raise NotAllowed(
            "Choose an open report of this platform.", code="not_of_this_row", field="report_id"
        )
    return found


def _spoken(fields: Collection[str]) -> list[str]:
    return [name.replace("_", " ") for name in fields]
