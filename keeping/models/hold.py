from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from sealing.fields import SealedTextField


class LegalHoldQuerySet(CaseOwnedQuerySet):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)

    def to_review(self, today: date) -> Self:
        """Give those that stand though the day came to look at them again."""
        return self.standing().filter(review_on__lte=today)

    def for_display(self) -> Self:
        return self.select_related("case__key", "placed_by", "lifted_by").order_by("-placed_at")


class LegalHold(CaseOwned):
    """Nothing of this case is purged while it stands; triggers hold that too (0002)."""

    reason = SealedTextField()
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    review_on = models.DateField(null=True, blank=True)  # when to ask again; it never ends by time
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_because = SealedTextField(blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        default_related_name = "legal_holds"
        constraints = [
            models.CheckConstraint(
                name="hold_lifted_is_whole",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_because=b"")
                | Q(
                    ~Q(lifted_because=b""),
                    lifted_at__isnull=False,
                    lifted_by__isnull=False,
                    lifted_at__gte=F("placed_at"),
                ),
            ),
            models.CheckConstraint(name="hold_says_why", condition=~Q(reason=b"")),
        ]

    def __str__(self) -> str:
        return f"hold on {self.case_id}"
