from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from accounts.rules import Deed, require
from audit import trail
from audit.rules import NotAllowed
from evidence.rules.hosts import NotAnAddress, host_of
from removal import facts
from removal.models import Platform, PlatformDomain
from removal.rules.directory import EDITABLE, OTHER_SITE
from removal.services.directory import Loaded, load

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

    All of it is a person's word, so no load of the directory ever changes it.
    """
    require(by.role, Deed.EDIT_PLATFORM)
    platform = Platform(slug=slugify(name)[:50], source=BY_HAND, confidence="low")
    platform.edited_fields = sorted(EDITABLE)
    if not platform.slug or Platform.objects.filter(pk=platform.slug).exists():
        raise NotAllowed(
            "Another platform is recorded under this name, or it has no letters.",
            code="platform_name_taken",
            field="name",
        )
    told = {"name": name, "kind": kind, "report_url": report_url}
    _set(platform, {**told, "coverage": coverage, "coverage_reason": coverage_reason})
    platform.save(force_insert=True)
    _set_domains(platform, domains)
    trail.record(by=by, action="removal.added_platform", subject=platform, platform=platform.slug)
    return platform


@transaction.atomic
def edit_platform(*, slug: str, by: User, now: datetime, **fields: Any) -> Platform:
    """Correct the directory by hand; the loader leaves these fields alone from now on."""
    require(by.role, Deed.EDIT_PLATFORM)
    platform = (
        Platform.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=slug)
    )
    _require_editable(fields)
    changed = _set(platform, {name: to for name, to in fields.items() if name != "domains"})
    if "domains" in fields and _set_domains(platform, fields["domains"]):
        changed.append("domains")
    if not changed:
        raise NotAllowed("Nothing here differs from what is recorded.", code="nothing_changed")
    platform.edited_fields = sorted({*platform.edited_fields, *changed})
    platform.save(update_fields=[*(name for name in changed if name != "domains"), "edited_fields"])
    trail.record(
        by=by,
        action="removal.edited_platform",
        subject=platform,
        platform=slug,
        changed=[name.replace("_", " ") for name in changed],
    )
    return platform


@transaction.atomic
def verify_platform(*, slug: str, by: User, now: datetime) -> Platform:
    """Record that a person checked the row today against the platform itself."""
    require(by.role, Deed.EDIT_PLATFORM)
    platform = (
        Platform.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=slug)
    )
    platform.last_verified_on = now.astimezone(UTC).date()
    platform.verified_by = by
    platform.save(update_fields=["last_verified_on", "verified_by"])
    trail.record(by=by, action="removal.verified_platform", subject=platform, platform=slug)
    return platform


def platform_for(url_or_host: str, /) -> Platform:
    """Give the platform that certainly holds this address; any other is `other-site`, no guess."""
    try:
        host = host_of(url_or_host)
    except NotAnAddress:
        host = ""
    slug = facts.slug_of(host, facts.domains()) if host else ""
    return Platform.objects.get(pk=slug or OTHER_SITE)


def _require_editable(fields: Collection[str]) -> None:
    unknown = sorted(set(fields) - set(EDITABLE))
    if unknown:
        raise NotAllowed(
            f"{unknown[0].replace('_', ' ').capitalize()} is not edited by hand.",
            code="field_not_editable",
            field=unknown[0],
        )


def _set(platform: Platform, fields: dict[str, Any]) -> list[str]:
    changed = [name for name, to in fields.items() if getattr(platform, name) != to]
    for name in changed:
        setattr(platform, name, fields[name])
    try:
        platform.clean_fields(
            exclude=sorted({f.name for f in platform._meta.fields} - set(changed))
        )
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        raise NotAllowed(messages[0], code="invalid_value", field=field) from wrong
    return changed


def _set_domains(platform: Platform, written: Collection[str]) -> bool:
    wanted = {_domain(one) for one in written if one.strip()}
    held = set(PlatformDomain.objects.filter(platform=platform).values_list("domain", flat=True))
    taken = PlatformDomain.objects.filter(domain__in=wanted - held).first()
    if taken is not None:
        raise NotAllowed(
            f"{taken.domain} is recorded for another platform. Take it away there first.",
            code="domain_taken",
            field="domains",
        )
    PlatformDomain.objects.filter(platform=platform, domain__in=held - wanted).delete()
    PlatformDomain.objects.bulk_create(
        PlatformDomain(domain=domain, platform=platform) for domain in sorted(wanted - held)
    )
    return wanted != held


def _domain(written: str) -> str:
    try:
        return host_of(written).removeprefix("www.")
    except NotAnAddress as wrong:
        raise NotAllowed(str(wrong), code="not_a_host", field="domains") from wrong
