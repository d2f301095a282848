from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.rules import Role
from cases.models.case import Case, CaseOwnedQuerySet
from cases.models.release import Release
from cases.rules.spoken import ASSIGNMENTS, choices


class AssignmentQuerySet(CaseOwnedQuerySet):
    def active(self) -> Self:
        return self.filter(ended_at=None)

    def at_work(self) -> Self:
        """Give whose work it is now: an account that was closed does none, and stays on record."""
        here = self.active().filter(user__is_active=True)
        return here.exclude(user__role=Role.ADMINISTRATOR.value)

    def for_display(self) -> Self:
        return self.select_related("user").order_by("kind", "user__name")


class Assignment(models.Model):
    """Who works on a case, from when to when; the rows a person may see follow from it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="case_assignments"
    )
    kind = models.CharField(max_length=8, choices=choices(ASSIGNMENTS))
    release = models.ForeignKey(  # what an attorney was given the case under
        Release, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                condition=Q(kind="advocate", ended_at__isnull=True),
                name="one_advocate_at_a_time",
            ),
            models.UniqueConstraint(
                "case", "user", condition=Q(ended_at__isnull=True), name="one_assignment_a_person"
            ),
            models.CheckConstraint(
                name="assignment_under_a_release_is_an_attorneys",
                condition=Q(release__isnull=True) | Q(kind="attorney"),
            ),
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.case_id} as {self.kind}"
