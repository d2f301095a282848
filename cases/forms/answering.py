"""How a form becomes one service call, and a refusal an answer beside the field it is about."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from accounts.rules import ROLE_MAY_NOT
from audit.rules import NotAllowed

Made = TypeVar("Made")


def done(form: forms.Form, act: Callable[..., Made], **more: Any) -> Made | None:
    """Give what the service gives for the form's answers, or None: then the form says why.

    A refusal that is about the person's role is no answer to a form; it goes on to the page's.
    """
    if not form.is_valid():
        return None
    try:
        return act(**form.cleaned_data, **more)
    except NotAllowed as no:
        if no.code == ROLE_MAY_NOT:
            raise
        form.add_error(no.field if no.field in form.fields else None, no.sentence)
        return None


def refusal(act: Callable[..., object], **given: Any) -> str:
    """Do what a button asks; give the sentence of a rule that says no, or nothing."""
    try:
        act(**given)
    except NotAllowed as no:
        if no.code == ROLE_MAY_NOT:
            raise
        return no.sentence
    return ""
