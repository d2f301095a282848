"""Indexes that fill themselves from the sealed column beside them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from django.contrib.postgres.fields import ArrayField
from django.core import checks
from django.db import models
from django.db.models import Q

from sealing import blind, keys

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

    def meant(self, text: str, *, at: str = "") -> Q:
        """Give the rows that a text means, under each index key in use; `at` leads to the column.

        An empty condition, which is false, for a text with nothing in it.
        """
        either = Q()
        for key in keys.index_keys():
            either |= self.meant_under(key, text, at or self.name)
        return either

    def meant_under(self, key: bytes, text: str, at: str) -> Q:
        raise NotImplementedError

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

    def _blind(self, normal: str, key: bytes | None = None) -> str:
        column = f"{self.model._meta.db_table}.{self.column}"
        return blind.blind(normal, column=column, key=key) if normal else ""


class BlindIndexField(_Blind, Whole):
    """Equality of one whole value: `filter(field.meant(url))`."""

    def __init__(self, *, of: str, normalise: Callable[[str], str], **kwargs: Any) -> None:
        self.of, self.normalise = of, normalise
        given = {"blank": True, "default": "", "editable": False, **kwargs}
        super().__init__(**{**given, "max_length": blind.CHARACTERS})

    def indexed(self, text: str) -> str:
        return self.token(text)

    def meant_under(self, key: bytes, text: str, at: str) -> Q:
        token = self._blind(self.normalise(text), key)
        return Q(**{at: token}) if token else Q()

    def meant_any(self, texts: Iterable[str], *, at: str) -> Q:
        """Give the rows that any of these texts means, as one list however many they are."""
        normal = {self.normalise(text) for text in texts}
        tokens = {self._blind(one, key) for one in normal for key in keys.index_keys()} - {""}
        return Q(**{f"{at}__in": sorted(tokens)}) if tokens else Q()


class BlindWordsField(_Blind, Words):
    """Any word of a value, or all of it: `filter(field.meant("maria k"))`."""

    def __init__(self, *, of: str, normalise: Callable[[str], str], **kwargs: Any) -> None:
        self.of, self.normalise = of, normalise
        given = {"blank": True, "default": list, "editable": False, **kwargs}
        given["base_field"] = models.CharField(max_length=blind.CHARACTERS)
        super().__init__(**given)

    def indexed(self, text: str) -> list[str]:
        whole = self.normalise(text)
        return [self._blind(word) for word in sorted({*blind.parts(whole), whole} - {""})]

    def meant_under(self, key: bytes, text: str, at: str) -> Q:
        tokens = self.tokens(text, key)
        return Q(**{f"{at}__contains": tokens}) if tokens else Q()

    def tokens(self, text: str, key: bytes | None = None) -> list[str]:
        """Give a token for each word looked for; a row that contains them all is a find."""
        whole = self.normalise(text)
        return [self._blind(word, key) for word in blind.parts(whole) or [whole] if word]


class BlindStartsField(BlindWordsField):
    """What the words of a value begin with: "mar" finds Maria; of words beside it, whole ones.

    A word looked for has three to twelve letters here; a shorter or longer one is found only
    whole, by the words beside. It tells more than equality: ADR 0072 says what.
    """

    def indexed(self, text: str) -> list[str]:
        return [self._blind(start) for start in blind.starts(self.normalise(text))]

    def tokens(self, text: str, key: bytes | None = None) -> list[str]:
        """Give a token for each beginning looked for; none unless every word is long enough."""
        words = blind.parts(self.normalise(text))
        fits = all(blind.SHORTEST <= len(word) <= blind.LONGEST for word in words)
        return [self._blind(word, key) for word in words] if fits else []
