"""Purges, holds and certificates as the API tells them: codes, counts and moments, no words."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api_shapes import StrictSerializer
from keeping.models import LegalHold, Purge, PurgeCertificate
from keeping.rules.parts import PARTS, REASONS


class PurgeSerializer(serializers.ModelSerializer[Purge]):
    """A purge: what of the case, who, when, and how far it is."""

    case = serializers.SlugRelatedField(slug_field="code", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Purge
        fields = [
            "id", "case", "parts", "reason", "state", "proposed_at", "proposed_by", "not_before",
            "confirmed_at", "confirmed_by", "withdrawn_at", "withdrawn_by", "began_at", "done_at",
            "stopped_because",
        ]  # fmt: skip
        read_only_fields = fields


class ProposePurge(StrictSerializer):
    parts = serializers.ListField(
        child=serializers.ChoiceField(
            choices=[(part.value, words) for part, words in PARTS.items()]
        ),
        allow_empty=False,
        max_length=len(PARTS),
    )
    reason = serializers.ChoiceField(choices=[(one.value, words) for one, words in REASONS.items()])
    reason_words = serializers.CharField(
        required=False, allow_blank=True, max_length=2000, write_only=True
    )


class HoldSerializer(serializers.ModelSerializer[LegalHold]):
    """A legal hold; why it was placed is sealed and stands on its page alone."""

    case = serializers.SlugRelatedField(slug_field="code", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = LegalHold
        fields = ["id", "case", "placed_at", "placed_by", "review_on", "lifted_at", "lifted_by"]
        read_only_fields = fields


class PlaceHold(StrictSerializer):
    reason = serializers.CharField(max_length=2000, write_only=True)
    review_on = serializers.DateField(required=False, allow_null=True)


class ReviewHold(StrictSerializer):
    review_on = serializers.DateField(
        allow_null=True, help_text="When to ask again; null: no more, and the hold stands."
    )


class LiftHold(StrictSerializer):
    because = serializers.CharField(max_length=2000, write_only=True)


class CertificateSerializer(serializers.ModelSerializer[PurgeCertificate]):
    """What went, by whom and when; `digest` is the SHA-256 of `told` in its canonical text."""

    case = serializers.SlugRelatedField(slug_field="code", read_only=True)  # type: ignore[var-annotated]
    told = serializers.SerializerMethodField()

    class Meta:
        model = PurgeCertificate
        fields = ["id", "case", "number", "made_at", "told", "digest"]
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_told(self, row: PurgeCertificate) -> dict[str, Any]:
        return dict(row.told)
