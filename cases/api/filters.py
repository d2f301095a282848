"""What a list of cases may be asked; codes and moments alone, so that they may be in an address."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from accounts.api_filters import MomentFilter
from cases.models import Case
from cases.rules.spoken import AGES, STATUSES, choices


class CaseFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    status = django_filters.MultipleChoiceFilter(choices=choices(STATUSES))
    age_when_made = django_filters.MultipleChoiceFilter(choices=choices(AGES))
    code = django_filters.CharFilter(lookup_expr="iexact")
    mine = django_filters.BooleanFilter(method="assigned_to_me", label="Assigned to me, or not")
    opened_after = MomentFilter(field_name="opened_at", lookup_expr="gte")
    opened_before = MomentFilter(field_name="opened_at", lookup_expr="lt")

    class Meta:
        model = Case
        fields = ["status", "age_when_made", "code"]

    def assigned_to_me(
        self,
        cases: "QuerySet[Case]",
        name: str,
        value: bool,  # noqa: FBT001 - django-filter calls it so
    ) -> "QuerySet[Case]":
        user: Any = self.request.user
        mine = Case.objects.worked_by(user).values("pk")
        return cases.filter(pk__in=mine) if value else cases.exclude(pk__in=mine)
