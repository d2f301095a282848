"""What an attorney's partition looks like over the API, and what its commands take."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from accounts.api_shapes import StrictSerializer
from cases.rules.spoken import choices
from restitution.models import CourtCase, MoneyLine, NoticePreference, PrivilegedNote, ReserveAmount
from restitution.rules.courts import COURT_KINDS, OFFENCES, STAGES, WANTS
from restitution.rules.money import HEADS, LINES

LONGEST_NOTE = 8000


def _money(**more: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=12, decimal_places=2, **more)


class PrivilegedNoteSerializer(serializers.ModelSerializer[PrivilegedNote]):
    """A note for the attorneys of the case alone."""

    case = serializers.CharField(source="case.code", read_only=True)
    text = serializers.CharField(read_only=True)
    written_by = serializers.CharField(source="written_by.name", read_only=True)

    class Meta:
        model = PrivilegedNote
        fields = ("id", "case", "remedy", "text", "written_at", "written_by")
        read_only_fields = fields


class WritePrivilegedNote(StrictSerializer):
    text = serializers.CharField(max_length=LONGEST_NOTE)
    remedy = serializers.CharField(max_length=24, required=False, allow_blank=True)


class FindPrivilegedNotes(StrictSerializer):
    text = serializers.CharField(min_length=3, max_length=100)


class NoticePreferenceSerializer(serializers.ModelSerializer[NoticePreference]):
    class Meta:
        model = NoticePreference
        fields = ("wants", "said_on", "recorded_at")
        read_only_fields = fields


class SayPreference(StrictSerializer):
    wants = serializers.ChoiceField(choices=choices(WANTS))
    said_on = serializers.DateField()


class CourtCaseSerializer(serializers.ModelSerializer[CourtCase]):
    """A proceeding; its number at the court and the defendant come to attorneys alone."""

    docket = serializers.SerializerMethodField()
    defendant = serializers.SerializerMethodField()
    notice = serializers.SerializerMethodField()

    class Meta:
        model = CourtCase
        fields = (
            "id", "number", "kind", "district", "docket", "defendant", "stage", "offence",
            "sentencing_on", "notice", "recorded_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_docket(self, court: CourtCase) -> str | None:
        return str(court.docket) if self.context["whole"] else None

    def get_defendant(self, court: CourtCase) -> str | None:
        return str(court.defendant) if self.context["whole"] else None

    def get_notice(self, court: CourtCase) -> str | None:
        """Give what the survivor said last; null where nobody asked."""
        said: str | None = self.context["said"].get(court.pk)
        return said


class RecordCourtCase(StrictSerializer):
    kind = serializers.ChoiceField(choices=choices(COURT_KINDS))
    stage = serializers.ChoiceField(choices=choices(STAGES))
    offence = serializers.ChoiceField(choices=choices(OFFENCES), required=False)
    district = serializers.CharField(max_length=12, required=False, allow_blank=True)
    docket = serializers.CharField(max_length=80, required=False, allow_blank=True)
    defendant = serializers.CharField(max_length=200, required=False, allow_blank=True)
    sentencing_on = serializers.DateField(required=False, allow_null=True)


class ChangeCourtCase(RecordCourtCase):
    kind = serializers.ChoiceField(choices=choices(COURT_KINDS), required=False)
    stage = serializers.ChoiceField(choices=choices(STAGES), required=False)


class MoneyLineSerializer(serializers.ModelSerializer[MoneyLine]):
    court_case = serializers.UUIDField(source="court_case_id", read_only=True, allow_null=True)
    note = serializers.CharField(read_only=True)
    reverses = serializers.UUIDField(source="reverses_id", read_only=True, allow_null=True)

    class Meta:
        model = MoneyLine
        fields = ("id", "kind", "head", "amount", "on", "court_case", "note", "reverses",
                  "recorded_at")  # fmt: skip
        read_only_fields = fields


class RecordLine(StrictSerializer):
    kind = serializers.ChoiceField(choices=choices(LINES))
    amount = _money(min_value=Decimal("0.01"))
    on = serializers.DateField()
    court_case = serializers.UUIDField(required=False, allow_null=True)
    head = serializers.ChoiceField(choices=choices(HEADS), required=False, allow_blank=True)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class ReverseLine(StrictSerializer):
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class CourtSums(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    losses = _money()
    ordered = _money()
    received = _money()
    outstanding = _money()
    reserve = _money()


class DefendantSums(serializers.Serializer[Any]):
    name = serializers.CharField()
    courts = serializers.ListField(child=serializers.IntegerField())
    ordered = _money()
    received = _money()
    outstanding = _money()


class WatchSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    word = serializers.CharField()
    sentence = serializers.CharField()
    citation = serializers.CharField()
    mark = serializers.CharField()
    checked_on = serializers.DateField()


class LedgerSerializer(serializers.Serializer[Any]):
    """Sums with reversals taken off; `losses` is the greatest that a federal court found."""

    claimed = _money()
    losses = _money(allow_null=True)
    ordered = _money()
    received = _money()
    outstanding = _money()
    reserve_paid = _money()
    courts = CourtSums(many=True)
    defendants = DefendantSums(many=True)
    watches = WatchSerializer(many=True)
    lines = MoneyLineSerializer(many=True)


class ReserveAmountSerializer(serializers.ModelSerializer[ReserveAmount]):
    noted_by = serializers.CharField(source="noted_by.name", read_only=True)

    class Meta:
        model = ReserveAmount
        fields = ("amount", "as_of", "source", "noted_at", "noted_by")
        read_only_fields = fields


class NoteReserveAmount(StrictSerializer):
    amount = _money(min_value=Decimal("0.01"))
    as_of = serializers.DateField()
    source = serializers.CharField(max_length=200)  # type: ignore[assignment]  # the field
