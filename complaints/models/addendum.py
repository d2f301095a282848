from django.conf import settings
from django.db import models

from cases.models import CaseOwned, CaseOwnedQuerySet
from complaints.models.draft import ComplaintDraft
from sealing.fields import SealedTextField


class Addendum(CaseOwned):
    """What became known after filing, such as a late removal; the filed text stays as it was."""

    draft = models.ForeignKey(ComplaintDraft, models.PROTECT, related_name="addenda")
    text = SealedTextField()
    source_type = models.CharField(max_length=50)
    source_id = models.CharField(max_length=36)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["made_at"]
        verbose_name_plural = "addenda"
        constraints = [
            models.UniqueConstraint("draft", "source_type", "source_id", name="addendum_once"),
        ]

    def __str__(self) -> str:
        return f"addendum to {self.draft_id}"
