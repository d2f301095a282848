"""What the commands on a request take; the law's own questions are left to the services."""

from typing import Any

from rest_framework import serializers

from accounts.api_shapes import Moment, StrictSerializer
from cases.rules.spoken import choices
from evidence.rules.spoken import IDENTIFIABLE
from removal.rules.spoken import (
    BASES,
    CHANNELS,
    CONDUCTS,
    METHODS,
    PROCESSES,
    SENDERS,
    SIGNERS,
)


def _text(most: int, **more: Any) -> serializers.CharField:
    return serializers.CharField(max_length=most, required=False, allow_blank=True, **more)


def _choice(words: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=choices(words), required=False, allow_blank=True)


class ChangeRemovalRequest(StrictSerializer):
    """Change what is given of a draft; leave what is not."""

    item_ids = serializers.ListField(
        child=serializers.UUIDField(), required=False, help_text="Items of the same case."
    )
    signer_role = _choice(SIGNERS)
    signer_name = _text(200, help_text="A name or an agreed pseudonym.")
    signed_at = Moment(required=False, allow_null=True)
    signature_method = _choice(METHODS)
    authority_id = serializers.UUIDField(
        required=False, allow_null=True, help_text="Needed unless the person shown signs."
    )
    identifiable_by = serializers.ListField(
        child=serializers.ChoiceField(choices=choices(IDENTIFIABLE)),
        required=False,
        help_text="How the person can be recognised; taken from the items when not given.",
    )
    good_faith_basis = _choice(BASES)
    good_faith_statement = _text(2000)
    contact = _text(300)


class DraftRemovalRequest(ChangeRemovalRequest):
    """Start a request to one platform; every part may wait until the submission."""

    case = serializers.CharField(max_length=10, help_text="The case's code, as C-7F3K.")
    platform = serializers.SlugField(help_text="A slug of the directory, or `other-site`.")
    item_ids = serializers.ListField(
        child=serializers.UUIDField(), default=list, help_text="Items of that case."
    )
    follows_id = serializers.UUIDField(
        required=False, allow_null=True, help_text="The earlier request, when a listing came back."
    )


class RecordSubmission(StrictSerializer):
    """Record that a person sent the notice; refused while a part or its release is missing."""

    channel = serializers.ChoiceField(choices=choices(CHANNELS))
    sent_by = serializers.ChoiceField(
        choices=choices(SENDERS),
        help_text="`agency` needs a release for this platform that stood at `submitted_at`; what"
        " the survivor sent personally needs none.",
    )
    submitted_at = Moment()
    reference = _text(200)


class CureRequest(StrictSerializer):
    """Make the next version, of an answer of the platform; the last that disputed something."""

    answer = serializers.UUIDField(
        required=False, allow_null=True, help_text="The `id` of one of this request's answers."
    )


class NoteProcess(StrictSerializer):
    process = serializers.ChoiceField(choices=choices(PROCESSES))
    looked_at = Moment(required=False, allow_null=True, default=None)


class NoteConduct(StrictSerializer):
    """Guidance factors by name: yes, no or unsure; what is not given is not noted."""

    conduct = serializers.DictField(
        child=serializers.ChoiceField(choices=["yes", "no", "unsure"]),
        help_text=f"Keys: {', '.join(factor.value for factor in CONDUCTS)}.",
    )
