from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from cases.rules.spoken import choices
from evidence.models.item import Item
from evidence.rules.custody import WHAT, What
from sealing.fields import SealedTextField


class Holding(CaseOwned):
    """From when something of an item was in whose hands, outside Reclaim; a change is a new row."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="holdings")
    what = models.CharField(max_length=10, choices=choices(WHAT))
    holder = SealedTextField()
    since = models.DateTimeField()
    note = SealedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        default_related_name = "holdings"
        ordering = ["-since", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="holding_is_of_something_known",
                condition=Q(what__in=[what.value for what in What]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.item_id}"
