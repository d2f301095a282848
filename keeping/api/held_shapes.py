"""What is held about a survivor as the API tells it: kinds and places; words are in the sheet."""

from typing import Any

from rest_framework import serializers

from accounts.api_shapes import StrictSerializer
from cases.rules.spoken import choices
from keeping.models import Correction, DataSheet
from keeping.rules.held import FORMS


class FactPlaceSerializer(serializers.Serializer[Any]):
    """Where a fact stands, for a correction to name, and what it is called; not what it says."""

    place = serializers.CharField()
    title = serializers.CharField()


class KindHeldSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    many = serializers.IntegerField()  # type: ignore[assignment]
    facts = FactPlaceSerializer(many=True, help_text="Empty where nothing of it can be corrected.")


class NotToldSerializer(serializers.Serializer[Any]):
    what = serializers.CharField()
    why = serializers.CharField()


class GivenSheetSerializer(serializers.ModelSerializer[DataSheet]):
    """A sheet that was given: in which form, on whose word, with the SHA-256 of its file."""

    class Meta:
        model = DataSheet
        fields = [
            "id", "form", "asked_by_kind", "authority", "facts", "digest", "given_at", "given_by",
        ]  # fmt: skip
        read_only_fields = fields


class CorrectionSerializer(serializers.ModelSerializer[Correction]):
    """A correction without its words, which stand in the survivor's next sheet."""

    case = serializers.SlugRelatedField(slug_field="code", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Correction
        fields = ["id", "case", "place", "title", "standing", "recorded_at", "recorded_by"]
        read_only_fields = fields


class KeptValueSerializer(serializers.ModelSerializer[Correction]):
    """An old value that work changed while it had to be kept: where it stood, not what it said."""

    class Meta:
        model = Correction
        fields = ["id", "place", "title", "recorded_at", "recorded_by"]
        read_only_fields = fields


class WhatIsHeldSerializer(serializers.Serializer[Any]):
    """Kinds and counts of what is held, what the sheet does not tell, and what was given."""

    sections = KindHeldSerializer(many=True)
    withheld = NotToldSerializer(many=True)
    given = GivenSheetSerializer(many=True)
    corrections = CorrectionSerializer(many=True)
    kept = KeptValueSerializer(many=True, help_text="In no sheet: none is a correction.")


class TakeSheet(StrictSerializer):
    """The sheet is made on the survivor's own word, or under an authority in force."""

    form = serializers.ChoiceField(choices=choices(FORMS))
    asked_by = serializers.CharField(
        max_length=36,
        help_text="`self`, or the id of an authority in force that lets sign releases.",
    )
    safe = serializers.BooleanField(
        help_text="True: they were asked where it will be kept and who may see it."
    )


class Correct(StrictSerializer):
    """How a fact should read, or what is wrong with it; one of the two at least."""

    place = serializers.CharField(max_length=80, help_text="As `held/` names it.")
    value = serializers.CharField(
        required=False, allow_blank=True, max_length=10_000, write_only=True
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000, write_only=True)
    keep_old = serializers.BooleanField(
        default=True, help_text="False: the old value is not kept, as the survivor chooses."
    )
