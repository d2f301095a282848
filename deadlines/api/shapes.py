"""What the API says of a clock and of a reminder."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.rules.spoken import choices
from deadlines import face
from deadlines.api.states import SPOKEN, state_of
from deadlines.ledger import Line, lines
from deadlines.models import Clock, Reminder, Statute, Step
from deadlines.rules.hours import ClosedAs
from deadlines.rules.spoken import rung_words
from removal.rules.spoken import BASES_OF_RECEIPT

LAID_ASIDE = "Laid aside: the receipt as it now stands starts no hours."


class ClockRowSerializer(serializers.ModelSerializer[Clock]):
    """A clock in a list: codes, states and moments. Pass `now` in the context."""

    case = serializers.CharField(source="request.case.code", read_only=True)
    request = serializers.UUIDField(source="request_id", read_only=True)
    request_code = serializers.CharField(source="request.code", read_only=True)
    statute = serializers.CharField(source="statute.code", read_only=True)
    law = serializers.CharField(
        source="statute.name", read_only=True, help_text="What a person calls it."
    )
    statute_version = serializers.IntegerField(source="statute.version", read_only=True)
    basis = serializers.ChoiceField(choices=choices(BASES_OF_RECEIPT), read_only=True)
    claimed = serializers.BooleanField(
        read_only=True, help_text="It is unclear whether the Act reaches this platform."
    )
    state = serializers.SerializerMethodField()
    words = serializers.SerializerMethodField(
        help_text="What is left, as `5 h 12 min left` or `late by 3 h 05 min`, or how it ended."
    )
    closed_as = serializers.ChoiceField(
        choices=[ended.value for ended in ClosedAs],
        read_only=True,
        allow_blank=True,
        help_text="Empty while it runs; `unclocked`: as it turned out, no hours ever ran.",
    )

    class Meta:
        model = Clock
        fields = [
            "id", "case", "request", "request_code", "statute", "law", "statute_version",
            "starts_at", "due_at", "hours", "basis", "claimed", "state", "words",
            "closed_at", "closed_as", "achieved_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=choices(SPOKEN)))
    def get_state(self, clock: Clock) -> str:
        return state_of(clock, self.now).value

    def get_words(self, clock: Clock) -> str:
        if clock.closed_as == ClosedAs.UNCLOCKED:
            return LAID_ASIDE
        drawn = face.of(clock, now=self.now)
        return drawn.closed_words or drawn.words

    @property
    def now(self) -> datetime:
        moment: datetime = self.context["now"]
        return moment


class RuleSerializer(serializers.ModelSerializer[Statute]):
    """The law that the hours are of, and how well its row is known."""

    mark = serializers.CharField(
        read_only=True, help_text="verified (its text was read), secondary, unverified."
    )

    class Meta:
        model = Statute
        fields = ["code", "version", "title", "citation", "hours", "mark", "checked_on"]
        read_only_fields = fields


class LedgerLineSerializer(serializers.Serializer[Line]):
    """One step of the ladder: `due_at` is when it is owed, `done_at` when it was entered."""

    rung = serializers.CharField()
    words = serializers.SerializerMethodField()
    tells = serializers.ListField(child=serializers.CharField())
    due_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=["planned", "owed", "sent", "skipped"])
    reason = serializers.CharField(
        allow_blank=True, help_text="Why it was skipped: overtaken or reviewed."
    )
    done_at = serializers.DateTimeField(allow_null=True)

    def get_words(self, line: Line) -> str:
        return rung_words(line.rung)


class ClockSerializer(ClockRowSerializer):
    """A clock that explains itself: what started it, what proves that, which rule, which steps."""

    started_by = serializers.SerializerMethodField()
    proof = serializers.SerializerMethodField(help_text="Empty where nothing proves the receipt.")
    rule = RuleSerializer(source="statute", read_only=True)
    rule_words = serializers.SerializerMethodField()
    ladder_version = serializers.IntegerField(source="ladder.version", read_only=True)
    ledger = serializers.SerializerMethodField()

    class Meta(ClockRowSerializer.Meta):
        fields = [
            *ClockRowSerializer.Meta.fields, "opened_at", "started_by", "proof", "rule",
            "rule_words", "ladder_version", "ledger",
        ]  # fmt: skip
        read_only_fields = fields

    def get_started_by(self, clock: Clock) -> str:
        return face.of(clock, now=self.now).started_by_words

    def get_proof(self, clock: Clock) -> str:
        if clock.course is not None and not clock.course.follows_receipt:
            event = clock.course.events.filter(at=clock.starts_at, replaced_at=None).first()
            if event is None:
                return ""
            event.case = clock.case  # its key is loaded
            return face.of(clock, now=self.now, event=event).proof_words
        receipt = clock.request.receipts.filter(replaced_at=None).first()
        if receipt is None:
            return ""
        receipt.case = clock.case  # its key is loaded
        return face.of(clock, now=self.now, receipt=receipt).proof_words

    def get_rule_words(self, clock: Clock) -> str:
        return face.of(clock, now=self.now).rule_words

    @extend_schema_field(LedgerLineSerializer(many=True))
    def get_ledger(self, clock: Clock) -> Any:
        told: Any = list(lines(clock, now=self.now))
        return LedgerLineSerializer(told, many=True).data


class ReminderSerializer(serializers.ModelSerializer[Reminder]):
    """What you were told of: a code and a time."""

    case = serializers.CharField(source="step.clock.request.case.code", read_only=True)
    request = serializers.UUIDField(source="step.clock.request_id", read_only=True)
    request_code = serializers.CharField(source="step.clock.request.code", read_only=True)
    clock = serializers.UUIDField(source="step.clock_id", read_only=True)
    rung = serializers.CharField(source="step.rung", read_only=True)
    words = serializers.SerializerMethodField()
    due_at = serializers.DateTimeField(
        source="step.clock.due_at", read_only=True, help_text="When the clock is or was due."
    )

    class Meta:
        model = Reminder
        fields = [
            "id", "case", "request", "request_code", "clock", "rung", "words", "due_at",
            "made_at", "read_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_words(self, reminder: Reminder) -> str:
        step: Step = reminder.step
        return rung_words(step.rung)
