"""Sealed columns: plain on the instance, ciphertext in the table, nothing in between.

    class Note(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid4)
        text = SealedTextField()
        text_index = BlindIndexField(of="text", normalise=blind.names)

        def sealing_key(self) -> bytes: ...

A value is sealed when its row is saved and opened when it is first read; an empty text is
kept as no bytes. Loading, refreshing and saving a row that nobody reads needs no key.
`save(update_fields=[…])` names the index beside the column that it is of.
"""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder

from sealing.blind_fields import BlindIndexField, BlindStartsField, BlindWordsField
from sealing.column import SealedColumn
from sealing.imagery import refuse_imagery
from sealing.secret import Secret

__all__ = [
    "BlindIndexField",
    "BlindStartsField",
    "BlindWordsField",
    "SealedJSONField",
    "SealedTextField",
]


class SealedTextField(SealedColumn[str, str]):
    """A text; reads as a Secret, which is a str that hides from reprs."""

    def to_text(self, value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes a text.")
        return value

    def from_text(self, text: str) -> Secret:
        return Secret(text)

    def refuse(self, text: str) -> None:
        refuse_imagery(text)

    def formfield(self, **kwargs: Any) -> Any:
        area = {} if self.choices is not None else {"widget": forms.Textarea}
        return super().formfield(**{"max_length": self.max_length, **area, **kwargs})


class SealedJSONField(SealedColumn[Any, Any]):
    """Whatever JSON can say; each read gives a fresh value, so a change in it must be assigned."""

    def to_text(self, value: Any) -> str:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)

    def from_text(self, text: str) -> Any:
        return _hidden(json.loads(text)) if text else None

    def refuse(self, text: str) -> None:
        for written in set(_texts(json.loads(text))):  # a long value says the same keys often
            refuse_imagery(written)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.JSONField, **kwargs})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from _texts(held)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held)


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return Secret(value)
    if isinstance(value, dict):
        return {key: _hidden(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_hidden(held) for held in value]
    return value
