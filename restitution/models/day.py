from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned
from cases.rules.spoken import choices
from restitution.models.sight import PartitionQuerySet
from restitution.rules.telling import DAYS
from sealing.fields import SealedTextField


class DayQuerySet(PartitionQuerySet):
    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def for_display(self) -> Self:
        return self.select_related("case__key", "recorded_by").order_by("on", "recorded_at")


class Day(CaseOwned):
    """A day that a remedy hangs on, told by a person: a sentencing, a limit to be reminded of."""

    kind = models.CharField(max_length=10, choices=choices(DAYS))
    on = models.DateField()
    remedy = models.CharField(max_length=24, blank=True)  # blank: of the whole case
    words = SealedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # seen to, moved or called off
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DayQuerySet.as_manager()

    class Meta:
        default_related_name = "restitution_days"
        constraints = [
            models.CheckConstraint(
                name="restitution_day_ended_is_whole",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index("on", name="restitution_day_to_come", condition=Q(ended_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id} on {self.on}"
