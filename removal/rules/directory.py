"""The platform directory's rows: what a row may say, and whose word stands (law.md section 2)."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from audit.rules import NotAllowed

OTHER_SITE = "other-site"

# What a row of the file may say, beside its slug, its domains and its parent.
FIELDS = (
    "name",
    "operator",
    "operator_country",
    "foreign_operator",
    "kind",
    "report_url",
    "alt_urls",
    "contacts",
    "account_required",
    "accepts_representative",
    "asks_for",
    "gives_reference",
    "hash_programmes",
    "coverage",
    "coverage_reason",
    "notes",
    "conflict",
    "source",
    "confidence",
    "tags",
    "compiled_on",
    "last_verified_on",
    "is_demo",
)
ROW_KEYS = frozenset({*FIELDS, "slug", "domains", "parent"})

# What a person may correct: all of it but where it comes from.
NOT_BY_HAND = {"compiled_on", "last_verified_on", "is_demo"}
EDITABLE = (*(name for name in FIELDS if name not in NOT_BY_HAND), "domains")


# How a platform is reached: one person's word on it stays pending (SAFETY.md section 4, ADR 0052).
CHANNELS = frozenset({"report_url", "alt_urls", "contacts", "domains"})


def needs_second(fields: Collection[str]) -> bool:
    """Tell whether a change of these fields waits for a second person."""
    return bool(CHANNELS & set(fields))


def require_second(*, proposed_by: object, by: object) -> None:
    """Refuse the confirmation of one's own change."""
    if proposed_by == by:
        raise NotAllowed(
            "You proposed this change, so somebody else confirms it: a way to reach a platform "
            "takes two people.",
            code="needs_second_person",
        )


class Merge(NamedTuple):
    take: dict[str, Any]  # what the file says and the row should now say
    keep: list[str]  # where a person's edit differs from the file, and stands


def merge(*, held: Mapping[str, Any], given: Mapping[str, Any], edited: Collection[str]) -> Merge:
    """Give what to take from the file; a person's edit is never overwritten."""
    differs = [name for name, value in given.items() if held.get(name) != value]
    return Merge(
        take={name: given[name] for name in differs if name not in edited},
        keep=sorted(name for name in differs if name in edited),
    )


def require_row(row: Mapping[str, Any]) -> None:
    """Refuse a row with a word that the directory does not know, rather than lose it."""
    unknown = sorted(set(row) - ROW_KEYS)
    lacking = sorted({"slug", "name", "kind", "coverage", "coverage_reason"} - set(row))
    if unknown or lacking:
        wrong = [f"does not know {name}" for name in unknown] + [f"lacks {n}" for n in lacking]
        raise NotAllowed(
            f"The directory's row “{row.get('slug', '?')}” {' and '.join(wrong)}.",
            code="directory_row",
            field="slug",
        )
