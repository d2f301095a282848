"""What every sealed column does, whatever it holds: seal on save, open on first read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Exact, IsNull

from audit.rules import NotAllowed
from sealing import box
from sealing.secret import Secret

_ST_contra = TypeVar("_ST_contra", contravariant=True)
_GT_co = TypeVar("_GT_co", covariant=True)

if TYPE_CHECKING:

    class _Column(models.Field[_ST_contra, _GT_co]): ...

else:

    class _Column(models.Field):
        def __class_getitem__(cls, _types):
            return cls


class HasKey(Protocol):
    def sealing_key(self) -> bytes: ...


class _Waiting(Secret):
    """A value that was assigned and not yet sealed, as text."""


class _Ready(bytes):
    """Ciphertext made, or loaded, for the very row that is being saved."""


class _Opened:
    """What `row.text` answers: the plain value, opened once for the bytes it came from."""

    def __init__(self, field: "SealedColumn[Any, Any]") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        return self if instance is None else self.field.opened(instance)

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, bytes | memoryview):
            raise TypeError(f"{self.field.name} takes its plain value, not bytes.")
        waiting = None if value is None else _Waiting(self.field.to_text(value))
        instance.__dict__[self.field.attname] = waiting


class _Nothing(Exact):
    """The one comparison a sealed column knows: with nothing at all."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != b"":
            raise TypeError(_no_search(self.lhs.output_field.name))
        return self.rhs


class SealedColumn(_Column[_ST_contra, _GT_co]):
    """On an instance `x_sealed` holds bytes (the row's own) or a value that waits; `x` opens it."""

    def to_text(self, value: Any) -> str:
        raise NotImplementedError

    def from_text(self, text: str) -> Any:
        raise NotImplementedError

    def refuse(self, text: str) -> None:
        """Raise NotAllowed when a value holds what no column may hold."""
        raise NotImplementedError

    def contribute_to_class(
        self,
        cls: type[models.Model],
        name: str,
        private_only: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.name, _Opened(self))

    def get_attname(self) -> str:
        return f"{self.name}_sealed"

    def get_attname_column(self) -> tuple[str, str]:
        return self.get_attname(), self.db_column or self.name

    # Opening and sealing.

    def opened(self, instance: models.Model) -> Any:
        held = getattr(instance, self.attname)  # a deferred one is loaded here
        if held is None:
            return None
        text = self.known(instance)
        if text is None:
            key = cast(HasKey, instance).sealing_key()
            text = box.open_sealed(held, key, bound_to=self._place(instance))
            self._remember(instance, held, text)
        return self.from_text(text)

    def known(self, instance: models.Model) -> str | None:
        """Give the plain text if no key is needed for it; None for one that nobody opened."""
        held = instance.__dict__.get(self.attname)
        if held is None or held == b"":
            return None if held is None else ""
        if isinstance(held, bytes):
            blob, text = instance.__dict__.get(self._memory, (None, None))
            return text if blob is held else None
        return held if isinstance(held, _Waiting) else self.to_text(held)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        held = getattr(model_instance, self.attname)
        if held is None or held == b"" or (isinstance(held, bytes) and not add):
            return held if held is None else _Ready(held)
        text = self.known(model_instance)
        if text is None:  # a copy: its bytes are bound to the row that it was copied from
            raise TypeError(f"Read {self.name} before you save its row as a new one.")
        blob = self._seal(model_instance, text)
        self._remember(model_instance, blob, text)
        return _Ready(blob)

    def _seal(self, instance: models.Model, text: str) -> bytes:
        if text == "":
            return b""
        try:
            self.refuse(text)
        except NotAllowed as no:
            raise NotAllowed(no.sentence, code=no.code, field=self.name) from no
        key = cast(HasKey, instance).sealing_key()
        return box.seal(text, key, bound_to=self._place(instance))

    def _place(self, instance: models.Model) -> str:
        if instance.pk is None:
            raise TypeError("A sealed value is bound to its row, and this row has no key yet.")
        return f"{self.model._meta.db_table}|{self.column}|{instance.pk}"

    @property
    def _memory(self) -> str:
        return f"_{self.name}_opened"

    def _remember(self, instance: models.Model, blob: bytes, text: str) -> None:
        instance.__dict__[self.attname] = blob
        instance.__dict__[self._memory] = (blob, Secret(text))

    # From and to the database.

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
        if value is None or isinstance(value, _Ready) or value == b"":
            return value
        raise TypeError(_only_rows(self.name))

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if value is None or isinstance(value, _Ready):
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

    # Forms, dumps and checks.

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
