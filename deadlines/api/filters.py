"""What lists of clocks and reminders may be asked; codes and moments alone."""

from collections.abc import Sequence

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from accounts.api_filters import MomentFilter
from cases.rules.spoken import choices
from deadlines.api.states import SPOKEN, standing
from deadlines.models import Clock, Reminder
from removal.rules.spoken import BASES_OF_RECEIPT


class ClockFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    state = django_filters.MultipleChoiceFilter(
        method="stands",
        choices=choices(SPOKEN),
        help_text="As it stands now; give it twice for either, as in state=running&state=unproven.",
    )
    due_after = MomentFilter(field_name="due_at", lookup_expr="gte")
    due_before = MomentFilter(field_name="due_at", lookup_expr="lt")
    case = django_filters.CharFilter(
        field_name="case__code", lookup_expr="iexact", help_text="The case's code, as C-7F3K."
    )
    request = django_filters.UUIDFilter(field_name="request_id")
    basis = django_filters.ChoiceFilter(choices=choices(BASES_OF_RECEIPT))

    class Meta:
        model = Clock
        fields = ["basis"]

    def stands(
        self, clocks: "QuerySet[Clock]", name: str, value: Sequence[str]
    ) -> "QuerySet[Clock]":
        return clocks.filter(standing(value, timezone.now()))


class ReminderFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    unread = django_filters.BooleanFilter(
        field_name="read_at", lookup_expr="isnull", help_text="Those not yet read, or those read."
    )

    class Meta:
        model = Reminder
        fields = ["unread"]
