"""Loading the directory from its file, as often as anybody likes."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction

from audit import trail
from removal.models import Platform, PlatformDomain
from removal.rules.directory import FIELDS, merge, require_row


class Loaded(NamedTuple):
    """Each row of the file is in one of the first three; slugs in the order of the file."""

    created: list[str]
    updated: list[str]
    kept: list[str]  # as it was: nothing in the file is new to it
    kept_edits: dict[str, list[str]]  # where a person's edit differs from the file, and stands


@transaction.atomic
def load(rows: Iterable[Mapping[str, Any]], /) -> Loaded:
    """Bring the directory up to the file; what a person edited stands, a missing row stays."""
    given = [dict(row) for row in rows]
    for row in given:
        require_row(row)
    held = {one.slug: one for one in Platform.objects.select_for_update(of=("self",), no_key=True)}
    loaded = Loaded([], [], [], {})
    for row in given:
        _load_row(row, held.get(row["slug"]), loaded)
    _set_parents(given, loaded)
    if loaded.created or loaded.updated:
        trail.record(
            by=None,
            action="removal.loaded_platforms",
            subject=Platform(slug="directory"),  # the whole of it: no one row is meant
            created=len(loaded.created),
            updated=len(loaded.updated),
        )
    return loaded


def _load_row(row: dict[str, Any], held: Platform | None, loaded: Loaded) -> None:
    slug = row["slug"]
    platform = held or Platform(slug=slug)
    fields = {name: row[name] for name in FIELDS if name in row}
    if platform.verified_by_id:  # a person looked; the file's own day says less
        fields.pop("last_verified_on", None)
    told = {name: getattr(platform, name) for name in fields}
    change = merge(held=told if held else {}, given=fields, edited=platform.edited_fields)
    for name, value in change.take.items():
        setattr(platform, name, value)
    if held is None or change.take:
        platform.save(update_fields=list(change.take) if held else None)
    kept = change.keep
    domains_changed = _load_domains(platform, row.get("domains", []), kept)
    if kept:
        loaded.kept_edits[slug] = kept
    _report(loaded, slug, is_new=held is None, changed=bool(change.take) or domains_changed)


def _report(loaded: Loaded, slug: str, *, is_new: bool, changed: bool) -> None:
    if is_new:
        loaded.created.append(slug)
    else:
        (loaded.updated if changed else loaded.kept).append(slug)


def _load_domains(platform: Platform, given: list[str], kept: list[str]) -> bool:
    """Make the domains those of the file, unless a person edited them here or where they went."""
    mine = PlatformDomain.objects.filter(platform=platform)
    held, wanted = set(mine.values_list("domain", flat=True)), {one.lower() for one in given}
    if held == wanted:
        return False
    if "domains" in platform.edited_fields:
        kept.append("domains")
        return False
    by_hand = PlatformDomain.objects.filter(
        domain__in=wanted - held, platform__edited_fields__contains=["domains"]
    ).values_list("domain", flat=True)
    wanted -= set(by_hand)
    mine.filter(domain__in=held - wanted).delete()
    for domain in sorted(wanted - held):
        PlatformDomain.objects.update_or_create(domain=domain, defaults={"platform": platform})
    return held != wanted


def _set_parents(given: list[dict[str, Any]], loaded: Loaded) -> None:
    """Set parents last: a child may stand before its parent in the file."""
    for row in given:
        parent = row.get("parent") or None
        touched = Platform.objects.filter(pk=row["slug"]).exclude(parent_id=parent)
        if touched.update(parent_id=parent) and row["slug"] in loaded.kept:
            loaded.kept.remove(row["slug"])
            loaded.updated.append(row["slug"])
