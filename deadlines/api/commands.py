"""What the commands after a submission take; the law's own questions are left to the services."""

from typing import Any

from rest_framework import serializers

from accounts.api_shapes import Moment, StrictSerializer
from cases.rules.spoken import choices
from evidence.rules.spoken import FACTS, HOW, SEEN_BY
from removal.rules.spoken import (
    ANSWERS,
    BASES_OF_RECEIPT,
    CHANGES,
    DEMANDS,
    DISPUTES,
    PROOFS,
    WITHDRAWALS,
)


def _text(most: int, **more: Any) -> serializers.CharField:
    return serializers.CharField(max_length=most, required=False, allow_blank=True, **more)


class RecordReceipt(StrictSerializer):
    """Record when the platform held the notice; the hours run from there. A change says why."""

    received_at = Moment()
    basis = serializers.ChoiceField(choices=choices(BASES_OF_RECEIPT))
    proof = serializers.ChoiceField(choices=choices(PROOFS), default="none")
    proof_reference = _text(200)
    change_reason = serializers.ChoiceField(
        choices=choices(CHANGES),
        required=False,
        allow_blank=True,
        help_text="Needed once a receipt is recorded, and refused before.",
    )
    change_note = _text(1000)


class RecordAnswer(StrictSerializer):
    """Record what the platform said; none of it stops a clock."""

    kind = serializers.ChoiceField(choices=choices(ANSWERS))
    answered_at = Moment()
    reference = _text(200)
    words = _text(5000, help_text="The platform's own, copied exactly; leave out names.")
    gave_reason = serializers.BooleanField(
        required=False, allow_null=True, help_text="Null: not noted."
    )
    demands = serializers.ListField(
        child=serializers.ChoiceField(choices=choices(DEMANDS)),
        required=False,
        help_text="What it asked for beyond the four parts.",
    )
    disputes = serializers.ListField(
        child=serializers.ChoiceField(choices=choices(DISPUTES)),
        required=False,
        help_text="What of the request it called wrong or missing; `…/cure/` begins with it.",
    )


class RecordOutcome(StrictSerializer):
    """Record one dated fact of a listing: what a person saw, or what the platform said of it."""

    kind = serializers.ChoiceField(choices=choices(FACTS))
    at = Moment(help_text="When it was seen or said.")
    how = serializers.ChoiceField(choices=choices(HOW))
    checked_by = serializers.ChoiceField(choices=choices(SEEN_BY))
    note = _text(2000, help_text="Never describe the image.")


class RecordOutcomeOfListing(RecordOutcome):
    item = serializers.UUIDField(help_text="An item that this request lists.")


class RetractOutcome(StrictSerializer):
    fact = serializers.UUIDField(help_text="The `id` of one of the item's `facts`.")


class WithdrawRequest(StrictSerializer):
    because = serializers.ChoiceField(choices=choices(WITHDRAWALS))


class DraftComplaint(StrictSerializer):
    request = serializers.UUIDField(help_text="The removal request that the complaint is on.")


class Nothing(StrictSerializer):
    """A command that takes no field."""
