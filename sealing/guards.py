"""What the database may do with a sealed column: keep it, row by row, and nothing else."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Exact, IsNull

from sealing.box import GONE

SetType = TypeVar("SetType", contravariant=True)  # noqa: PLC0105 - read from outside
GetType = TypeVar("GetType", covariant=True)  # noqa: PLC0105

if TYPE_CHECKING:

    class _Column(models.Field[SetType, GetType]): ...

else:

    class _Column(models.Field):
        def __class_getitem__(cls, _types):
            return cls


class Ready(bytes):
    """Ciphertext made, or loaded, for the very row that is being saved."""


class _Nothing(Exact):
    """The one comparison a sealed column knows: with nothing at all, or with what is left of it."""

    def get_prep_lookup(self) -> Any:
        if self.rhs not in (b"", GONE):
            raise TypeError(_no_search(self.lhs.output_field.name))
        return self.rhs


class GuardedColumn(_Column[SetType, GetType]):
    """A bytes column that takes ciphertext made for the row alone, and answers no search."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> bytes | None:
        return None if value is None else bytes(value)

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        if value is None or isinstance(value, Ready) or value == b"":
            return value
        raise TypeError(_only_rows(self.name))

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if value is None or isinstance(value, Ready):
            return value
        raise TypeError(_only_rows(self.name))

    def get_placeholder(self, value: Any, _compiler: Any, _connection: Any) -> str:
        if hasattr(value, "as_sql"):
            raise TypeError(_only_rows(self.name))
        return "%s"

    def get_lookup(self, lookup_name: str) -> Any:
        known = {"isnull": IsNull, "exact": _Nothing}
        if lookup_name not in known:
            raise TypeError(_no_search(self.name))
        return known[lookup_name]

    def get_transform(self, lookup_name: str) -> Any:
        raise TypeError(_no_search(self.name))

    def value_from_object(self, obj: models.Model) -> Any:
        return getattr(obj, self.name)

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is sealed and is not dumped; back up the database instead.")

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if not self.blank and value in (None, "", b""):
            raise ValidationError(self.error_messages["blank"], code="blank")
        return value

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_model()]

    def _check_model(self) -> Iterator[checks.CheckMessage]:
        if not isinstance(self.model._meta.pk, models.UUIDField):
            yield checks.Error(
                "A sealed value is bound to its row before the row is saved.",
                hint="Give the model a UUIDField primary key with default=uuid4.",
                obj=self,
                id="sealing.E001",
            )
        if not callable(getattr(self.model, "sealing_key", None)):
            yield checks.Error(
                "A model with a sealed field says which key it is sealed under.",
                hint="Give it `def sealing_key(self) -> bytes`.",
                obj=self,
                id="sealing.E002",
            )


def _only_rows(name: str) -> str:
    return f"{name} is sealed row by row: assign it and save the row; no update in bulk."


def _no_search(name: str) -> str:
    return f"{name} is sealed: search its blind index, or open it row by row."
