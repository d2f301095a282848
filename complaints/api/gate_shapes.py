"""What the API says of a complaint's gates and what survivors choose, and what commands take."""

from typing import Any

from rest_framework import serializers

from accounts.api_shapes import Moment, StrictSerializer
from cases.rules.spoken import choices
from complaints.models import CyberTip, PriorNotice, SignOff
from complaints.rules import exposing as words
from complaints.rules.exposure import Addresses, Age, Contact, Exposure, Harm, Person
from complaints.rules.notices import LONGEST_REFERENCE, LONGEST_WHY
from complaints.rules.reports import LONGEST_NUMBER as LONGEST_TIP
from complaints.rules.reports import LONGEST_WORDS, NO_TIPS, TIP_KINDS
from complaints.services.adding import LONGEST_NUMBER
from removal.rules.spoken import CHANNELS, SENDERS


class SignOffSerializer(serializers.ModelSerializer[SignOff]):
    """One person's yes to one revision; `ended_because` says why it no longer stands."""

    signed_by_id = serializers.UUIDField(read_only=True)

    class Meta:
        model = SignOff
        fields = [
            "signed_by_id", "role", "revision", "sha256", "signed_at", "release", "ended_at",
            "ended_because",
        ]  # fmt: skip
        read_only_fields = fields


class ExposureSerializer(serializers.Serializer[Any]):
    """What the text shows now: the choice, as the release and the ages narrow it."""

    person = serializers.ChoiceField(choices=choices(words.PERSONS))
    contact = serializers.ChoiceField(choices=choices(words.CONTACTS))
    addresses = serializers.ChoiceField(choices=choices(words.ADDRESSES))
    references = serializers.BooleanField()
    harm = serializers.ListField(child=serializers.ChoiceField(choices=choices(words.HARMS)))
    age = serializers.ChoiceField(choices=choices(words.AGES))
    state = serializers.CharField(allow_blank=True)
    basis = serializers.BooleanField()
    recognised_by = serializers.BooleanField()


class TipSerializer(serializers.ModelSerializer[CyberTip]):
    """That a CyberTipline number is kept, or why none is; the number itself is on the page."""

    class Meta:
        model = CyberTip
        fields = ["kind", "reason", "recorded_at"]
        read_only_fields = fields


class NoticeSerializer(serializers.ModelSerializer[PriorNotice]):
    text = serializers.CharField(read_only=True)
    reference = serializers.CharField(read_only=True)
    again_because = serializers.CharField(read_only=True)

    class Meta:
        model = PriorNotice
        fields = [
            "number", "text", "sha256", "reply_by", "again_because", "composed_at", "sent_at",
            "sent_by", "channel", "reference", "release",
        ]  # fmt: skip
        read_only_fields = fields


class ChooseExposure(StrictSerializer):
    """What the survivor chose; a field that is not given has its most protective answer."""

    person = serializers.ChoiceField(choices=choices(words.PERSONS), default=Person.DEPICTED.value)
    pseudonym = serializers.CharField(
        max_length=words.LONGEST_PSEUDONYM, required=False, allow_blank=True, default=""
    )
    contact = serializers.ChoiceField(choices=choices(words.CONTACTS), default=Contact.AGENCY.value)
    contact_words = serializers.CharField(
        max_length=words.LONGEST_CONTACT, required=False, allow_blank=True, default=""
    )
    addresses = serializers.ChoiceField(
        choices=choices(words.ADDRESSES), default=Addresses.ON_REQUEST.value
    )
    references = serializers.BooleanField(default=False)
    harm = serializers.ListField(
        child=serializers.ChoiceField(choices=choices(words.HARMS)), required=False, default=list
    )
    age = serializers.ChoiceField(choices=choices(words.AGES), default=Age.NOT_TOLD.value)
    state = serializers.CharField(max_length=2, required=False, allow_blank=True, default="")
    basis = serializers.BooleanField(default=False)
    recognised_by = serializers.BooleanField(default=False)
    chosen_by = serializers.ChoiceField(choices=choices(words.CHOSEN_BY))
    authority = serializers.UUIDField(required=False, allow_null=True, default=None)
    how_asked = serializers.ChoiceField(choices=choices(words.HOW_ASKED))
    chosen_at = Moment()

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        chosen = {name: given[name] for name in Exposure._fields}
        return {
            "choice": Exposure(
                **{
                    **chosen,
                    "person": Person(chosen["person"]),
                    "contact": Contact(chosen["contact"]),
                    "addresses": Addresses(chosen["addresses"]),
                    "age": Age(chosen["age"]),
                    "harm": tuple(Harm(one) for one in chosen["harm"]),
                }
            ),
            "authority_id": given["authority"],
            **{name: given[name] for name in ("chosen_by", "how_asked", "chosen_at")},
        }


class RecordTip(StrictSerializer):
    """A report's number, which the survivor agrees to keep here, or a reason and words."""

    kind = serializers.ChoiceField(choices=choices(TIP_KINDS))
    number = serializers.CharField(
        max_length=LONGEST_TIP, required=False, allow_blank=True, default=""
    )
    agreed = serializers.BooleanField(default=False)
    reason = serializers.ChoiceField(
        choices=choices(NO_TIPS), required=False, allow_blank=True, default=""
    )
    words = serializers.CharField(
        max_length=LONGEST_WORDS, required=False, allow_blank=True, default=""
    )


class WriteNotice(StrictSerializer):
    reply_by = Moment()
    again_because = serializers.CharField(
        max_length=LONGEST_WHY, required=False, allow_blank=True, default=""
    )


class RecordNoticeSent(StrictSerializer):
    sent_by = serializers.ChoiceField(choices=choices(SENDERS))
    channel = serializers.ChoiceField(choices=choices(CHANNELS))
    sent_at = Moment()
    reference = serializers.CharField(
        max_length=LONGEST_REFERENCE, required=False, allow_blank=True, default=""
    )


class RecordAddendumFiling(StrictSerializer):
    addendum = serializers.UUIDField()
    filed_at = Moment()
    number = serializers.CharField(
        max_length=LONGEST_NUMBER, required=False, allow_blank=True, default=""
    )
