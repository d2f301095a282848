"""What the API says of remedies, and what its commands take."""

from typing import Any

from rest_framework import serializers

from accounts.api_shapes import StrictSerializer
from cases.rules.spoken import choices
from restitution.models import Determination
from restitution.rules.remedies import REMEDIES
from restitution.rules.telling import SOURCES, Source
from restitution.rules.words import OUTCOMES

REMEDY = [(code, remedy.title) for code, remedy in REMEDIES.items()]
SAID_BY = [one for one in choices(SOURCES) if one[0] != Source.CASE]


class QueueRowSerializer(serializers.Serializer[Any]):
    """A case of the attorney's queue; no name, and no fact in words."""

    case = serializers.CharField(source="case.code")
    urgency = serializers.ChoiceField(choices=["now", "soon", "later", "none"])
    urgent = serializers.BooleanField()
    next_day = serializers.SerializerMethodField()
    asks_due = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()
    to_determine = serializers.IntegerField(source="to_find")

    def get_next_day(self, stands: Any) -> str | None:
        return stands.days[0].on.isoformat() if stands.days else None

    def get_asks_due(self, stands: Any) -> int:
        return len(stands.asks_due)

    def get_missing(self, stands: Any) -> int:
        return len(stands.missing)


class QueueSerializer(serializers.Serializer[Any]):
    cases = QueueRowSerializer(many=True)
    not_released = serializers.IntegerField(
        help_text="Cases given to you that no standing release lets you read at all."
    )
    release_too_narrow = serializers.IntegerField(
        help_text="Cases whose release to you leaves out the facts for restitution."
    )


class QuestionSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    topic = serializers.CharField(source="label")
    words = serializers.CharField()
    why = serializers.CharField()
    kind = serializers.ChoiceField(choices=["one", "date", "money"])
    who_settles = serializers.ListField(child=serializers.CharField())
    answers = serializers.DictField(source="choices", child=serializers.CharField())
    documents = serializers.ListField(child=serializers.CharField())


class HeldSerializer(serializers.Serializer[Any]):
    """The answer that counts, with who gave it; `of_the_case`: nobody had to be asked."""

    question = serializers.CharField(source="question.slug")
    value = serializers.CharField(source="fact.value")
    on = serializers.DateField(source="fact.on", allow_null=True)
    amount = serializers.DecimalField(
        source="fact.amount", max_digits=12, decimal_places=2, allow_null=True
    )
    words = serializers.CharField()
    said_by = serializers.CharField(source="source")
    of_the_case = serializers.BooleanField(source="is_of_the_case")
    said_at = serializers.DateTimeField(allow_null=True)
    next_ask_on = serializers.DateField(allow_null=True)


class TellFact(StrictSerializer):
    """One answer: a code of the question, with the day or the sum where the code is `known`."""

    question = serializers.CharField(max_length=40)
    value = serializers.CharField(max_length=40)
    on = serializers.DateField(required=False, allow_null=True)
    amount = serializers.CharField(required=False, allow_blank=True, max_length=20)
    said_by = serializers.ChoiceField(choices=SAID_BY)
    said_on = serializers.DateField(required=False, allow_null=True)
    next_ask_on = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class RemedyLineSerializer(serializers.Serializer[Any]):
    remedy = serializers.CharField(source="code")
    title = serializers.CharField()
    outcome = serializers.ChoiceField(choices=choices(OUTCOMES))
    words = serializers.CharField(source="word")
    urgent = serializers.BooleanField()


class AskSerializer(serializers.Serializer[Any]):
    question = serializers.CharField(source="question.slug")
    words = serializers.CharField(source="question.words")
    whom = serializers.CharField()
    on = serializers.DateField(allow_null=True, help_text="Null: it was never asked.")
    due = serializers.BooleanField()


class SignalSerializer(serializers.Serializer[Any]):
    """Outcome words, and what to ask whom and when; never reasons, notes or sums."""

    urgent = serializers.BooleanField()
    remedies = RemedyLineSerializer(source="lines", many=True)
    asks = AskSerializer(many=True)


class SaidSerializer(serializers.Serializer[Any]):
    question = serializers.CharField(source="slug")
    words = serializers.CharField()


class OpenSerializer(SaidSerializer):
    who_settles = serializers.ListField(child=serializers.CharField())
    next_ask_days = serializers.IntegerField(allow_null=True)


class DatedSerializer(serializers.Serializer[Any]):
    what = serializers.CharField(source="label")
    on = serializers.DateField()
    words = serializers.CharField()
    mark = serializers.CharField()


class NoticedSerializer(serializers.Serializer[Any]):
    words = serializers.CharField()
    mark = serializers.CharField()


class CardSerializer(serializers.Serializer[Any]):
    """A remedy's table on this case: what it says, by which row, and what speaks for it."""

    remedy = serializers.CharField(source="remedy.code")
    title = serializers.CharField(source="remedy.title")
    citation = serializers.CharField(source="weighed.citation")
    mark = serializers.CharField(source="weighed.mark")
    checked_on = serializers.DateField(source="weighed.checked_on")
    status = serializers.CharField(source="remedy.status")
    outcome = serializers.ChoiceField(source="weighed.outcome", choices=choices(OUTCOMES))
    urgent = serializers.BooleanField(source="weighed.urgent")
    why = serializers.CharField(source="weighed.why")
    path = serializers.ListField(source="weighed.path", child=serializers.CharField())
    met = SaidSerializer(source="weighed.met", many=True)
    against = SaidSerializer(source="weighed.against", many=True)
    missing = SaidSerializer(source="weighed.missing", many=True)
    open = OpenSerializer(source="weighed.unsure", many=True)
    dates = DatedSerializer(source="weighed.dates", many=True)
    notes = NoticedSerializer(source="weighed.notes", many=True)
    determined_version = serializers.IntegerField(source="found.version", default=None)
    changed_since = serializers.ListField(source="changed", child=serializers.CharField())


class DeterminationSerializer(serializers.ModelSerializer[Determination]):
    case = serializers.CharField(source="case.code", read_only=True)
    reasons = serializers.CharField(read_only=True)
    facts = serializers.DictField(child=serializers.CharField(), read_only=True)
    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = Determination
        fields = [
            "id", "case", "remedy", "version", "outcome", "reasons", "weighed_outcome",
            "weighed_path", "weighed_by", "facts", "by", "at",
        ]  # fmt: skip
        read_only_fields = fields


class Determine(StrictSerializer):
    """`on_version`: the last one that you read, 0 for none; one kept meanwhile is a refusal."""

    remedy = serializers.ChoiceField(choices=REMEDY)
    outcome = serializers.ChoiceField(choices=choices(OUTCOMES))
    reasons = serializers.CharField(max_length=8000)
    on_version = serializers.IntegerField(required=False, min_value=0)
