from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from cases.rules.spoken import choices
from removal.models.platform import Platform
from removal.models.request import RemovalRequest
from removal.rules.desk_spoken import SKIPPED


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: User) -> Self:
        """Give a person's own: a batch is one desk's order of work, and nobody else's."""
        return self.filter(made_by=user)

    def open(self) -> Self:
        return self.filter(ended_at=None)


class Batch(models.Model):
    """Requests to one platform that one person sends in a row; what was sent, each request says."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                "made_by",
                "platform",
                condition=Q(ended_at__isnull=True),
                name="one_open_batch_a_person_and_platform",
            )
        ]

    def __str__(self) -> str:
        return f"batch for {self.platform_id}"


class BatchEntry(models.Model):
    """One request's place in a batch, and why it was passed over if it was."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="entries")
    request = models.ForeignKey(RemovalRequest, models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    skipped_because = models.CharField(max_length=12, choices=choices(SKIPPED), blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint("batch", "place", name="batch_place_once"),
            models.UniqueConstraint("batch", "request", name="batch_request_once"),
            models.CheckConstraint(
                name="batch_skip_is_whole",
                condition=Q(skipped_at__isnull=True, skipped_because="")
                | (Q(skipped_at__isnull=False) & ~Q(skipped_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.batch_id}"
