from django.conf import settings
from django.db import models
from django.db.models import Q

from keeping.rules.policy import KINDS, LEAST, MOST


class RetentionChange(models.Model):
    """That somebody set how long a kind of record is kept; the newest counts, all stay."""

    kind = models.CharField(max_length=14, choices=[(one.code, one.title) for one in KINDS])
    days = models.PositiveIntegerField(null=True, blank=True)  # none: with its case
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = models.Manager()

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="retention_days_are_some",
                condition=Q(days__isnull=True) | Q(days__gte=LEAST, days__lte=MOST),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"
