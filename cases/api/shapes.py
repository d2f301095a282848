"""What the API says of a case, and what its commands take."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api_shapes import Moment, StrictSerializer
from cases.models import Assignment, Authority, Case, Note, Task
from cases.rules import handled_as_minor
from cases.rules.people import SCOPES
from cases.rules.spoken import AGES, ASSIGNMENTS, REASONS, STATUSES, choices


class CaseRowSerializer(serializers.ModelSerializer[Case]):
    """A case in a list: its code and where it stands, and nothing of the person."""

    handled_as_minor = serializers.SerializerMethodField()
    tasks_open = serializers.IntegerField(read_only=True)
    next_task_at = serializers.DateTimeField(read_only=True, allow_null=True)

    class Meta:
        model = Case
        fields = [
            "id", "code", "status", "age_when_made", "handled_as_minor", "opened_at", "closed_at",
            "tasks_open", "next_task_at", "is_demo",
        ]  # fmt: skip
        read_only_fields = fields

    def get_handled_as_minor(self, case: Case) -> bool:
        return handled_as_minor(case.age_when_made)


class AssignmentSerializer(serializers.ModelSerializer[Assignment]):
    user_id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(source="user.name", read_only=True)

    class Meta:
        model = Assignment
        fields = ["user_id", "name", "kind", "started_at", "ended_at"]
        read_only_fields = fields


class TaskSerializer(serializers.ModelSerializer[Task]):
    """A task; its own words are empty when its kind speaks for itself."""

    case = serializers.CharField(source="case.code", read_only=True)
    text = serializers.CharField(read_only=True)
    assigned_to_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Task
        fields = [
            "id", "case", "kind", "text", "subject_id", "assigned_to_id", "due_at", "created_at",
            "done_at",
        ]  # fmt: skip
        read_only_fields = fields


class AuthoritySerializer(serializers.ModelSerializer[Authority]):
    """What lets someone sign; who that is stands behind `reveal`."""

    case = serializers.CharField(source="case.code", read_only=True)
    person = serializers.UUIDField(source="person_id", read_only=True, allow_null=True)
    scope = serializers.ListField(
        child=serializers.ChoiceField(choices=choices(SCOPES)), read_only=True
    )

    class Meta:
        model = Authority
        fields = [
            "id", "case", "kind", "person", "scope", "starts_on", "ends_on", "recorded_at",
            "revoked_at",
        ]  # fmt: skip
        read_only_fields = fields


class NoteSerializer(serializers.ModelSerializer[Note]):
    case = serializers.CharField(source="case.code", read_only=True)
    text = serializers.CharField(read_only=True)
    written_by = serializers.CharField(source="written_by.name", read_only=True)

    class Meta:
        model = Note
        fields = ["id", "case", "text", "written_as", "written_at", "written_by"]
        read_only_fields = fields


class CaseSerializer(CaseRowSerializer):
    """A case whole, but for the name, the contact and the story: those are behind `reveal`."""

    assignments = serializers.SerializerMethodField()
    tasks = serializers.SerializerMethodField()
    authorities = AuthoritySerializer(many=True, read_only=True)

    class Meta(CaseRowSerializer.Meta):
        fields = [*CaseRowSerializer.Meta.fields, "country", "assignments", "tasks", "authorities"]
        read_only_fields = fields

    @extend_schema_field(AssignmentSerializer(many=True))
    def get_assignments(self, case: Case) -> Any:
        active = case.assignments.filter(ended_at=None).select_related("user")
        return AssignmentSerializer(active, many=True).data

    @extend_schema_field(TaskSerializer(many=True))
    def get_tasks(self, case: Case) -> Any:
        reader = self.context["request"].user
        waiting = Task.objects.visible_to(reader).filter(case=case).open().for_display()
        return TaskSerializer(waiting, many=True).data


class ToldSerializer(serializers.Serializer[Any]):
    """One act of the case's trail, in words."""

    seq = serializers.IntegerField()
    at = serializers.DateTimeField()
    action = serializers.CharField()
    words = serializers.CharField()
    by = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)


class RevealedSerializer(serializers.Serializer[Any]):
    """The sealed values, for the reason given; keep them nowhere."""

    name = serializers.CharField(allow_blank=True)
    contact = serializers.CharField(allow_blank=True)
    safe_contact = serializers.CharField(allow_blank=True)
    narrative = serializers.CharField(allow_blank=True)


class _Facts(StrictSerializer):
    survivor_name = serializers.CharField(max_length=200, required=False, allow_blank=True)
    contact = serializers.CharField(max_length=200, required=False, allow_blank=True)
    safe_contact = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    age_when_made = serializers.ChoiceField(choices=choices(AGES), required=False)
    country = serializers.CharField(
        max_length=2, required=False, allow_blank=True, help_text="ISO 3166-1, two letters."
    )
    narrative = serializers.CharField(max_length=10_000, required=False, allow_blank=True)


class OpenCase(_Facts):
    """Open a case. Unknown age is `unsure`, which is handled as under 18."""

    advocate_id = serializers.UUIDField(
        required=False, allow_null=True, help_text="Who will work on it; a supervisor must say."
    )


class ChangeCase(_Facts):
    """Change what is given; leave what is not."""


class MoveCase(StrictSerializer):
    to = serializers.ChoiceField(choices=choices(STATUSES))
    confirmed = serializers.BooleanField(
        default=False, help_text="Needed to close a case on which a clock still runs."
    )


class AssignCase(StrictSerializer):
    user_id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=choices(ASSIGNMENTS))


class UnassignCase(StrictSerializer):
    user_id = serializers.UUIDField()


class WriteNote(StrictSerializer):
    text = serializers.CharField(max_length=10_000)


class AddTask(StrictSerializer):
    text = serializers.CharField(max_length=300)
    due_at = Moment(required=False, allow_null=True)
    assigned_to_id = serializers.UUIDField(required=False, allow_null=True)


class Reveal(StrictSerializer):
    reason = serializers.ChoiceField(choices=choices(REASONS))


class Find(StrictSerializer):
    text = serializers.CharField(max_length=2000)
