"""Every text input of every form asks first whether the text is really a picture (ADR 0041).

Sealed columns ask again when they are saved. Here the answer stands beside the field, with what
was typed still in it, and no plain column of any table is left out.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from audit.rules import NotAllowed
from sealing.imagery import refuse_imagery


def words_alone(value: Any) -> None:
    """Pass for words; the form's own error for a picture, video or file written out as text."""
    if not isinstance(value, str):
        return
    try:
        refuse_imagery(value)
    except NotAllowed as no:
        raise ValidationError(no.sentence, code=no.code) from no


def guard() -> None:
    """Put the question to each kind of text input that Django knows, once for the process."""
    waiting: list[Any] = [forms.CharField]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if words_alone not in kind.default_validators:
            kind.default_validators = [words_alone, *kind.default_validators]
