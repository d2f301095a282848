"""What every sealed column does, whatever it holds: seal on save, open on first read."""

from contextlib import suppress
from typing import Any, Protocol, cast

from django.db import models

from audit.rules import NotAllowed
from sealing import box
from sealing.guards import GetType, GuardedColumn, Ready, SetType
from sealing.secret import Secret


class HasKey(Protocol):
    def sealing_key(self) -> bytes: ...


class _Waiting(Secret):
    """A value that was assigned and not yet sealed, as text."""


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


class SealedColumn(GuardedColumn[SetType, GetType]):
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
            text = self._open(instance, held)
            self._remember(instance, held, text)
        return self.from_text(text)

    def _open(self, instance: models.Model, held: bytes) -> str:
        """Open the row's own bytes; a key that changed since it was loaded is asked for anew."""
        place = self._place(instance)
        try:
            return box.open_sealed(held, cast(HasKey, instance).sealing_key(), bound_to=place)
        except box.CannotOpen:
            again = getattr(instance, "sealing_keys_again", None)
            for key in again() if again else ():
                with suppress(box.CannotOpen):
                    return box.open_sealed(held, key, bound_to=place)
            raise

    def resealed(self, instance: models.Model, *, opens: list[bytes], under: bytes) -> Ready | None:
        """Give a row's bytes under another key; None where there are none, or they are so now."""
        held = instance.__dict__[self.attname]
        if not held or held == box.GONE:
            return None
        place = self._place(instance)
        for key in opens:
            with suppress(box.CannotOpen):
                text = box.open_sealed(held, key, bound_to=place)
                return None if key == under else Ready(box.seal(text, under, bound_to=place))
        raise box.CannotOpen(
            f"{self.model._meta.label}.{self.name} of {instance.pk} opens with no key."
        )

    def known(self, instance: models.Model) -> str | None:
        """Give the plain text if no key is needed for it; None for one that nobody opened."""
        held = instance.__dict__.get(self.attname)
        if held is None or held in (b"", box.GONE):
            return None if held is None else ""
        if isinstance(held, bytes):
            blob, text = instance.__dict__.get(self._memory, (None, None))
            return text if blob is held else None
        return held if isinstance(held, _Waiting) else self.to_text(held)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        held = getattr(model_instance, self.attname)
        if held is None or held == b"" or (isinstance(held, bytes) and not add):
            return held if held is None else Ready(held)
        text = self.known(model_instance)
        if text is None:  # a copy: its bytes are bound to the row that it was copied from
            raise TypeError(f"Read {self.name} before you save its row as a new one.")
        blob = self._seal(model_instance, text)
        self._remember(model_instance, blob, text)
        return Ready(blob)

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
