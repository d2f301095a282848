from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cases.models import CaseOwned, CaseOwnedQuerySet, Release
from cases.rules.spoken import choices
from removal.models.request import RemovalRequest
from removal.rules.spoken import (
    ANSWERS,
    BASES_OF_RECEIPT,
    CHANGES,
    CHANNELS,
    DEMANDS,
    DISPUTES,
    PROOFS,
    SENDERS,
)
from sealing.fields import SealedTextField


class Submission(CaseOwned):
    """What a person sent on the platform's own form, and when; the notice as it then stood."""

    request = models.OneToOneField(RemovalRequest, models.PROTECT, related_name="submission")
    channel = models.CharField(max_length=8, choices=choices(CHANNELS))
    # Blank: recorded before releases had records, and nobody said who had sent it
    sent_by = models.CharField(max_length=8, choices=choices(SENDERS), blank=True, db_default="")
    release = models.ForeignKey(  # what the agency sent it under (34 U.S.C. 12291(b)(2))
        Release, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    reference = SealedTextField(blank=True)
    submitted_at = models.DateTimeField()
    notice_text = SealedTextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="submission_of_the_agency_has_a_release",
                condition=Q(sent_by="agency", release__isnull=False)
                | Q(sent_by__in=["survivor", ""], release__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"submission of {self.request_id}"


class Receipt(CaseOwned):
    """When the platform held the notice, and what proves it; a change keeps the earlier row."""

    request = models.ForeignKey(RemovalRequest, models.PROTECT, related_name="receipts")
    received_at = models.DateTimeField()
    basis = models.CharField(max_length=8, choices=choices(BASES_OF_RECEIPT))
    proof = models.CharField(max_length=19, choices=choices(PROOFS))
    proof_reference = SealedTextField(blank=True)
    change_reason = models.CharField(max_length=12, choices=choices(CHANGES), blank=True)
    change_note = SealedTextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                "request", condition=Q(replaced_at__isnull=True), name="one_receipt_in_force"
            ),
            models.CheckConstraint(
                name="receipt_proven_by_something",
                condition=(Q(basis="proven") & ~Q(proof="none"))
                | Q(basis="inferred", proof="none"),
            ),
        ]

    def __str__(self) -> str:
        return f"receipt of {self.request_id}"


class Answer(CaseOwned):
    """What the platform said, and anything it demanded beyond the four parts."""

    request = models.ForeignKey(RemovalRequest, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=15, choices=choices(ANSWERS))
    answered_at = models.DateTimeField()
    reference = SealedTextField(blank=True)
    words = SealedTextField(blank=True)  # the platform's own words
    gave_reason = models.BooleanField(null=True)
    demands = ArrayField(
        models.CharField(max_length=17, choices=choices(DEMANDS)),
        default=list,
        blank=True,
    )
    disputes = ArrayField(  # what of the notice it called wrong or missing
        models.CharField(max_length=12, choices=choices(DISPUTES)),
        default=list,
        db_default=[],
        blank=True,
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["answered_at"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.request_id}"
