"""What every command's body has in common: no key is ignored, no moment is naive."""

from datetime import datetime
from typing import Any

from rest_framework import serializers


class Moment(serializers.DateTimeField):
    """An ISO 8601 moment with its offset; a naive one is refused, never guessed."""

    default_error_messages = {
        "naive": "Give the offset too, as in 2026-10-31T10:00:00-04:00.",
    }

    def enforce_timezone(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            self.fail("naive")
        return super().enforce_timezone(value)


class StrictSerializer(serializers.Serializer[Any]):
    """A command's body: a key that the command does not know is an error, not a silence."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError(
                {key: ["This command does not know this field."] for key in sorted(unknown)}
            )
        return super().to_internal_value(data)
