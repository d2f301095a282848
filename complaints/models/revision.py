from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet
from complaints.models.draft import ComplaintDraft
from sealing.fields import SealedJSONField


class Revision(CaseOwned):
    """One text of a draft, whole and final: parts A to K, each sentence with its source."""

    draft = models.ForeignKey(ComplaintDraft, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    document = SealedJSONField()  # complaints.document.Document
    sha256 = models.CharField(max_length=64)  # of the document's canonical text
    blanks_left = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("draft", "number", name="revision_once"),
            models.CheckConstraint(
                name="revision_digest_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.number} of {self.draft_id}"
