"""Who reads the attorney's partition: an engaged attorney whose release covers it, and nobody."""

from typing import Any, Self

from django.db import models

from accounts.models import User
from accounts.rules import Role
from cases.models import Case, CaseOwnedQuerySet, CaseQuerySet
from cases.rules.release_words import Information


def told_cases(user: User) -> CaseQuerySet:
    """Give the cases whose facts for restitution this person may know, at this moment."""
    return Case.objects.visible_to(user).told_of(user, Information.RESTITUTION.value)


class ToldQuerySet(CaseOwnedQuerySet):
    """What advocates and attorneys of a case share; an attorney by the release alone."""

    def visible_to(self, user: User) -> Self:
        return self.filter(case__in=told_cases(user))


class PartitionQuerySet(models.QuerySet[Any]):
    """What no advocate, supervisor or administrator reaches (law.md 5.4, ADR 0060)."""

    def visible_to(self, user: User) -> Self:
        if user.role != Role.ATTORNEY:
            return self.none()
        return self.filter(case__in=told_cases(user))
