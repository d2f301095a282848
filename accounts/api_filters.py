"""What stands in an address: moments with their offset, as in a command's body, and rows' ids."""

from datetime import UTC, datetime
from typing import Any

import django_filters
from django import forms
from django.utils.dateparse import parse_datetime

ROW_ID = "-".join(f"[0-9a-fA-F]{{{long}}}" for long in (8, 4, 4, 4, 12))  # a UUID


class _MomentField(forms.Field):
    default_error_messages = {
        "invalid": "Give an ISO 8601 moment with its offset, as in 2026-10-31T14:00:00Z.",
    }

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            moment = parse_datetime(value)
            if moment is not None and moment.tzinfo is not None:
                return moment.astimezone(UTC)  # the database knows no offset beyond sixteen hours
        except (ValueError, OverflowError):
            pass
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class MomentFilter(django_filters.IsoDateTimeFilter):  # type: ignore[misc]  # untyped
    """A naive moment is refused, never read in whatever zone is at hand."""

    field_class = _MomentField
