"""What a list of complaints may be asked; codes and moments alone."""

import django_filters
from django.db.models import QuerySet

from accounts.api_filters import MomentFilter
from complaints.models import ComplaintDraft
from complaints.rules.spoken import BECAUSE, STATUSES
from complaints.rules.words import Ground


class ComplaintFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    status = django_filters.MultipleChoiceFilter(
        choices=[(status.value, words) for status, words in STATUSES.items()]
    )
    made_because = django_filters.MultipleChoiceFilter(
        choices=[(because.value, words) for because, words in BECAUSE.items()]
    )
    ground = django_filters.ChoiceFilter(
        method="has_ground", choices=[(ground.value, ground.value) for ground in Ground]
    )
    case = django_filters.CharFilter(field_name="case__code", lookup_expr="iexact")
    request = django_filters.UUIDFilter(field_name="request_id")
    mine = django_filters.BooleanFilter(method="assigned_to_me", label="Assigned to me, or not")
    made_after = MomentFilter(field_name="made_at", lookup_expr="gte")
    made_before = MomentFilter(field_name="made_at", lookup_expr="lt")

    class Meta:
        model = ComplaintDraft
        fields = ["status", "made_because"]

    def has_ground(
        self, drafts: "QuerySet[ComplaintDraft]", name: str, value: str
    ) -> "QuerySet[ComplaintDraft]":
        return drafts.filter(grounds__contains=[value])

    def assigned_to_me(
        self,
        drafts: "QuerySet[ComplaintDraft]",
        name: str,
        value: bool,  # noqa: FBT001 - django-filter calls it so
    ) -> "QuerySet[ComplaintDraft]":
        mine = {"assigned_to": self.request.user}
        return drafts.filter(**mine) if value else drafts.exclude(**mine)
