"""What the API says of a request: rows in codes and moments, one request whole."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from removal import facts, lists, notices, shown, withheld
from removal.models import Answer, Listing, Receipt, RemovalRequest, Submission
from removal.rules import parts as statute
from removal.rules import steps
from removal.rules.warnings import warnings

WITHHELD = (
    "What is kept back here: `name` where the person shown signs, `places` where someone may be"
    " under 18. `POST …/notice/` gives the whole text, and enters that it was asked for."
)


class PartSerializer(serializers.Serializer[Any]):
    """One of the four statutory parts (47 U.S.C. 223a(a)(1)(B))."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    done = serializers.BooleanField()
    why = serializers.CharField()
    citation = serializers.CharField()


class WarnedSerializer(serializers.Serializer[Any]):
    """Worth a second look; makes no part missing."""

    code = serializers.CharField()
    part = serializers.IntegerField()
    sentence = serializers.CharField()
    for_attorney = serializers.BooleanField()


class ListingSerializer(serializers.ModelSerializer[Listing]):
    item = serializers.UUIDField(source="item_id", read_only=True)
    label = serializers.CharField(source="item.label", read_only=True)  # type: ignore[assignment]
    is_gone = serializers.SerializerMethodField()

    class Meta:
        model = Listing
        fields = ["item", "label", "is_gone"]
        read_only_fields = fields

    def get_is_gone(self, listing: Listing) -> bool:
        return facts.is_gone(listing.item)


class SubmissionSerializer(serializers.ModelSerializer[Submission]):
    reference = serializers.CharField(read_only=True)

    class Meta:
        model = Submission
        fields = ["channel", "sent_by", "release", "submitted_at", "reference", "recorded_at"]
        read_only_fields = fields


class ReceiptSerializer(serializers.ModelSerializer[Receipt]):
    """A receipt; one with `replaced_at` was corrected by a later one and stays in the record."""

    proof_reference = serializers.CharField(read_only=True)
    change_note = serializers.CharField(read_only=True)

    class Meta:
        model = Receipt
        fields = [
            "id", "received_at", "basis", "proof", "proof_reference", "change_reason",
            "change_note", "recorded_at", "replaced_at",
        ]  # fmt: skip
        read_only_fields = fields


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    reference = serializers.CharField(read_only=True)
    words = serializers.CharField(read_only=True)

    class Meta:
        model = Answer
        fields = [
            "id", "kind", "answered_at", "reference", "words", "gave_reason", "demands",
            "disputes", "recorded_at",
        ]  # fmt: skip
        read_only_fields = fields


class RemovalRequestRowSerializer(serializers.ModelSerializer[RemovalRequest]):
    """A request in a list: codes, states and moments."""

    code = serializers.CharField(read_only=True, help_text="As C-7F3K-R1; R1.2 is a next version.")
    case = serializers.CharField(source="case.code", read_only=True)
    platform = serializers.CharField(source="platform_id", read_only=True)
    items = serializers.SerializerMethodField()
    submitted_at = serializers.SerializerMethodField()
    replaces = serializers.UUIDField(source="replaces_id", read_only=True, allow_null=True)
    replaced_by = serializers.SerializerMethodField()
    follows = serializers.UUIDField(source="follows_id", read_only=True, allow_null=True)
    cures_answer = serializers.UUIDField(source="cures_answer_id", read_only=True, allow_null=True)
    next_step = serializers.SerializerMethodField(
        help_text="change, submission, receipt, cure, outcome, complaint, newer, or null."
    )

    class Meta:
        model = RemovalRequest
        fields = [
            "id", "code", "case", "platform", "status", "items", "next_step", "process",
            "created_at", "submitted_at", "resolved_at", "withdrawn_at", "replaces",
            "replaced_by", "follows", "cures_answer", "asked_as",
        ]  # fmt: skip
        read_only_fields = fields

    def get_items(self, request: RemovalRequest) -> int:
        return len(request.listings.all())

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_submitted_at(self, request: RemovalRequest) -> Any:
        submission = getattr(request, "submission", None)
        return submission and serializers.DateTimeField().to_representation(submission.submitted_at)

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_replaced_by(self, request: RemovalRequest) -> str | None:
        newer = getattr(request, "replaced_by", None)
        return str(newer.pk) if newer else None

    def get_next_step(self, request: RemovalRequest) -> str | None:
        step = steps.next_step(lists.step_facts(request, now=timezone.now()))
        return step.where if step else None


class RemovalRequestSerializer(RemovalRequestRowSerializer):
    """A request whole, as far as its handling lets it be said."""

    signer_name = serializers.SerializerMethodField(help_text=WITHHELD)
    authority = serializers.UUIDField(source="authority_id", read_only=True, allow_null=True)
    good_faith_statement = serializers.CharField(read_only=True)
    contact = serializers.CharField(read_only=True)
    parts = serializers.SerializerMethodField()
    warnings = serializers.SerializerMethodField()
    notice = serializers.SerializerMethodField(help_text=WITHHELD)
    withheld = serializers.SerializerMethodField(help_text=WITHHELD)
    listings = ListingSerializer(many=True, read_only=True)
    submission = serializers.SerializerMethodField()
    receipts = ReceiptSerializer(many=True, read_only=True)
    answers = AnswerSerializer(many=True, read_only=True)

    class Meta(RemovalRequestRowSerializer.Meta):
        fields = [
            *RemovalRequestRowSerializer.Meta.fields, "signer_role", "signer_name", "signed_at",
            "signature_method", "authority", "identifiable_by", "good_faith_basis",
            "good_faith_statement", "contact", "parts", "warnings", "notice", "withheld",
            "listings", "submission", "receipts", "answers", "process_looked_at", "conduct",
            "withdrawn_because",
        ]  # fmt: skip
        read_only_fields = fields

    def get_signer_name(self, request: RemovalRequest) -> str | None:
        return None if withheld.by_default(request).name else str(request.signer_name)

    @extend_schema_field(PartSerializer(many=True))
    def get_parts(self, request: RemovalRequest) -> Any:
        return PartSerializer(statute.parts(self._facts(request)), many=True).data

    @extend_schema_field(WarnedSerializer(many=True))
    def get_warnings(self, request: RemovalRequest) -> Any:
        return WarnedSerializer(warnings(self._facts(request)), many=True).data

    def get_notice(self, request: RemovalRequest) -> str:
        return withheld.keep_back(shown.notice(request), withheld.by_default(request))

    def get_withheld(self, request: RemovalRequest) -> list[str]:
        kept = withheld.by_default(request)._asdict()
        return [name for name, is_kept in kept.items() if is_kept]

    @extend_schema_field(SubmissionSerializer(allow_null=True))
    def get_submission(self, request: RemovalRequest) -> Any:
        submission = getattr(request, "submission", None)
        return SubmissionSerializer(submission).data if submission else None

    def _facts(self, request: RemovalRequest) -> statute.Facts:
        return facts.of(request, at=self.context["now"])


class WholeNoticeSerializer(serializers.Serializer[Any]):
    """The notice with every name and address, for whoever is about to send it."""

    notice = serializers.CharField()
    handled_as_minor = serializers.BooleanField()


def whole_notice(request: RemovalRequest) -> Any:
    told = {
        "notice": shown.notice(request),
        "handled_as_minor": notices.is_handled_as_minor(request),
    }
    return WholeNoticeSerializer(told).data
