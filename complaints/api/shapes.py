"""What the API says of a complaint, and what its commands take."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from accounts.api_shapes import Moment, StrictSerializer
from complaints.api.gate_shapes import (
    ExposureSerializer,
    NoticeSerializer,
    SignOffSerializer,
    TipSerializer,
)
from complaints.document import TITLES, Kind
from complaints.models import Addendum, ComplaintDraft, Revision
from complaints.rules.completeness import State
from complaints.services.filing import LONGEST_NUMBER
from complaints.standing import Standing
from complaints.wording import MOST_CHARACTERS, MOST_OWN


class ComplaintRowSerializer(serializers.ModelSerializer[ComplaintDraft]):
    """A complaint in a list: codes, states and moments."""

    case = serializers.CharField(source="case.code", read_only=True)
    request_code = serializers.CharField(source="request.code", read_only=True)
    blanks_left = serializers.IntegerField(read_only=True)
    sha256 = serializers.CharField(read_only=True)
    revision = serializers.IntegerField(source="revision_number", read_only=True)
    assigned_to_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = ComplaintDraft
        fields = [
            "id", "case", "request", "request_code", "status", "made_because", "grounds",
            "revision", "sha256", "blanks_left", "assigned_to_id", "clock_id", "received_at",
            "due_at", "hours", "basis", "claimed", "made_at", "review_at", "signed_off_at",
            "signed_off_revision", "filed_at", "superseded_at",
        ]  # fmt: skip
        read_only_fields = fields


class SourceSerializer(serializers.Serializer[Any]):
    """The column of a row that a sentence tells."""

    model = serializers.CharField()
    id = serializers.CharField()
    field = serializers.CharField()


class SentenceSerializer(serializers.Serializer[Any]):
    """One sentence: told by the record, or written by a person, or waiting for one."""

    key = serializers.CharField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    text = serializers.CharField(allow_blank=True)
    shown = serializers.CharField(help_text="As it is printed; an open blank is `[[key: …]]`.")
    prompt = serializers.CharField(allow_blank=True, help_text="What a person must write there.")
    written_by = serializers.CharField(allow_blank=True)
    written_at = serializers.CharField(allow_blank=True)
    sources = SourceSerializer(many=True)


@extend_schema_serializer(component_name="ComplaintPart")  # a request has parts of its own
class PartSerializer(serializers.Serializer[Any]):
    letter = serializers.ChoiceField(choices=list(TITLES))
    title = serializers.CharField()
    sentences = SentenceSerializer(many=True)


class CheckSerializer(serializers.Serializer[Any]):
    """One thing a complaint must hold, or one that its signer should know (`note`)."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a column, not DRF's own
    state = serializers.ChoiceField(choices=[state.value for state in State])
    why = serializers.CharField()
    who = serializers.CharField(allow_blank=True, help_text="Who can cure what is missing.")


class RevisionSerializer(serializers.ModelSerializer[Revision]):
    made_by_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Revision
        fields = ["number", "sha256", "blanks_left", "made_at", "made_by_id"]
        read_only_fields = fields


class AddendumSerializer(serializers.ModelSerializer[Addendum]):
    text = serializers.CharField(read_only=True)

    filed_at = serializers.DateTimeField(source="filing.filed_at", read_only=True, default=None)

    class Meta:
        model = Addendum
        fields = ["id", "kind", "text", "source_type", "source_id", "made_at", "filed_at"]
        read_only_fields = fields


class ComplaintSerializer(ComplaintRowSerializer):
    """A complaint whole: its text with sources, what is missing, and every revision."""

    parts = serializers.SerializerMethodField()
    checks = serializers.SerializerMethodField()
    revisions = RevisionSerializer(many=True, read_only=True)
    addenda = AddendumSerializer(many=True, read_only=True)
    sign_offs = SignOffSerializer(many=True, read_only=True)
    still_wanted = serializers.SerializerMethodField()
    shown = serializers.SerializerMethodField()
    cybertipline = serializers.SerializerMethodField()
    notices = NoticeSerializer(source="prior_notices", many=True, read_only=True)
    filing_number = serializers.CharField(read_only=True, allow_blank=True)
    review_by_id = serializers.UUIDField(read_only=True, allow_null=True)
    signed_off_by_id = serializers.UUIDField(read_only=True, allow_null=True)
    filed_by_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta(ComplaintRowSerializer.Meta):
        fields = [
            *ComplaintRowSerializer.Meta.fields, "filing_number", "release", "released_by_word",
            "filing_release", "filed_unreleased", "review_by_id",
            "signed_off_by_id",
            "filed_by_id", "parts", "checks", "revisions", "addenda", "sign_offs", "signs_wanted",
            "still_wanted", "shown", "cybertipline", "notices",
        ]  # fmt: skip
        read_only_fields = fields

    @property
    def _standing(self) -> Standing | None:
        """Give text and checks; None while the house has not composed the text yet."""
        standing: Standing | None = self.context["standing"]
        return standing

    @extend_schema_field(PartSerializer(many=True))
    def get_parts(self, draft: ComplaintDraft) -> Any:
        return PartSerializer(
            self._standing.document.parts if self._standing else (), many=True
        ).data

    @extend_schema_field(CheckSerializer(many=True))
    def get_checks(self, draft: ComplaintDraft) -> Any:
        return CheckSerializer(self._standing.checks if self._standing else (), many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_still_wanted(self, draft: ComplaintDraft) -> Any:
        """Say in words whose sign-off is still wanted."""
        return list(self._standing.signing.still) if self._standing else []

    @extend_schema_field(ExposureSerializer(allow_null=True))
    def get_shown(self, draft: ComplaintDraft) -> Any:
        told = self._standing.told if self._standing else None
        return ExposureSerializer(told.exposure._asdict()).data if told else None

    @extend_schema_field(TipSerializer(allow_null=True))
    def get_cybertipline(self, draft: ComplaintDraft) -> Any:
        tip = self._standing.told.tip if self._standing else None
        return TipSerializer(tip).data if tip else None


class _OnRevision(StrictSerializer):
    on_revision = serializers.IntegerField(
        required=False, min_value=1, help_text="The revision that was read; refused when moved on."
    )


class ReviseComplaint(_OnRevision):
    """Fill blanks by their keys; an empty text opens one again. Facts are not changed here."""

    blanks = serializers.DictField(
        child=serializers.CharField(max_length=MOST_CHARACTERS, allow_blank=True),
        required=False,
        default=dict,
    )
    added = serializers.DictField(
        child=serializers.ListField(
            child=serializers.CharField(max_length=MOST_CHARACTERS), max_length=MOST_OWN
        ),
        required=False,
        default=dict,
        help_text="By part letter: all own sentences of that part. Parts not named keep theirs.",
    )


class SignOff(_OnRevision):
    """The release is found by the house: it must stand, and name the regulator."""


class RecordFiling(StrictSerializer):
    filed_at = Moment()
    number = serializers.CharField(max_length=LONGEST_NUMBER)
