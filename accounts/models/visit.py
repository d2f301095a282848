from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.rules.visits import ENDS


class VisitQuerySet(models.QuerySet["Visit"]):
    def going_on(self) -> Self:
        return self.filter(ended_at=None)


class Visit(models.Model):
    """One sign-in on one device, until it ends; the session itself holds this row's id."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visits")
    browser = models.CharField(max_length=20, blank=True)  # families alone: nothing to know by
    system = models.CharField(max_length=20, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=13, blank=True, choices=sorted(ENDS.items()))

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_end_has_a_reason",
                condition=Q(ended_at__isnull=True, why="") | Q(ended_at__isnull=False) & ~Q(why=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["user", "-started_at"], name="visit_going_on", condition=Q(ended_at=None)
            ),
            models.Index("ended_at", name="visit_ended"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"
