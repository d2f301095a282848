"""Columns that hold a key wrapped by the agency's: marked by their type, so that none is missed.

    key_wrapped = WrappedField()
    …
    field = Factor._meta.get_field("key_wrapped")
    row.key_wrapped = keys.new_wrapped_key(field.place(row.pk))
    key = keys.unwrap(row.key_wrapped, field.place(row.pk))

A new agency key re-wraps every column of this type (`manage.py rotate_keys --agency`); empty
bytes are a key that was destroyed and stay so.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Func, QuerySet

from sealing import keys

if TYPE_CHECKING:
    Bytes = models.BinaryField[Any, Any]
else:
    Bytes = models.BinaryField


class WrappedField(Bytes):
    """A wrapped key, bound to its table, column and row."""

    def place(self, pk: object) -> str:
        """Give what this row's key is bound to."""
        return f"{self.model._meta.db_table}|{self.column}|{pk}"


class CaseKeyField(WrappedField):
    """The key of a case, bound to the case: in whatever column of its row it stands."""

    def place(self, pk: object) -> str:
        return str(pk)


class Wrapped(NamedTuple):
    """A column of wrapped keys."""

    model: type[models.Model]
    field: WrappedField

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"

    def held(self) -> "QuerySet[Any]":
        """Give the rows that hold a key."""
        rows: QuerySet[Any] = self.model._base_manager.exclude(**{self.field.name: b""})
        return rows.exclude(**{f"{self.field.name}__isnull": True})

    def under(self, key_id: str) -> "QuerySet[Any]":
        found: QuerySet[Any] = self._by_head(key_id).filter(wrapped_head=keys.head_of(key_id))
        return found

    def not_under(self, key_id: str) -> "QuerySet[Any]":
        found: QuerySet[Any] = self._by_head(key_id).exclude(wrapped_head=keys.head_of(key_id))
        return found

    def _by_head(self, key_id: str) -> "QuerySet[Any]":
        head = Func(
            self.field.name, 1, len(keys.head_of(key_id)),
            function="substring", output_field=models.BinaryField(),
        )  # fmt: skip
        found: QuerySet[Any] = self.held().annotate(wrapped_head=head)
        return found


def wrapped_columns() -> list[Wrapped]:
    """Give every column of the house that the agency's key wraps."""
    return [
        Wrapped(model, field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, WrappedField)
    ]
