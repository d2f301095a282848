from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from evidence.models.item import Item
from evidence.rules.spoken import FACTS, HOW, SEEN_BY
from sealing.fields import SealedTextField


class ListingFactQuerySet(CaseOwnedQuerySet):
    def standing(self) -> Self:
        """Give the facts that still hold, in the order they happened."""
        return self.filter(retracted_at=None).order_by("at", "recorded_at")


class ListingFact(CaseOwned):
    """One dated fact about a listing: who says so, when, and how they know (ADR 0008)."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=12, choices=choices(FACTS))
    at = models.DateTimeField()
    how = models.CharField(max_length=16, choices=choices(HOW))
    checked_by = models.CharField(max_length=11, choices=choices(SEEN_BY))
    note = SealedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    retracted_at = models.DateTimeField(null=True, blank=True)  # recorded by mistake; kept
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ListingFactQuerySet.as_manager()

    class Meta:
        default_related_name = "listing_facts"
        ordering = ["at", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="fact_retraction_is_whole",
                condition=Q(retracted_at__isnull=True, retracted_by__isnull=True)
                | Q(retracted_at__isnull=False, retracted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.item_id}"
