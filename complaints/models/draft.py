from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models import Case, CaseOwned, Release
from complaints.models.draft_parts import SAID_LATER, SIGNED_UNDER, ComplaintDraftQuerySet, whole
from complaints.rules.words import MadeBecause, Status
from removal.models import RemovalRequest
from sealing.fields import SealedTextField


class ComplaintDraft(CaseOwned):
    """A complaint to the regulator that a person finishes and files; the system never sends it."""

    # What a sweep enters by the thousand is checked a set at a time (migration 0008)
    case = models.ForeignKey(Case, models.PROTECT, db_constraint=False)
    request = models.OneToOneField(  # one draft a request version, whoever asks
        RemovalRequest, models.PROTECT, related_name="complaint_draft", db_constraint=False
    )
    status = models.CharField(
        max_length=10, choices=[(s.value, s.name) for s in Status], default=Status.DRAFT.value
    )
    made_because = models.CharField(max_length=10, choices=[(m.value, m.name) for m in MadeBecause])
    grounds = ArrayField(models.CharField(max_length=2), default=list)
    # The clock as deadlines told it; none where there is no process to have received anything
    clock_id = models.UUIDField(null=True, blank=True)
    statute = models.CharField(max_length=30, blank=True)
    citation = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=8, blank=True)
    claimed = models.BooleanField(default=False)
    revision_number = models.PositiveIntegerField(default=1)  # in force; 0: no text composed yet
    # Where its first text could not be composed: the tries, a code for why, when to try again
    text_attempts = models.PositiveIntegerField(default=0, db_default=0)
    text_error = models.CharField(max_length=60, blank=True, default="", db_default="")
    text_again_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(  # nobody: the ladder made it
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    review_at = models.DateTimeField(null=True, blank=True)
    review_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    signed_off_revision = models.PositiveIntegerField(null=True, blank=True)
    # Sign-offs asked for when the first was given; a trigger counts them (migration 0006)
    signs_wanted = models.PositiveSmallIntegerField(default=1, db_default=1)
    release = models.ForeignKey(  # the one that stood when it was signed off
        Release,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints_signed",
        db_index=False,
    )
    # Signed before releases had records: the signer's word stands in place of one
    released_by_word = models.BooleanField(default=False, db_column="holds_release")
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    filing_release = models.ForeignKey(  # the one that stood when it was filed
        Release,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints_filed",
        db_index=False,
    )
    filed_unreleased = models.BooleanField(  # none stood; recorded all the same
        default=False, db_default=False
    )
    filing_number = SealedTextField(blank=True)  # the regulator's own
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = ComplaintDraftQuerySet.as_manager()

    class Meta:
        default_related_name = "complaint_drafts"
        constraints = [
            whole("draft_review_is_whole", "review_at", "review_by"),
            whole("draft_sign_off_is_whole", "signed_off_at", "signed_off_by"),
            models.CheckConstraint(  # a sign-off is of one revision, under a release
                name="draft_sign_off_is_of_one_revision",
                condition=Q(
                    signed_off_at__isnull=True,
                    signed_off_revision__isnull=True,
                    release__isnull=True,
                    released_by_word=False,
                )
                | Q(
                    SIGNED_UNDER,
                    signed_off_at__isnull=False,
                    signed_off_revision=F("revision_number"),
                    review_at__isnull=False,
                ),
            ),
            models.CheckConstraint(  # filed under a release, or plainly marked as under none
                name="draft_filing_says_its_release",
                condition=Q(
                    filed_at__isnull=True, filing_release__isnull=True, filed_unreleased=False
                )
                | Q(filed_at__isnull=False, filing_release__isnull=False, filed_unreleased=False)
                | Q(filed_at__isnull=False, filing_release__isnull=True, filed_unreleased=True)
                | Q(filed_at__isnull=False, filing_release__isnull=True, released_by_word=True),
            ),
            models.CheckConstraint(
                name="draft_in_review_was_sent_there",
                condition=~Q(status="in_review") | Q(review_at__isnull=False),
            ),
            models.CheckConstraint(
                name="draft_signed_off_is_signed",
                condition=~Q(status="signed_off") | Q(signed_off_at__isnull=False),
            ),
            whole("draft_filing_is_whole", "filed_at", "filed_by"),
            whole("draft_superseding_is_whole", "superseded_at", "superseded_by"),
            models.CheckConstraint(
                name="draft_status_is_known", condition=Q(status__in=[s.value for s in Status])
            ),
            models.CheckConstraint(
                name="draft_filed_was_signed_off",
                condition=Q(status="filed", signed_off_at__isnull=False, filed_at__isnull=False)
                | (~Q(status="filed") & Q(filed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="draft_signed_by_a_second_person",
                condition=Q(signed_off_by__isnull=True) | ~Q(signed_off_by=F("review_by")),
            ),
            models.CheckConstraint(
                name="draft_wants_one_sign_off_or_two", condition=Q(signs_wanted__in=[1, 2])
            ),
            models.CheckConstraint(  # nobody reviews, signs or files what has no text
                name="draft_without_text_is_a_draft",
                condition=Q(revision_number__gt=0) | Q(status__in=["draft", "superseded"]),
            ),
        ]
        indexes = [
            models.Index(
                "made_at", "due_at", "id",
                name="complaint_text_waits",
                condition=Q(revision_number=0, status="draft"),
            ),
            *SAID_LATER,
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"complaint on {self.request_id}"

    @property
    def has_text(self) -> bool:
        return self.revision_number > 0

    def was_set_aside_before(self, due_at: datetime) -> bool:
        """Tell whether someone set it aside who could not know how the time would end."""
        return self.superseded_at is not None and self.superseded_at < due_at
