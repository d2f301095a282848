from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from removal.models import RemovalRequest
from sealing.fields import SealedTextField


class CourseQuerySet(CaseOwnedQuerySet):
    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def for_display(self) -> Self:
        return self.select_related(
            "request__case__key", "request__platform", "taken_up_by"
        ).prefetch_related("events")


class Course(CaseOwned):
    """One law taken up on one request by a person: what was asked under it and what came of it.

    It holds facts alone. Whether a clock runs is asked of `deadlines.rules.elsewhere` (ADR 0050).
    """

    request = models.ForeignKey(RemovalRequest, models.PROTECT, related_name="courses")
    law = models.CharField(max_length=30)  # a statute's code; the day decides the version
    connection = models.CharField(max_length=14)  # deadlines.rules.reach.Connection
    made_by = models.CharField(max_length=14)  # deadlines.rules.elsewhere.Maker
    follows_receipt = models.BooleanField(default=False)  # the notice itself was the report
    declared = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    taken_up_at = models.DateTimeField()
    taken_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_because = models.CharField(max_length=14, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        default_related_name = "courses"
        constraints = [
            models.UniqueConstraint("request", "law", name="course_once_a_law"),
            models.CheckConstraint(
                name="course_ended_is_whole",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.law} on {self.request_id}"


class CourseEvent(CaseOwned):
    """One dated thing that came under a law: a change keeps the earlier row."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=17)  # deadlines.rules.elsewhere.EventKind
    at = models.DateTimeField()
    proof = models.CharField(max_length=19, default="none")  # removal.rules.words.Proof
    reference = SealedTextField(blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)  # those that a regulator allowed
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                "course",
                "kind",
                condition=Q(replaced_at__isnull=True),
                name="course_event_in_force_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.course_id}"
