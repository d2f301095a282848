"""A row's fields as they are and as they should be, set once they make sense."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from audit.rules import NotAllowed
from evidence.rules.hosts import NotAnAddress, host_of
from removal.models import Platform, PlatformDomain
from removal.rules.directory import EDITABLE


def apply(*, platform: Platform, fields: dict[str, Any]) -> list[str]:
    """Set these fields by a person's hand; the loader leaves them alone from now on."""
    changed = set_fields(platform=platform, fields=fields)
    if "domains" in fields and set_domains(platform=platform, written=fields["domains"]):
        changed.append("domains")
    if changed:
        platform.edited_fields = sorted({*platform.edited_fields, *changed})
        own = [name for name in changed if name != "domains"]
        platform.save(update_fields=[*own, "edited_fields"])
    return changed


def differing(*, platform: Platform, fields: dict[str, Any]) -> dict[str, Any]:
    """Give what differs from the row, each value as it would be kept; refuse what makes no sense.

    Nothing is saved, and the row in hand stays as it was.
    """
    require_editable(fields=fields)
    held = held_values(platform=platform, names=list(fields))
    wanted = dict(fields)
    if "domains" in fields:
        wanted["domains"] = sorted(_free_domains(platform, fields["domains"]))
    other = Platform(pk=platform.pk)
    for name, value in held.items():
        if name != "domains":
            setattr(other, name, value)
    set_fields(
        platform=other, fields={name: to for name, to in wanted.items() if name != "domains"}
    )
    return {name: to for name, to in wanted.items() if held[name] != to}


def held_values(*, platform: Platform, names: Collection[str]) -> dict[str, Any]:
    """Give the row's values as a change keeps them."""
    held = {name: getattr(platform, name) for name in names if name != "domains"}
    if "domains" in names:
        held["domains"] = sorted(
            PlatformDomain.objects.filter(platform=platform).values_list("domain", flat=True)
        )
    return held


def require_editable(*, fields: Collection[str]) -> None:
    """Refuse a field that no person's hand sets."""
    unknown = sorted(set(fields) - set(EDITABLE))
    if unknown:
        raise NotAllowed(
            f"{unknown[0].replace('_', ' ').capitalize()} is not edited by hand.",
            code="field_not_editable",
            field=unknown[0],
        )


def require_web_address(*, written: str, field: str = "report_url", which: str = "This") -> None:
    """Refuse what no browser opens: a notice is sent there, and a complaint tells it."""
    if written.strip() and not _opens(written.strip()):
        raise NotAllowed(
            f"{which} is not a web address. Copy it whole from the address bar, with its https://.",
            code="not_an_address",
            field=field,
        )


def require_web_addresses(*, fields: Mapping[str, Any]) -> None:
    """Refuse fields of a platform that hold an address which no browser opens, line by line."""
    require_web_address(written=fields.get("report_url", ""))
    lines = fields.get("alt_urls", ())
    for number, line in enumerate(lines, start=1):
        which = f"Line {number}" if len(lines) > 1 else "This"
        require_web_address(written=line, field="alt_urls", which=which)


def _opens(written: str) -> bool:
    try:
        host_of(written)
    except NotAnAddress:
        return False
    return written.lower().startswith(("https://", "http://"))


def set_fields(*, platform: Platform, fields: dict[str, Any]) -> list[str]:
    """Set fields on the row in hand, unsaved; give the names of what differs."""
    own = {name: to for name, to in fields.items() if name != "domains"}
    changed = [name for name, to in own.items() if getattr(platform, name) != to]
    for name in changed:
        setattr(platform, name, own[name])
    try:
        platform.clean_fields(
            exclude=sorted({f.name for f in platform._meta.fields} - set(changed))
        )
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        raise NotAllowed(messages[0], code="invalid_value", field=field) from wrong
    return changed


def set_domains(*, platform: Platform, written: Collection[str]) -> bool:
    """Make these the row's domains; tell whether that differs."""
    wanted = _free_domains(platform, written)
    held = set(PlatformDomain.objects.filter(platform=platform).values_list("domain", flat=True))
    PlatformDomain.objects.filter(platform=platform, domain__in=held - wanted).delete()
    PlatformDomain.objects.bulk_create(
        PlatformDomain(domain=domain, platform=platform) for domain in sorted(wanted - held)
    )
    return wanted != held


def _free_domains(platform: Platform, written: Collection[str]) -> set[str]:
    wanted = {_domain(one) for one in written if one.strip()}
    taken = PlatformDomain.objects.filter(domain__in=wanted).exclude(platform=platform).first()
    if taken is not None:
        raise NotAllowed(
            f"{taken.domain} is recorded for another platform. Take it away there first.",
            code="domain_taken",
            field="domains",
        )
    return wanted


def _domain(written: str) -> str:
    try:
        return host_of(written).removeprefix("www.")
    except NotAnAddress as wrong:
        raise NotAllowed(str(wrong), code="not_a_host", field="domains") from wrong
