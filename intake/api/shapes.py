"""What the API says of an intake and its plan, and what its commands take."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api_shapes import StrictSerializer
from accounts.rules import Deed, may
from cases.rules.spoken import choices
from intake.kept import codes_of, places_of
from intake.models import Intake, IntakePlace, Plan, PlanStep
from intake.planned import Planned, Shown
from intake.rules import BY_SLUG, next_question
from intake.rules.answers import fields
from intake.rules.states import STEP_STATES, StepState
from intake.rules.steps import LONGEST_REFERENCE

GIVEN = " ".join(name for question in BY_SLUG.values() for name in fields(question))
NEVER_BY_HAND = {StepState.DROPPED}


class PlaceSerializer(serializers.ModelSerializer[IntakePlace]):
    """A place that was told of; the address or the account stays sealed."""

    platform = serializers.SlugField(source="platform_id", read_only=True, allow_null=True)
    item = serializers.UUIDField(source="item_id", read_only=True, allow_null=True)

    class Meta:
        model = IntakePlace
        fields = ["id", "number", "kind", "platform", "item"]
        read_only_fields = fields


class IntakeSerializer(serializers.ModelSerializer[Intake]):
    """The answers by their codes; `told` stands for words that are kept sealed."""

    case = serializers.CharField(source="case.code", read_only=True)
    answers = serializers.SerializerMethodField()
    places = serializers.SerializerMethodField()
    next_question = serializers.SerializerMethodField()

    class Meta:
        model = Intake
        fields = [
            "case", "channel", "started_at", "finished_at", "answers", "places", "next_question",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_answers(self, intake: Intake) -> Any:
        return intake.answers

    @extend_schema_field(PlaceSerializer(many=True))
    def get_places(self, intake: Intake) -> Any:
        return PlaceSerializer(places_of(intake.case), many=True).data

    def get_next_question(self, intake: Intake) -> str | None:
        return next_question(codes_of(intake))


class ServiceSerializer(serializers.Serializer[Any]):
    """What is told of a service before anyone is sent there."""

    name = serializers.CharField()
    kind = serializers.CharField(help_text="`referral` or `work`, the agency's own.")
    steps = serializers.ListField(child=serializers.CharField())
    needs = serializers.ListField(child=serializers.CharField())
    with_image = serializers.CharField()
    takes_image = serializers.BooleanField()
    limits = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()
    phone = serializers.CharField()
    mark = serializers.CharField(help_text="`verified`, `second-hand` or `unverified`.")
    unchecked = serializers.ListField(child=serializers.CharField())
    checked_on = serializers.DateField()
    source = serializers.CharField()  # type: ignore[assignment]  # a field of that name
    reference = serializers.CharField(help_text="What number it gives; empty when none.")
    never_keep = serializers.CharField()


class PlanStepSerializer(serializers.ModelSerializer[PlanStep]):
    """One service as it stands in the case."""

    case = serializers.CharField(source="case.code", read_only=True)
    reference = serializers.SerializerMethodField(
        help_text="Kept here by agreement alone; empty for an attorney."
    )

    class Meta:
        model = PlanStep
        fields = [
            "id", "case", "service", "place", "rules", "state", "offered_at", "decided_at",
            "reference_kept", "reference",
        ]  # fmt: skip
        read_only_fields = fields

    def get_reference(self, step: PlanStep) -> str:
        works = may(self.context["reader"].role, Deed.WORK_CASE)
        return str(step.reference) if works else ""


class OfferedSerializer(serializers.Serializer[Shown]):
    """A step of the plan with its reasons and its service."""

    step = PlanStepSerializer()
    reasons = serializers.ListField(child=serializers.CharField())
    service = ServiceSerializer()


class LineSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    what_for = serializers.CharField()
    phone = serializers.CharField()
    url = serializers.CharField()
    hours = serializers.CharField()
    mark = serializers.CharField()
    unchecked = serializers.CharField()
    checked_on = serializers.DateField()


class PlanSerializer(serializers.ModelSerializer[Plan]):
    """The plan that holds now, in the order in which it offers."""

    case = serializers.CharField(source="case.code", read_only=True)
    steps = serializers.SerializerMethodField()
    nevers = serializers.SerializerMethodField(help_text="What is not offered, and why.")
    ask_again = serializers.SerializerMethodField(help_text="Questions that nobody could answer.")
    lines = serializers.SerializerMethodField()

    class Meta:
        model = Plan
        fields = [
            "case", "number", "track", "facts", "rules_version", "made_at", "steps", "nevers",
            "ask_again", "lines",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(OfferedSerializer(many=True))
    def get_steps(self, plan: Plan) -> Any:
        planned = self._planned()
        rows = sorted((*planned.open, *planned.settled), key=lambda row: row.step.place)
        return [OfferedSerializer(row, context=self.context).data for row in rows]

    def get_nevers(self, plan: Plan) -> list[str]:
        return list(self._planned().nevers)

    def get_ask_again(self, plan: Plan) -> list[str]:
        return [asked.slug for asked in self._planned().ask_again]

    @extend_schema_field(LineSerializer(many=True))
    def get_lines(self, plan: Plan) -> Any:
        return LineSerializer(self._planned().lines, many=True).data

    def _planned(self) -> Planned:
        planned: Planned = self.context["planned"]
        return planned


class GiveAnswers(StrictSerializer):
    """Answers by the question's slug. What is not given was not said; not sure is an answer."""

    answers = serializers.DictField(
        help_text=f"Fields: {GIVEN}. A field that no question has is refused by its name."
    )


class TakeIntake(GiveAnswers):
    """A whole intake: it opens the case, keeps the answers and makes the plan, or nothing."""

    advocate_id = serializers.UUIDField(
        required=False, allow_null=True, help_text="Who will work on it; a supervisor must say."
    )


class MarkStep(StrictSerializer):
    """Say where a step stands. A PIN or a password is refused, whoever agreed."""

    state = serializers.ChoiceField(
        choices=[one for one in choices(STEP_STATES) if one[0] not in NEVER_BY_HAND]
    )
    reference = serializers.CharField(
        max_length=LONGEST_REFERENCE,
        required=False,
        allow_blank=True,
        help_text="The number that the service gave.",
    )
    survivor_agreed = serializers.BooleanField(
        default=False, help_text="Only then the number is kept; else the survivor holds it."
    )
    survivor_holds = serializers.BooleanField(
        default=False, help_text="There is a number, and the survivor keeps it."
    )
