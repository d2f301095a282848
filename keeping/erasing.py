"""What a purge takes from which table: every sealed value, what it is found by, and what else.

Sealed and blind columns are found by walking the models, so a column that comes later is not
forgotten; what is plain and says something of a person is named here (ADR 0073).
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models

from cases.models import Case
from keeping.rules.parts import Part
from sealing import box
from sealing.blind_fields import BlindWordsField, _Blind
from sealing.column import SealedColumn
from sealing.guards import Ready

GONE = Ready(box.GONE)


class Table(NamedTuple):
    """What of one table goes: its sealed columns, blind ones, and plain ones with what is left."""

    model: Any
    way: str  # from a row to its case
    sealed: tuple[str, ...]
    blind: tuple[str, ...]
    plain: dict[str, Any]


# Plain columns that say something of a person; what is left in their place breaks no constraint.
PLAIN: dict[str, dict[str, Any]] = {
    "evidence.item": {"screenshot_sha256": "", "source_zone": "UTC", "identifiable_by": []},
    "removal.removalrequest": {"identifiable_by": [], "conduct": {}},
    "intake.plan": {"facts": {}},
    "restitution.courtcase": {"district": ""},
    "restitution.determination": {"weighed_path": []},
}
# What the agency's reports count by: an open quarter must come out as it did (ADR 0073).
COUNTED = frozenset(
    {"age_now", "age_when_made", "happened", "extortion", "is_synthetic", "country"}
)
# A part takes these columns alone; None: every sealed and blind column of the table.
OF_A_PART: dict[Part, dict[str, tuple[str, ...] | None]] = {
    Part.NARRATIVE: {"cases.case": ("narrative",), "intake.intake": None},
    Part.CONTACTS: {
        "cases.survivor": ("contact", "safe_contact"),
        "cases.person": ("contact",),
        "removal.removalrequest": ("contact",),
    },
    Part.NOTES: {
        "cases.note": None,
        "cases.task": None,
        "cases.cover": None,
        "evidence.holding": ("note",),
        "evidence.listingfact": None,
        "removal.chokepoint": None,
        "intake.intakeplace": ("note",),
    },
    Part.ADDRESSES: {
        "evidence.item": None,
        "intake.intakeplace": ("url", "handle", "name", "site"),
    },
    Part.FINGERPRINTS: {},
}
WAYS = {"cases.case": "pk", "evidence.match": "item_a__case"}
# Deleted with the case, for nothing of them is a count or a state that stays.
GONE_WHOLE = ("cases.survivor", "cases.person")


def tables() -> list[Table]:
    """Give every table of a case that holds something to erase."""
    return [table for model in apps.get_models() for table in _table(model)]


def tables_of(part: Part) -> list[Table]:
    """Give what a part takes, its columns alone."""
    if part is Part.WHOLE:
        return tables()
    wanted = OF_A_PART[part]
    return [_narrowed(one, wanted[label]) for one in tables() if (label := _label(one)) in wanted]


def _label(table: Table) -> str:
    return str(table.model._meta.label_lower)


def _table(model: Any) -> Iterator[Table]:
    fields = model._meta.concrete_fields
    label = model._meta.label_lower
    way = WAYS.get(label) or next((f.name for f in fields if f.related_model is Case), "")
    sealed = tuple(f.name for f in fields if isinstance(f, SealedColumn))
    blind = tuple(f.name for f in fields if isinstance(f, _Blind))
    plain = PLAIN.get(label, {})
    if way and (sealed or blind or plain):
        yield Table(model, way, sealed, blind, plain)


def _narrowed(table: Table, columns: tuple[str, ...] | None) -> Table:
    if columns is None:
        return table._replace(plain={})
    blind = tuple(name for name in table.blind if table.model._meta.get_field(name).of in columns)
    return table._replace(sealed=columns, blind=blind, plain={})


def rows(table: Table, case_id: UUID) -> models.QuerySet[Any]:
    found: models.QuerySet[Any] = table.model._base_manager.filter(**{table.way: case_id})
    return found


def saying(table: Table, name: str, case_id: UUID) -> models.QuerySet[Any]:
    """Give the rows where this sealed column still says something."""
    return rows(table, case_id).filter(says(name))


def says(name: str) -> models.Q:
    return ~models.Q(**{name: b""}) & ~models.Q(**{name: GONE})


def emptied(table: Table) -> dict[str, Any]:
    """Give what is left in the columns that searches go by, and in the plain ones."""
    fields = table.model._meta
    words = {
        name: [] if isinstance(fields.get_field(name), BlindWordsField) else ""
        for name in table.blind
    }
    return {**words, **table.plain}
