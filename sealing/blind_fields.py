"""Indexes that fill themselves from the sealed column beside them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib.postgres.fields import ArrayField
from django.core import checks
from django.db import models

from sealing import blind

if TYPE_CHECKING:
    from sealing.column import SealedColumn

    Words = ArrayField[list[str], list[str]]
    Whole = models.CharField[str, str]
    Mixed = models.Field[Any, Any]
else:
    Words, Whole, Mixed = ArrayField, models.CharField, object


class _Blind(Mixed):
    of: str
    normalise: Callable[[str], str]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of, "normalise": self.normalise}

    def token(self, value: str) -> str:
        """Give what to look for in this column; empty for a value with nothing in it."""
        return self._blind(self.normalise(value))

    def indexed(self, text: str) -> Any:
        raise NotImplementedError

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001
        text = self._sealed().known(model_instance)
        if text is not None:  # else nobody opened or changed it, and what is stored still holds
            setattr(model_instance, self.attname, self.indexed(text))
        return super().pre_save(model_instance, add)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if not hasattr(self.model, f"{self.of}_sealed"):
            found.append(
                checks.Error(
                    f"{self.of!r} is not a sealed text of this model.",
                    hint="`of` names the SealedTextField that this index is of.",
                    obj=self,
                    id="sealing.E003",
                )
            )
        return found

    def _sealed(self) -> "SealedColumn[str, str]":
        return cast("SealedColumn[str, str]", self.model._meta.get_field(self.of))

    def _blind(self, normal: str) -> str:
        column = f"{self.model._meta.db_table}.{self.column}"
        return blind.blind(normal, column=column) if normal else ""


class BlindIndexField(_Blind, Whole):
    """Equality of one whole value: `filter(url_index=field.token(url))`."""

    def __init__(self, *, of: str, normalise: Callable[[str], str], **kwargs: Any) -> None:
        self.of, self.normalise = of, normalise
        given = {"blank": True, "default": "", "editable": False, **kwargs}
        super().__init__(**{**given, "max_length": blind.CHARACTERS})

    def indexed(self, text: str) -> str:
        return self.token(text)


class BlindWordsField(_Blind, Words):
    """Any word of a value, or all of it: `filter(name_words__contains=field.tokens("maria k"))`."""

    def __init__(self, *, of: str, normalise: Callable[[str], str], **kwargs: Any) -> None:
        self.of, self.normalise = of, normalise
        given = {"blank": True, "default": list, "editable": False, **kwargs}
        given["base_field"] = models.CharField(max_length=blind.CHARACTERS)
        super().__init__(**given)

    def indexed(self, text: str) -> list[str]:
        whole = self.normalise(text)
        return [self._blind(word) for word in sorted({*blind.parts(whole), whole} - {""})]

    def tokens(self, text: str) -> list[str]:
        """Give a token for each word looked for; a row that contains them all is a find."""
        whole = self.normalise(text)
        return [self._blind(word) for word in blind.parts(whole) or [whole] if word]
