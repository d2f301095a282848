"""How releases, people and what they may do look over the API."""

from typing import Any

from rest_framework import serializers

from accounts.api_shapes import Moment, StrictSerializer
from cases.models import Person, Release
from cases.rules.people import HARMS, PARTS, SCOPES, Harm
from cases.rules.release_words import INFORMATION, PURPOSES, RECIPIENTS, SIGNED_BY, SignedBy
from cases.rules.spoken import AUTHORITIES, choices


class ReleaseRowSerializer(serializers.ModelSerializer[Release]):
    """A release without what is sealed in it: whom a name names stands on the row itself."""

    case = serializers.CharField(source="case.code", read_only=True)
    information = serializers.ListField(child=serializers.ChoiceField(choices(INFORMATION)))
    authority = serializers.UUIDField(source="authority_id", read_only=True, allow_null=True)
    follows = serializers.UUIDField(source="follows_id", read_only=True, allow_null=True)

    class Meta:
        model = Release
        fields = [
            "id", "case", "recipient_kind", "recipient_ref", "information", "purpose", "signed_on",
            "signed_by_kind", "authority", "expires_at", "follows", "revoked_at", "recorded_at",
        ]  # fmt: skip
        read_only_fields = fields


class ReleaseSerializer(ReleaseRowSerializer):
    """A release whole."""

    recipient_name = serializers.CharField(read_only=True)
    information_words = serializers.CharField(read_only=True)
    purpose_words = serializers.CharField(read_only=True)
    held_at = serializers.CharField(read_only=True)
    revoked_because = serializers.CharField(read_only=True)

    class Meta(ReleaseRowSerializer.Meta):
        fields = [
            *ReleaseRowSerializer.Meta.fields, "recipient_name", "information_words",
            "purpose_words", "held_at", "revoked_because",
        ]  # fmt: skip
        read_only_fields = fields


class PersonSerializer(serializers.ModelSerializer[Person]):
    """Somebody in the matter; their name and contact stand behind `people/reveal`."""

    case = serializers.CharField(source="case.code", read_only=True)

    class Meta:
        model = Person
        fields = ["id", "case", "part", "causes_harm", "harms_other_parent", "recorded_at"]
        read_only_fields = fields


class RevealedPersonSerializer(PersonSerializer):
    """Somebody in the matter with the sealed values; keep them nowhere."""

    name = serializers.CharField(read_only=True)
    contact = serializers.CharField(read_only=True)
    note = serializers.CharField(read_only=True)

    class Meta(PersonSerializer.Meta):
        fields = [*PersonSerializer.Meta.fields, "name", "contact", "note"]
        read_only_fields = fields


class _Signing(StrictSerializer):
    signed_on = serializers.DateField()
    signed_by_kind = serializers.ChoiceField(
        choices=choices(SIGNED_BY), default=SignedBy.SELF.value
    )
    authority_id = serializers.UUIDField(
        required=False, allow_null=True, help_text="Whose scope names `sign_releases`."
    )
    written = serializers.BooleanField(help_text="A spoken yes is no release: only true is taken.")
    held_at = serializers.CharField(max_length=300, help_text="Where the signed paper is.")
    risks_told = serializers.BooleanField(help_text="Only true is taken.")
    expires_at = Moment(
        required=False,
        allow_null=True,
        help_text="Thirty days after signing if not said; ninety at most.",
    )


class RecordRelease(_Signing):
    """Record a signed release: one recipient, exact information, a purpose, an end."""

    recipient_kind = serializers.ChoiceField(choices=choices(RECIPIENTS))
    recipient_ref = serializers.CharField(
        max_length=80,
        required=False,
        allow_blank=True,
        help_text="`FTC`, a platform's slug, an attorney's id; none for one who is named.",
    )
    recipient_name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    information = serializers.ListField(
        child=serializers.ChoiceField(choices=choices(INFORMATION)), min_length=1
    )
    information_words = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    purpose = serializers.ChoiceField(choices=choices(PURPOSES))
    purpose_words = serializers.CharField(max_length=300, required=False, allow_blank=True)


class RenewRelease(_Signing):
    """The same recipient, information and purpose, signed anew."""


class RevokeRelease(StrictSerializer):
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)


class _PersonFacts(StrictSerializer):
    harms_other_parent = serializers.ChoiceField(choices=choices(HARMS), required=False)
    contact = serializers.CharField(max_length=200, required=False, allow_blank=True)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class RecordPerson(_PersonFacts):
    """Record somebody; `unsure` and `yes` alike hold no authority."""

    name = serializers.CharField(max_length=200)
    part = serializers.ChoiceField(choices=choices(PARTS))
    causes_harm = serializers.ChoiceField(choices=choices(HARMS), default=Harm.UNSURE.value)


class CorrectPerson(_PersonFacts):
    """Change what is given. Whoever may cause the harm loses what they could sign, at once."""

    name = serializers.CharField(max_length=200, required=False)
    part = serializers.ChoiceField(choices=choices(PARTS), required=False)
    causes_harm = serializers.ChoiceField(choices=choices(HARMS), required=False)


class RecordAuthority(StrictSerializer):
    """Say what lets someone sign. Whoever may cause the harm never may."""

    kind = serializers.ChoiceField(choices=choices(AUTHORITIES))
    holder = serializers.CharField(
        max_length=200, required=False, allow_blank=True, help_text="A name; or give `person_id`."
    )
    person_id = serializers.UUIDField(required=False, allow_null=True)
    scope = serializers.ListField(
        child=serializers.ChoiceField(choices=choices(SCOPES)),
        required=False,
        min_length=1,
        help_text="`sign_requests` alone, if not said.",
    )
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(required=False, allow_null=True)
    reference = serializers.CharField(max_length=300, required=False, allow_blank=True)
    causes_harm = serializers.BooleanField()
    harms_other_parent = serializers.BooleanField(
        required=False, allow_null=True, help_text="A parent or guardian needs false."
    )


def revealed(people: Any) -> Any:
    return RevealedPersonSerializer(people, many=True).data
