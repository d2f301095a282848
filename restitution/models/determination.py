from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned
from restitution.models.sight import PartitionQuerySet
from sealing.fields import SealedJSONField, SealedTextField


class DeterminationQuerySet(PartitionQuerySet):
    def in_force(self) -> Self:
        """Keep the last version of each remedy on each case."""
        return self.order_by("case", "remedy", "-version").distinct("case", "remedy")

    def for_display(self) -> Self:
        return self.select_related("case__key", "by").order_by("remedy", "-version")


class Determination(CaseOwned):
    """What an attorney found on one remedy, with reasons; final, a later one stands beside it."""

    remedy = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10)
    reasons = SealedTextField()
    weighed_outcome = models.CharField(max_length=10)  # what the table said of the same facts
    weighed_path = ArrayField(models.CharField(max_length=60), default=list)
    weighed_by = models.CharField(max_length=10, blank=True, db_default="")  # the rules' version
    facts = SealedJSONField(default=dict)  # slug to code or day, as they stood
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        default_related_name = "determinations"
        constraints = [
            models.UniqueConstraint("case", "remedy", "version", name="determination_once"),
            models.CheckConstraint(
                name="determination_is_numbered_from_one", condition=Q(version__gte=1)
            ),
            models.CheckConstraint(
                name="determination_says_its_reasons", condition=~Q(reasons=b"")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.remedy} v{self.version} on {self.case_id}"
