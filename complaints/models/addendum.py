from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet, Release
from cases.rules.spoken import choices
from complaints.models.draft import ComplaintDraft
from complaints.rules.addenda import ADDENDA
from sealing.fields import SealedTextField


class Addendum(CaseOwned):
    """What became known after filing, such as a late removal; the filed text stays as it was."""

    draft = models.ForeignKey(ComplaintDraft, models.PROTECT, related_name="addenda")
    # Blank: added before addenda said what they are about
    kind = models.CharField(max_length=9, choices=choices(ADDENDA), blank=True, db_default="")
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


class AddendumFiling(CaseOwned):
    """That a person sent one addendum to the regulator after the complaint, and when; final."""

    addendum = models.OneToOneField(Addendum, models.PROTECT, related_name="filing")
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    number = SealedTextField(blank=True)  # the regulator's own, where it gave a new one
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, blank=True, related_name="addenda_filed"
    )
    unreleased = models.BooleanField(default=False)  # none stood; recorded all the same
    recorded_at = models.DateTimeField()

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        default_related_name = "addendum_filings"
        constraints = [
            models.CheckConstraint(
                name="addendum_filing_says_its_release",
                condition=Q(release__isnull=False, unreleased=False)
                | Q(release__isnull=True, unreleased=True),
            ),
        ]

    def __str__(self) -> str:
        return f"filing of {self.addendum_id}"
