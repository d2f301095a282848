"""Moments in an address: given with their offset, like those of a command's body."""

from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.utils.dateparse import parse_datetime


class _MomentField(forms.Field):
    default_error_messages = {
        "invalid": "Give an ISO 8601 moment with its offset, as in 2026-10-31T14:00:00Z.",
    }

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            moment = parse_datetime(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class MomentFilter(django_filters.IsoDateTimeFilter):  # type: ignore[misc]  # untyped
    """A naive moment is refused, never read in whatever zone is at hand."""

    field_class = _MomentField
