"""Where sealed values and their indexes stand: every table of the house that has any."""

from typing import Any, NamedTuple

from django.apps import apps
from django.db import models

from sealing.blind_fields import _Blind
from sealing.column import SealedColumn


class Sealed(NamedTuple):
    """A table with sealed columns, and how its rows lead to the case whose key they are under."""

    model: type[models.Model]
    columns: "list[SealedColumn[Any, Any]]"
    of: str  # a lookup, as `case`; `pk` for the case itself

    @property
    def with_key(self) -> str:
        """Give what a query selects along, so that rows are opened without asking once a row."""
        return "key" if self.of == "pk" else f"{self.of}__key"


class Indexed(NamedTuple):
    """A table that is searched without being opened: by fields that fill themselves, or anew."""

    table: Sealed
    fields: list[_Blind]

    @property
    def label(self) -> str:
        return self.table.model._meta.label


def sealed_tables() -> list[Sealed]:
    """Give every table with a sealed column under a case's key."""
    found = []
    for model in apps.get_models():
        columns = [one for one in model._meta.get_fields() if isinstance(one, SealedColumn)]
        of = getattr(model, "SEALED_OF", "case" if _has_case(model) else "")
        if columns and of:
            found.append(Sealed(model, columns, of))
    return found


def indexed_tables() -> list[Indexed]:
    """Give every table whose blind indexes a new index key fills again."""
    found = []
    for table in sealed_tables():
        fields = [one for one in table.model._meta.get_fields() if isinstance(one, _Blind)]
        if fields or hasattr(table.model, "indexes_anew"):
            found.append(Indexed(table, fields))
    return found


def _has_case(model: type[models.Model]) -> bool:
    return any(field.name == "case" for field in model._meta.get_fields())
